"""Hours that never open, never close or run out, and what is refused when they are asked."""

from datetime import UTC, date, datetime, timedelta

import pytest

from xborder.errors import FactError
from xborder.hours import Schedule
from xborder.hours.open_time import OpenTime

NEVER = Schedule(timezone="UTC", weekly={"mon-sun": []})
ALWAYS = Schedule(timezone="America/New_York", weekly={"mon-sun": [["00:00", "24:00"]]})
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_never_open():
    assert NEVER.next_open(AT) is None
    assert AT == NEVER.next_close(AT)
    assert NEVER.add(AT, 1) is None
    assert NEVER.add(AT, -1) is None
    assert timedelta(0) == NEVER.between(AT, AT + timedelta(days=900))


def test_always_open():
    assert AT == ALWAYS.next_open(AT)
    assert ALWAYS.next_close(AT) is None
    assert AT + timedelta(days=400) == ALWAYS.add(AT, 400 * 86_400)
    assert timedelta(days=400) == ALWAYS.between(AT, AT + timedelta(days=400))


def test_a_short_week_reaches_far():
    schedule = Schedule(timezone="UTC", weekly={"mon": [["09:00", "09:01"]]})
    expected = datetime(2026, 11, 23, 9, 1, tzinfo=UTC) + timedelta(weeks=1499)

    assert expected == schedule.add(AT, 1500 * 60)


def test_time_runs_out_at_the_end_of_the_years():
    late = datetime(2199, 12, 30, 12, tzinfo=UTC)
    monday = Schedule(timezone="UTC", weekly={"mon": [["09:00", "10:00"]]})

    assert monday.next_open(late) is None
    assert monday.add(late, 86_400 * 30) is None


def test_naming_years_ahead_compiles_them():
    schedule = Schedule(timezone="UTC", weekly={"mon": [["09:00", "10:00"]]})

    assert (2026, 2028) == schedule.years(2026, 2028).years
    assert schedule.years(2027, 2027) is schedule.window(int(AT.timestamp()))
    assert (2024, 2028) == schedule.years(2024, 2025).years


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (datetime(2026, 1, 1), "naive_datetime"),
        (date(2026, 1, 1), "not_an_instant"),
        ("2026-01-01", "not_an_instant"),
        ("soon", "not_an_instant"),
        (None, "not_an_instant"),
        (datetime(1850, 1, 1, tzinfo=UTC), "instant_out_of_range"),
        (datetime(9999, 12, 31, 23, tzinfo=UTC), "instant_out_of_range"),
        (datetime(1, 1, 1, tzinfo=UTC), "instant_out_of_range"),
    ],
)
@pytest.mark.parametrize("ask", ["is_open", "next_open", "next_close"])
def test_what_is_no_instant_is_refused(at, code, ask):
    with pytest.raises(FactError) as caught:
        getattr(ALWAYS, ask)(at)

    assert code == caught.value.code


def test_text_is_an_instant_too():
    assert ALWAYS.is_open("2026-11-21T12:00:00Z")
    assert AT + timedelta(hours=1) == ALWAYS.add("2026-11-21T12:00:00Z", 3600)
    assert timedelta(hours=1) == ALWAYS.between("2026-11-21T12:00:00Z", "2026-11-21T13:00:00Z")
    assert "2026-11-21T07:00:00-05:00" == ALWAYS.local("2026-11-21T12:00:00Z").isoformat()


@pytest.mark.parametrize("amount", ["a while", 1.5, None])
def test_an_amount_is_whole_seconds_or_a_timedelta(amount):
    with pytest.raises(FactError) as caught:
        ALWAYS.add(AT, amount)

    assert "not_a_whole_number" == caught.value.code


def test_seconds_beyond_any_calendar_are_refused():
    with pytest.raises(FactError) as caught:
        ALWAYS.open_at(10**14)

    assert "instant_out_of_range" == caught.value.code


def test_what_is_only_shared_by_hours_is_no_hours():
    with pytest.raises(NotImplementedError):
        OpenTime()._compiled(2026, 2026, None)
    with pytest.raises(NotImplementedError):
        OpenTime().decided(0)
    assert AT == ALWAYS.next_open("2026-11-21T12:00:00Z")
