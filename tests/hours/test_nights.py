"""Nights, turns of the clock and the seams between years: the day to which hours belong."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from xborder.errors import FactError
from xborder.hours import Schedule

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
PARIS = "Europe/Paris"
ALWAYS = Schedule(timezone="America/New_York", weekly={"mon-sun": [["00:00", "24:00"]]})


def utc(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("on", "hours", "length"),
    [
        ("2026-10-25", [["00:00", "08:00"]], 9),
        ("2026-03-29", [["00:00", "08:00"]], 7),
        ("2026-03-29", [["02:00", "03:00"]], 0),
        ("2026-03-29", [["02:30", "03:15"]], 0),
        ("2026-10-25", [["02:00", "03:00"]], 2),
        ("2026-10-24", [["22:00", "26:30"]], 4.5),
        ("2026-03-28", [["22:00", "26:30"]], 4.5),
        ("2026-03-28", [["22:00", "30:00"]], 7),
        ("2026-10-24", [["00:00", "48:00"]], 49),
    ],
)
def test_the_length_of_hours_where_the_clock_turns(on, hours, length):
    schedule = Schedule(timezone=PARIS, weekly={}, special={on: hours})
    start = utc(f"{on}T00:00+00:00") - timedelta(days=2)

    assert timedelta(hours=length) == schedule.between(start, start + timedelta(days=6))


def test_both_sides_of_a_repeated_hour():
    schedule = Schedule(timezone=PARIS, weekly={"sat": [["22:00", "26:30"]]})
    shown = [datetime(2026, 10, 25, 2, minute, fold=fold, tzinfo=ZoneInfo(PARIS)) for fold in (0, 1) for minute in (15, 45)]

    assert [True, False, False, False] == [schedule.is_open(at) for at in shown]


def test_the_day_apia_skipped_has_no_hours():
    # Samoa had no 30 December 2011, a Friday.
    schedule = Schedule(timezone="Pacific/Apia", weekly={"fri": [["09:00", "17:00"]]})

    assert schedule.edges(utc("2011-12-29T00:00Z"), utc("2012-01-05T00:00Z")) == []


def test_a_night_belongs_to_the_day_it_began_on():
    bar = Schedule(
        timezone="Europe/Berlin",
        weekly={"thu": [["20:00", "27:00"]], "fri": [["20:00", "27:00"]]},
        holidays={"country": "DE"},
        special={"2026-12-24": [["20:00", "26:00"]]},
    )

    # The night of Christmas Eve runs into Christmas Day, a Friday and a holiday on which nothing begins.
    assert bar.is_open(utc("2026-12-25T01:30+01:00"))
    assert not bar.is_open(utc("2026-12-25T02:00+01:00"))
    assert not bar.is_open(utc("2026-12-25T21:00+01:00"))


def test_a_night_runs_into_the_first_year_compiled():
    bar = Schedule(timezone="Europe/Berlin", weekly={"thu": [["20:00", "27:00"]]})

    assert bar.is_open(utc("2027-01-01T02:59+01:00"))
    assert not bar.is_open(utc("2027-01-01T03:00+01:00"))


def test_a_night_past_the_last_valid_day_is_finished():
    bar = Schedule(timezone="UTC", weekly={"mon-sun": [["20:00", "26:00"]]}, valid=["2026-06-01", "2026-06-02"])
    expected = [utc(one).timestamp() for one in ("2026-06-01T20:00Z", "2026-06-02T02:00Z", "2026-06-02T20:00Z", "2026-06-03T02:00Z")]

    assert expected == bar.edges(utc("2026-05-01T00:00Z"), utc("2026-07-01T00:00Z"))


def test_the_year_ends_without_a_seam():
    assert ALWAYS.edges(utc("2025-06-01T00:00Z"), utc("2029-06-01T00:00Z")) == [
        int(utc("2025-06-01T00:00Z").timestamp()),
        int(utc("2029-06-01T00:00Z").timestamp()),
    ]


def test_a_ruling_says_what_decides_a_day():
    shop = Schedule(
        timezone="Asia/Shanghai",
        weekly={"mon-fri": [["09:00", "18:00"]]},
        special={"2026-02-16": [["10:00", "12:00"]]},
        holidays={"country": "CN"},
        valid=["2026-01-01", "2026-12-31"],
    )
    decided = {on: shop.ruling(on) for on in ("2026-02-13", "2026-02-14", "2026-02-16", "2026-02-17", "2027-01-04")}

    assert ["weekly", "makeup", "special", "holiday", "seasonal"] == [one.decided_by for one in decided.values()]
    assert ((540, 1080),) == decided["2026-02-14"].hours
    assert decided["2026-02-14"].cause.makes_up == date(2026, 2, 20)


@pytest.mark.parametrize(("on", "code"), [("9999-12-31", "day_out_of_range"), ("1066-10-14", "day_out_of_range"), (AT, "instant_for_day")])
def test_a_day_nobody_compiles_is_refused(on, code):
    with pytest.raises(FactError) as caught:
        ALWAYS.ruling(on)

    assert code == caught.value.code
