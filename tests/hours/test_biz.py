"""The semantics of zendesk/biz (Apache-2.0), restated: its week, its answers; where they differ, why."""

from datetime import UTC, datetime, timedelta

import pytest

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours import Schedule, add_business_time, business_time_between, subtract_business_time

HOURS = {
    "mon": [["09:00", "17:00"]],
    "tue": [["10:00", "16:00"]],
    "wed": [["09:00", "17:00"]],
    "thu": [["10:00", "16:00"]],
    "fri": [["09:00", "17:00"]],
    "sat": [["11:00", "14:30"]],
}
WEEK = {"timezone": "Etc/UTC", "weekly": HOURS}


def utc(*parts):
    return datetime(2006, 1, *parts, tzinfo=UTC)


def schedule(**changes):
    return Schedule.from_dict(WEEK | changes)


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        (90, "seconds", utc(4, 15, 58, 30), utc(4, 16)),
        (90, "minutes", utc(4, 15, 30), utc(4, 17)),
        (3, "hours", utc(4, 14), utc(4, 17)),
        (19, "hours", utc(2, 11), utc(4, 16)),
        (0, "seconds", utc(3), utc(3, 10)),
        (0, "minutes", utc(3), utc(3, 10)),
        (0, "hours", utc(3), utc(3, 10)),
        # A day: the next one that has hours, the same time of it, then the next open moment.
        (2, "days", utc(6, 12), utc(9, 12)),
        (2, "days", utc(3, 8), utc(5, 10)),
        (2, "days", utc(3, 18), utc(6, 9)),
        (2, "days", utc(6, 12, 30, 52), utc(9, 12, 30, 52)),
        (0, "days", utc(2, 13), utc(2, 13)),
        (0, "days", utc(3), utc(3, 10)),
    ],
)
def test_after(amount, unit, start, expected):
    assert expected == add_business_time(WEEK, at=start, amount={"n": amount, "unit": unit}, day="working_day")


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        (90, "seconds", utc(4, 16, 1, 30), utc(4, 16)),
        (90, "minutes", utc(4, 16, 30), utc(4, 15)),
        (3, "hours", utc(4, 17), utc(4, 14)),
        (19, "hours", utc(4, 16), utc(2, 11)),
        (0, "seconds", utc(3), utc(2, 17)),
        (0, "hours", utc(3), utc(2, 17)),
        (2, "days", utc(9, 12), utc(6, 12)),
        (2, "days", utc(5, 8), utc(2, 17)),
        (2, "days", utc(5, 18), utc(3, 16)),
        (2, "days", utc(9, 12, 30, 52), utc(6, 12, 30, 52)),
        (0, "days", utc(2, 14), utc(2, 14)),
        (0, "days", utc(3), utc(2, 17)),
    ],
)
def test_before(amount, unit, start, expected):
    assert expected == subtract_business_time(WEEK, at=start, amount={"n": amount, "unit": unit}, day="working_day")


def test_a_day_back_to_an_opening_stays_there():
    """A deliberate difference: biz goes on to the closing before it, but at its opening a half-open hour is open."""
    assert utc(2, 9) == subtract_business_time(WEEK, at=utc(4, 9), amount={"n": 2, "unit": "days"}, day="working_day")


def test_negative_amounts_are_refused():
    with pytest.raises(FactError):
        add_business_time(WEEK, at=utc(4), amount={"n": -1, "unit": "hours"})


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (utc(5, 12), utc(6, 12), 7),
        (utc(2), utc(9), 39.5),
        (utc(7), utc(8), 3.5),
        (utc(6, 12), utc(5, 12), -7),
        (utc(1), utc(1), 0),
    ],
)
def test_within(start, end, hours):
    assert timedelta(hours=hours) == business_time_between(WEEK, start, end)


@pytest.mark.parametrize(
    ("at", "expected"),
    [(utc(1, 6), False), (utc(2, 12), True), (utc(2, 8), False), (utc(2, 9), True), (utc(2, 17), False), (utc(4, 12), False), (utc(4, 6), False)],
)
def test_in_hours(at, expected):
    assert expected == schedule(special={"2006-01-04": []}).is_open(at)


