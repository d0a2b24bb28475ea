"""Days of rest and half days, and working weeks through every change of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder import AtlasError, FactError, Layer, check_promise, standard
from xborder.doors import holidays
from xborder.hours import half_days, weekend, working_week

NINE = [["09:00", "17:00"]]


@pytest.mark.parametrize(
    ("place", "on", "expected"),
    [
        ("AE", "2021-12-31", ("fri", "sat")),
        ("AE", "2022-01-01", ("sat", "sun")),
        ("SA", "2013-06-28", ("thu", "fri")),
        ("SA", "2013-06-29", ("fri", "sat")),
        ("BN", "2026-01-01", ("fri", "sun")),
        ("MY", "2026-01-01", ("sat", "sun")),
        ("MY-02", "2026-01-01", ("fri", "sat")),
        ("MY-03", "2026-01-01", ("fri", "sat")),
        ("MY-11", "2026-01-01", ("fri", "sat")),
        # Johor rested on Friday and Saturday from 2014 to 2024.
        ("MY-01", "2013-12-31", ("sat", "sun")),
        ("MY-01", "2014-01-01", ("fri", "sat")),
        ("MY-01", "2024-12-31", ("fri", "sat")),
        ("MY-01", "2025-01-01", ("sat", "sun")),
        ("IR", "2026-01-01", ("fri",)),
        ("DE-BY", "2026-01-01", ("sat", "sun")),
        ("DE-QQ", "2026-01-01", ("sat", "sun")),
        ("IL-QQ", "2050-01-01", ("fri", "sat")),
        ("US", "1990-01-01", ("sat", "sun")),
    ],
)
def test_weekends_by_date(place, on, expected):
    assert expected == weekend(place, on=on)


def test_a_regions_own_page_speaks_first():
    page = {"regions": {"BY": {"hours": {"weekend": [{"since": date(2010, 1, 1), "value": ["sun"], "grade": "C", "note": "recalled", "sources": []}]}}}}
    world = standard().overlay(Layer.from_mapping({"places/de": page}, edition="acme"))

    assert ("sun",) == weekend("DE-BY", on="2026-01-01", atlas=world)
    assert ("sat", "sun") == weekend("DE", on="2026-01-01", atlas=world)


@pytest.mark.parametrize(
    ("place", "valid", "moves"),
    [
        ("AE", ["2021-01-01", "2023-12-31"], ["2022-01-01"]),
        ("SA", ["2010-01-01", "2020-12-31"], ["2013-06-29"]),
        ("MY-01", ["2010-01-01", "2026-12-31"], ["2014-01-01", "2025-01-01"]),
        ("BN", ["2020-01-01", "2030-12-31"], []),
        ("AE", ["2021-12-31", "2022-01-01"], ["2022-01-01"]),
        ("AE", ["2022-01-01", "2022-01-01"], []),
    ],
)
def test_a_working_week_moves_with_the_weekend(place, valid, moves):
    desk = working_week(place, NINE, timezone="Asia/Dubai", valid=valid)

    assert moves == [one.valid[0].isoformat() for one in desk.seasons]
    for on in (date.fromisoformat(one) for one in (*valid, *moves)):
        for near in (on - timedelta(days=1), on, on + timedelta(days=1)):
            if date.fromisoformat(valid[0]) <= near <= date.fromisoformat(valid[1]):
                names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
                assert (names[near.weekday()] not in weekend(place, on=near)) == bool(desk.ruling(near).hours)


def test_the_weekend_of_a_place_nobody_knows(monkeypatch):
    def refuse(*_):
        raise FactError("unknown_country", "no calendar")

    monkeypatch.setattr(holidays, "weekend", refuse)

    assert weekend("QZ", on="2026-01-01") is None
    assert ("sat", "sun") == weekend("DE-QQ", on="2026-01-01")
    with pytest.raises(FactError) as caught:
        working_week("QZ", NINE, timezone="Europe/Belgrade", valid=["2026-01-01", "2026-12-31"])

    assert "unknown_weekend" == caught.value.code


# ----------------------------------------------------------------------------------------------------------- half days


@pytest.mark.parametrize(
    ("place", "on", "expected"),
    [
        ("AE", "2021-12-31", None),
        ("AE", "2022-01-01", {"fri": "12:00"}),
        ("AE-DU", "2026-01-01", {"fri": "12:00"}),
        ("DE", "2026-01-01", None),
        ("AE", "2036-01-01", None),
    ],
)
def test_half_days_by_date(place, on, expected):
    assert expected == half_days(place, on=on)


EMIRATES = {"timezone": "Asia/Dubai", "valid": ["2021-11-01", "2022-12-31"]}


def test_a_working_week_keeps_half_days_where_it_is_told_to():
    plain, half = (working_week("AE", NINE, **EMIRATES, half_days=keeps) for keeps in (False, True))
    friday, before = date(2022, 1, 7), date(2021, 12, 30)

    assert [((540, 1020),), ((540, 720),)] == [one.ruling(friday).hours for one in (plain, half)]
    assert [((540, 1020),)] * 2 == [one.ruling(before).hours for one in (plain, half)]
    assert ["2022-01-01"] == [one.valid[0].isoformat() for one in half.seasons]


@settings(max_examples=40)
@given(st.dates(date(2021, 11, 2), date(2022, 12, 30)), st.sampled_from(([["09:00", "17:00"]], [["08:00", "11:30"], ["12:00", "16:00"]], [["20:00", "30:00"]])))
def test_half_days_only_ever_take_time_away(on, day):
    plain, half = (working_week("AE", day, **EMIRATES, half_days=keeps) for keeps in (False, True))
    start = datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(hours=4)
    left = (plain - half).edges(start, start + timedelta(days=1))

    assert [] == (half - plain).edges(start, start + timedelta(days=1))
    assert left == [] or on.weekday() == 4 or day[0][1] == "30:00"


def test_a_page_of_ones_own_may_say_when_work_ends():
    entry = {"since": date(2025, 1, 1), "value": {"sat": "13:00", "wed": "12:30"}, "grade": "C", "note": "ours", "sources": []}
    world = standard().overlay(Layer.from_mapping({"places/de": {"hours": {"half_days": [entry]}}}, edition="acme"))
    desk = working_week("DE", NINE, timezone="Europe/Berlin", valid=["2026-01-01", "2026-12-31"], half_days=True, atlas=world)

    assert {"sat": "13:00", "wed": "12:30"} == half_days("DE", on="2026-01-01", atlas=world)
    assert {"mon-tue": NINE, "wed": [["09:00", "12:30"]], "thu-fri": NINE, "sat-sun": []} == desk.weekly.to_dict()


@pytest.mark.parametrize("value", [{"fri": "noon"}, {"friday": "12:00"}, {"fri": 12}, ["fri"], {"fri": "24:00"}])
def test_a_half_day_has_a_day_and_a_time(value):
    with pytest.raises(AtlasError):
        Layer.from_mapping({"places/de": {"hours": {"half_days": [{"since": date(2025, 1, 1), "value": value, "grade": "C"}]}}}, edition="acme")


@pytest.mark.parametrize(("keeps", "seconds"), [(False, 8 * 3600 + 3600), (True, 3 * 3600 + 3600)])
def test_working_time_late_ends_at_noon_on_a_half_day(keeps, seconds):
    """Promised for Thursday 8 January 2026, delivered on Monday at ten: Friday counts until noon."""
    desk = working_week("AE", NINE, timezone="Asia/Dubai", valid=["2025-01-01", "2026-12-31"], half_days=keeps)
    house = {"timezone": "Asia/Dubai", "country": "AE", "cutoff": "14:00"}
    facts = {
        "placed_at": "2026-01-07T10:00:00+04:00",
        "warehouse": house,
        "stages": [{"name": "transit", "min": 1, "max": 1, "unit": "working_days"}],
        "ship_to": "AE",
    }
    told = check_promise(facts, delivered_at="2026-01-12T10:00:00+04:00", hours=desk)

    assert ("2026-01-08", 2, seconds) == (str(told.first.latest), told.working_days_late, told.working_time_late)
