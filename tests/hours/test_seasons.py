"""Seasons, breaks, closed ranges, half days, weekends that move."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.doors import holidays
from xborder.errors import FactError
from xborder.hours import Schedule, Season, availability, ramadan

NINE = [["09:00", "17:00"]]
DESK = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": NINE, "sat,sun": []}}


def utc(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def answered(facts, at):
    answer = availability(facts, at=utc(at))
    return answer.open, answer.decided_by, answer.confidence, answer.because[0].text


SUMMER = DESK | {"seasons": [{"valid": ["2026-07-01", "2026-08-31"], "weekly": {"mon-fri": [["08:00", "14:00"]], "sat": [["10:00", "12:00"]]}}]}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-06-30T15:00+02:00", (True, "weekly", "rule", "2026-06-30 is a Tuesday: 09:00-17:00 in Europe/Berlin")),
        ("2026-07-01T08:30+02:00", (True, "seasonal", "rule", "2026-07-01 is a Wednesday of a season: 08:00-14:00 in Europe/Berlin")),
        ("2026-07-01T15:00+02:00", (False, "seasonal", "rule", "2026-07-01 is a Wednesday of a season: 08:00-14:00 in Europe/Berlin")),
        ("2026-07-04T11:00+02:00", (True, "seasonal", "rule", "2026-07-04 is a Saturday of a season: 10:00-12:00 in Europe/Berlin")),
        ("2026-07-05T11:00+02:00", (False, "seasonal", "rule", "2026-07-05 is a Sunday of a season: closed in Europe/Berlin")),
        ("2026-09-01T15:00+02:00", (True, "weekly", "rule", "2026-09-01 is a Tuesday: 09:00-17:00 in Europe/Berlin")),
    ],
)
def test_a_season_keeps_a_week_of_its_own(at, expected):
    assert expected == answered(SUMMER, at)


def test_who_speaks_first():
    facts = {
        "timezone": "Asia/Shanghai",
        "weekly": {"mon-fri": NINE, "sat,sun": []},
        "seasons": [{"valid": ["2026-02-01", "2026-02-28"], "weekly": {"mon-fri": [["10:00", "15:00"]], "sat,sun": []}}],
        "holidays": {"country": "CN"},
        "special": {"2026-02-18": [["12:00", "13:00"]]},
        "valid": ["2026-01-05", "2026-12-31"],
    }
    decided = {on: Schedule.from_dict(facts).ruling(on) for on in ("2026-01-04", "2026-02-13", "2026-02-14", "2026-02-17", "2026-02-18", "2026-03-02")}

    assert ["seasonal", "seasonal", "makeup", "holiday", "special", "weekly"] == [one.decided_by for one in decided.values()]
    # The Saturday of the season keeps the season's Friday.
    assert ((600, 900),) == decided["2026-02-14"].hours


def test_ramadan_keeps_the_hours_handed_in_and_says_that_its_days_are_estimated():
    fasting = ramadan(2027, weekly={"sun-thu": [["10:00", "16:00"]]})
    facts = {"timezone": "Asia/Riyadh", "weekly": {"sun-thu": NINE, "fri,sat": []}, "seasons": fasting}

    assert [(date(2027, 2, 8), date(2027, 3, 8), "estimated")] == [(*one.valid, one.confidence) for one in fasting]
    assert (True, "seasonal", "estimated") == answered(facts, "2027-02-10T11:00+03:00")[:3]
    assert (False, "seasonal", "estimated") == answered(facts, "2027-02-10T16:30+03:00")[:3]
    # It may begin or end a day sooner or later.
    assert ["rule", "estimated", "estimated", "rule"] == [
        availability(facts, at=utc(f"{on}T11:00+03:00")).confidence for on in ("2027-02-04", "2027-02-07", "2027-03-09", "2027-03-11")
    ]
    assert date(2027, 2, 7) in {one.on for one in availability(facts, at=utc("2027-02-07T11:00+03:00")).caveats}


def test_two_ramadans_may_begin_in_a_year_and_one_may_leave_it():
    found = ramadan(2030, weekly={"sun-thu": NINE})
    schedule = Schedule(timezone="Asia/Riyadh", weekly={"sun-thu": NINE}, seasons=found)

    assert [date(2030, 1, 5), date(2030, 12, 26)] == [one.valid[0] for one in found]
    assert "seasonal" == schedule.ruling("2031-01-05").decided_by
    assert "estimated" == schedule.ruling("2030-01-04").confidence


@pytest.mark.parametrize("year", [1900, 2150])
def test_moons_nobody_tabled(year):
    with pytest.raises(FactError) as caught:
        ramadan(year, weekly={})

    assert "year_out_of_range" == caught.value.code


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"seasons": [{"valid": ["2026-07-01", "2026-08-31"]}]}, "missing_key", "/seasons/0/weekly"),
        ({"seasons": [{"valid": ["2026-08-01", "2026-07-31"], "weekly": {}}]}, "ends_before_start", "/seasons/0/valid"),
        ({"seasons": [{"valid": ["2026-08-01"], "weekly": {}}]}, "not_two_days", "/seasons/0/valid"),
        ({"seasons": [{"valid": ["2026-08-01", "2026-08-02"], "weekly": {"moon": []}}]}, "unknown_day", "/seasons/0/weekly/moon"),
        ({"seasons": [{"valid": ["2026-08-01", "2026-08-02"], "weekly": {}, "confidence": "sure"}]}, "unknown_choice", "/seasons/0/confidence"),
        (
            {"seasons": [{"valid": ["2026-08-01", "2026-08-09"], "weekly": {}}, {"valid": ["2026-08-09", "2026-08-12"], "weekly": {}}]},
            "overlapping_seasons",
            "/seasons",
        ),
        ({"breaks": {"2026-08-01": []}}, "empty_break", "/breaks/2026-08-01"),
        ({"breaks": {"2026-08-01": [["14:00", "13:00"]]}}, "ends_before_start", "/breaks/2026-08-01/0"),
        ({"special": {"2026-08-02/2026-08-01": []}}, "ends_before_start", "/special/2026-08-02~12026-08-01"),
        ({"special": {"2026-08-01/2036-08-01": []}}, "too_many_days", "/special/2026-08-01~12036-08-01"),
        ({"special": {"2026-08-01/2026-08-03": [], "2026-08-03": []}}, "day_twice", "/special/2026-08-03"),
        ({"special": {"August": []}}, "not_a_day", "/special/August"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(facts, code, path):
    with pytest.raises(FactError) as caught:
        Schedule.from_dict(DESK | facts)

    assert code == caught.value.code
    assert path == caught.value.path


def test_a_closed_range_closes_each_of_its_days():
    shop = Schedule.from_dict(DESK | {"special": {"2026-12-24/2027-01-03": []}})

    assert utc("2027-01-04T09:00+01:00") == shop.next_open(utc("2026-12-23T17:00+01:00"))
    assert shop == Schedule.from_dict(shop.to_dict())


PAUSED = DESK | {"breaks": {"2026-11-20": [["14:00", "14:30"]], "2026-11-21": [["14:00", "14:30"]]}}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-20T13:59+01:00", (True, "weekly", "rule", "2026-11-20 is a Friday: 09:00-17:00 in Europe/Berlin")),
        ("2026-11-20T14:00+01:00", (False, "special", "decreed", "2026-11-20 has a break: closed 14:00-14:30 in Europe/Berlin")),
        ("2026-11-20T14:30+01:00", (True, "weekly", "rule", "2026-11-20 is a Friday: 09:00-17:00 in Europe/Berlin")),
        # A break on a day that is closed anyhow decides nothing.
        ("2026-11-21T14:10+01:00", (False, "weekly", "rule", "2026-11-21 is a Saturday: closed in Europe/Berlin")),
    ],
)
def test_a_break_takes_its_time_and_nothing_else(at, expected):
    assert expected == answered(PAUSED, at)


def test_a_break_leaves_the_rest_of_the_day():
    # spatie/opening-hours#270: pause from 14:00 to 14:30.
    shop = Schedule.from_dict(PAUSED)
    expected = [utc(f"2026-11-20T{hour}+01:00").timestamp() for hour in ("09:00", "14:00", "14:30", "17:00")]

    assert expected == shop.edges(utc("2026-11-20T00:00Z"), utc("2026-11-22T00:00Z"))
    assert "hours.break" == availability(shop, at=utc("2026-11-20T14:10+01:00")).because[0].code
    assert utc("2026-11-20T14:30+01:00") == availability(shop, at=utc("2026-11-20T14:10+01:00")).until.utc
    assert shop == Schedule.from_dict(shop.to_dict())


def test_a_break_on_a_day_the_clock_skipped_takes_nothing():
    samoa = Schedule(timezone="Pacific/Apia", weekly={"mon-sun": NINE}, breaks={"2011-12-30": [["10:00", "11:00"]]})

    assert samoa.is_open(utc("2011-12-31T10:30+14:00"))


def test_a_break_takes_from_the_night_before_too():
    bar = Schedule(timezone="Europe/Berlin", weekly={"fri": [["20:00", "28:00"]]}, breaks={"2026-11-21": [["01:00", "02:00"]]})
    late = Schedule(timezone="Europe/Berlin", weekly={"fri": [["20:00", "28:00"]]}, breaks={"2026-11-20": [["23:00", "26:00"]]})

    assert not bar.is_open(utc("2026-11-21T01:30+01:00"))
    assert bar.is_open(utc("2026-11-21T02:30+01:00"))
    assert not late.is_open(utc("2026-11-21T01:30+01:00"))
    assert "2026-11-20 has a break: closed 23:00-26:00 in Europe/Berlin" == answered(late, "2026-11-21T01:30+01:00")[3]


@settings(max_examples=40)
@given(start=st.integers(0, 1400), length=st.integers(1, 600), minute=st.integers(-60, 2000))
def test_a_break_is_a_difference(start, length, minute):
    end = min(start + length, 2880)
    written = [[f"{one // 60:02d}:{one % 60:02d}" for one in (start, end)]]
    # Clocks in Paris are turned on this night.
    whole = Schedule(timezone="Europe/Paris", weekly={"mon-sun": [["00:00", "24:00"]]})
    taken = Schedule(timezone="Europe/Paris", weekly={}, special={"2026-10-24": written})
    broken = Schedule(timezone="Europe/Paris", weekly={"mon-sun": [["00:00", "24:00"]]}, breaks={"2026-10-24": written})
    at = utc("2026-10-24T00:00+02:00") + timedelta(minutes=minute)

    assert (whole - taken).is_open(at) == broken.is_open(at)


@pytest.mark.parametrize(
    ("country", "categories", "at", "expected"),
    [
        # Iceland's Christmas Eve is a holiday from one in the afternoon.
        ("IS", ["public", "half_day"], "2026-12-24T12:59+00:00", (True, "holiday", "estimated")),
        ("IS", ["public", "half_day"], "2026-12-24T13:00+00:00", (False, "holiday", "estimated")),
        # Estonia's day before Victory Day is shorter by three hours.
        ("EE", ["public", "half_day"], "2026-06-22T13:59+00:00", (True, "holiday", "estimated")),
        ("EE", ["public", "half_day"], "2026-06-22T14:00+00:00", (False, "holiday", "estimated")),
        # Greece does not say when Christmas Eve begins.
        ("GR", ["public", "half_day"], "2026-12-24T10:00+00:00", (False, "holiday", "estimated")),
        ("IS", ["public"], "2026-12-24T15:00+00:00", (True, "weekly", "rule")),
    ],
)
def test_half_days_are_cut_where_the_calendar_says_when(country, categories, at, expected):
    shop = {"timezone": "UTC", "weekly": {"mon-fri": NINE}, "holidays": {"country": country, "categories": categories}}

    assert expected == answered(shop, at)[:3]


def test_a_half_day_nobody_asked_for_is_a_caveat():
    shop = {"timezone": "UTC", "weekly": {"mon-fri": NINE, "sat,sun": []}, "holidays": {"country": "IS"}}
    greek = shop | {"holidays": {"country": "GR", "categories": ["half_day"]}}
    told = [one.text for one in availability(shop, at=utc("2026-12-24T15:00Z")).caveats]

    assert ["2026-12-24 is a half day to some in IS, Christmas Eve (from 1pm), and counts as an ordinary one here: name its hours in special"] == told
    assert "counts as closed" in availability(greek, at=utc("2026-12-24T15:00Z")).caveats[-1].text
    assert () == availability(shop | {"special": {"2026-12-24": NINE}}, at=utc("2026-12-24T15:00Z")).caveats


def test_how_much_of_a_day_a_shorter_one_leaves():
    shop = Schedule(timezone="UTC", weekly={"mon-fri": [["08:00", "12:00"], ["13:00", "15:00"]]}, holidays={"country": "EE", "categories": ["half_day"]})
    always = Schedule(timezone="UTC", weekly={"mon-fri": [["08:00", "10:00"]]}, holidays={"country": "EE", "categories": ["half_day"]})

    assert ((480, 660),) == shop.ruling("2026-12-23").hours
    assert () == always.ruling("2026-12-23").hours


def test_a_season_is_a_value():
    one = Season(valid=["2026-07-01", "2026-08-31"], weekly={"mon": NINE})

    assert one == Season.from_dict(one.to_dict())
    assert "0.109" <= holidays.version()