def periods(hours, start, end):
    edges = hours.edges(start, end)
    return [tuple(datetime.fromtimestamp(one, UTC) for one in pair) for pair in zip(edges[::2], edges[1::2], strict=True)]


def test_holidays_are_skipped():
    closed = schedule(special={"2006-01-16": [], "2006-01-18": []})
    expected = [(utc(14, 11), utc(14, 14, 30)), (utc(17, 10), utc(17, 16)), (utc(19, 10), utc(19, 16))]

    assert expected == periods(closed, utc(14), utc(20))


def test_breaks_take_time_out():
    broken = schedule(breaks={"2006-01-02": [["10:00", "11:30"]], "2006-01-03": [["14:15", "14:30"], ["15:40", "15:50"]]})
    expected = [
        (utc(2, 9), utc(2, 10)),
        (utc(2, 11, 30), utc(2, 17)),
        (utc(3, 10), utc(3, 14, 15)),
        (utc(3, 14, 30), utc(3, 15, 40)),
        (utc(3, 15, 50), utc(3, 16)),
    ]

    assert expected == periods(broken, utc(2), utc(4))
    assert not broken.is_open(utc(2, 11))
    assert broken.is_open(utc(2, 13))


def test_shifts_stand_in_the_place_of_the_week():
    shifted = schedule(special={"2006-01-01": [["09:00", "12:00"]], "2006-01-07": [["08:00", "10:00"], ["12:00", "14:00"]]})

    assert [(utc(1, 9), utc(1, 12))] == periods(shifted, utc(1), utc(2))
    assert [(utc(7, 8), utc(7, 10)), (utc(7, 12), utc(7, 14))] == periods(shifted, utc(7), utc(8))


def test_an_intersection_is_open_where_both_are():
    """biz intersects week with week in the zone of the first; these two are intersected second by second, so theirs is in UTC."""
    mine = schedule(breaks={"2006-01-02": [["10:00", "11:30"]], "2006-01-03": [["14:15", "14:30"], ["15:40", "15:50"]]}, special={"2006-01-01": []})
    other = Schedule(
        timezone="Etc/UTC",
        weekly={
            "sun": [["10:00", "12:00"]],
            "mon": [["08:00", "10:00"]],
            "tue": [["11:00", "15:00"]],
            "wed": [["16:00", "18:00"]],
            "thu": [["11:00", "12:00"], ["13:00", "14:00"]],
        },
        breaks={"2006-01-03": [["11:15", "11:45"]]},
    )
    expected = [(utc(2, 9), utc(2, 10)), (utc(3, 11), utc(3, 11, 15)), (utc(3, 11, 45), utc(3, 14, 15))]

    assert expected == periods(mine & other, utc(1), utc(5))[:3]


def test_an_interval_that_the_spring_turns_around_is_none():
    odd = Schedule(timezone="America/Los_Angeles", weekly={"sun": [["02:30", "03:15"]], "mon": [["09:00", "17:00"]]})
    start = zones.resolve(datetime(2006, 4, 2), "America/Los_Angeles")

    assert zones.resolve(datetime(2006, 4, 3, 9), "America/Los_Angeles") == odd.next_open(start)


@pytest.mark.parametrize(
    ("wall", "zone", "expected"),
    [
        (datetime(2006, 1, 4, 12, 30, 9), "America/Los_Angeles", "2006-01-04T20:30:09+00:00"),
        # Skipped: one hour later. Repeated: the first. Midnight skipped: one o'clock.
        (datetime(2014, 3, 9, 2, 30), "America/Los_Angeles", "2014-03-09T10:30:00+00:00"),
        (datetime(2014, 11, 2, 1, 30), "America/Los_Angeles", "2014-11-02T08:30:00+00:00"),
        (datetime(2015, 10, 18, 0, 0), "America/Sao_Paulo", "2015-10-18T03:00:00+00:00"),
        (datetime(2026, 9, 20, 1, 0), "Africa/Casablanca", "2026-09-20T00:00:00+00:00"),
    ],
)
def test_where_clocks_turn(wall, zone, expected):
    assert expected == zones.resolve(wall, zone).isoformat()
