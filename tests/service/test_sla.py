"""Clocks of tickets: two kinds of time, pauses, hours that change, and the instants at which it gets late."""

import json
import pickle
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder import FactError, Schedule, SlaTarget, sla_clock, standard
from xborder.adapters.wire import text_of
from xborder.doors import holidays, zones

OFFICE = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
LATE = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["12:00", "20:00"]]}}
LAST = holidays.calendar_year("LK", None, 2090).horizon


def at(day, clock="00:00"):
    """A time of November 2026 in Berlin; the 20th is a Friday."""
    return f"2026-11-{day:02d}T{clock}:00+01:00"


def log(*events):
    return [{"act": act, "at": at(day, clock)} for act, day, clock in events]


def goal(n, unit="hours", clock="business", **more):
    return {"amount": {"n": str(n), "unit": unit}, "clock": clock, **more}


def clock(*events, now, target=None, schedule=OFFICE, **more):
    return sla_clock(log(*events), target=target or goal(8), schedule=schedule, at=at(*now), **more)


def shown(instant):
    return instant and instant.strftime("%a %d %H:%M")


@pytest.mark.parametrize(
    ("start", "target", "expected"),
    [
        # What vendors say in their own pages, right or put right: research on business hours.
        ((20, "16:30"), goal(1), "Mon 23 09:30"),
        ((18, "07:00"), goal(2), "Wed 18 11:00"),
        ((20, "16:55"), goal(24), "Wed 25 16:55"),
        ((19, "15:00"), goal(4), "Fri 20 11:00"),
        ((20, "16:00"), goal(8), "Mon 23 16:00"),
        ((20, "17:00"), goal(8), "Mon 23 17:00"),
        ((20, "16:55"), goal(1, "days"), "Wed 25 16:55"),
        ((20, "16:55"), goal(1, "days", day="working_day"), "Mon 23 16:55"),
        ((21, "11:00"), goal(1, "days", day="working_day"), "Mon 23 11:00"),
        ((20, "18:00"), goal(2, "days", day="working_day"), "Tue 24 17:00"),
        ((20, "16:00"), goal(24, clock="elapsed"), "Sat 21 16:00"),
        ((20, "16:00"), goal(1, "days", clock="elapsed"), "Sat 21 16:00"),
        ((20, "16:00"), goal(1, "days", clock="elapsed", day="working_day"), "Mon 23 16:00"),
        ((20, "16:00"), goal(90, "minutes"), "Mon 23 09:30"),
    ],
)
def test_due(start, target, expected):
    told = clock(("start", *start), now=start, target=target)

    assert expected == shown(told.due)
    assert "running" == told.state


def test_an_elapsed_day_goes_by_on_the_night_the_clocks_are_moved():
    told = sla_clock([{"act": "start", "at": "2026-10-24T12:00:00+02:00"}], target=goal(24, clock="elapsed"), schedule=OFFICE, at="2026-10-24T13:00:00+02:00")

    assert "2026-10-25T11:00:00+01:00" == told.due.isoformat()


def test_a_pause_takes_only_what_would_have_run():
    """Paused from Friday 16:00 to Monday 10:00: by the wall 66 hours, of business time two."""
    events = (("start", 20, "12:00"), ("pause", 20, "16:00"), ("resume", 23, "10:00"))
    told, plain = clock(*events, now=(23, "11:00")), clock(events[0], now=(23, "11:00"))
    wall = clock(*events, now=(23, "11:00"), target=goal(8, clock="elapsed"))

    assert (5 * 3600, 3 * 3600, "Mon 23 14:00") == (told.used.business, told.remaining, shown(told.due))
    assert "Mon 23 12:00" == shown(plain.due)
    assert (5 * 3600, "Mon 23 14:00") == (wall.used.elapsed, shown(wall.due))


def test_a_pause_over_a_weekend_moves_nothing():
    told = clock(("start", 20, "12:00"), ("pause", 20, "17:00"), ("resume", 23, "09:00"), now=(23, "09:00"))

    assert "Mon 23 12:00" == shown(told.due)


def test_while_it_is_paused_nothing_is_due():
    told = clock(("start", 20, "12:00"), ("pause", 20, "16:00"), now=(25, "09:00"))

    assert ("paused", None, None, None, False, None) == (told.state, told.due, told.at_risk_at, told.breached_at, told.at_risk, told.met)
    assert (4 * 3600, 4 * 3600) == (told.used.business, told.remaining)


def test_at_risk_and_over():
    events = [("start", 23, "09:00")]
    states = [(one.at_risk, shown(one.breached_at), one.remaining) for one in (clock(*events, now=(23, hour)) for hour in ("15:23", "15:24", "17:00", "17:01"))]

    assert "Mon 23 15:24" == shown(clock(*events, now=(23, "10:00")).at_risk_at)
    assert [(False, None, 8 * 3600 - 22980), (True, None, 8 * 3600 - 23040), (True, None, 0), (True, "Mon 23 17:00", 0)] == states
    assert "Mon 23 13:00" == shown(clock(*events, now=(23, "10:00"), target=goal(8, at_risk="0.5")).at_risk_at)


@pytest.mark.parametrize(
    ("stop", "expected"),
    [
        ((23, "16:00"), (True, None, "Mon 23 17:00", "stopped")),
        ((23, "17:00"), (True, None, "Mon 23 17:00", "stopped")),
        ((23, "20:00"), (False, "Mon 23 17:00", "Mon 23 17:00", "stopped")),
        ((24, "09:30"), (False, "Mon 23 17:00", "Mon 23 17:00", "stopped")),
    ],
)
def test_stopped_in_time_or_not(stop, expected):
    told = clock(("start", 23, "09:00"), ("stop", *stop), now=(30, "09:00"))

    assert expected == (told.met, shown(told.breached_at), shown(told.due), told.state)


def test_stopped_while_paused_is_in_time_if_it_was_not_over():
    told = clock(("start", 23, "09:00"), ("pause", 23, "17:00"), ("stop", 27, "12:00"), now=(30, "09:00"))
    late = clock(("start", 23, "09:00"), ("pause", 24, "10:00"), ("stop", 27, "12:00"), now=(30, "09:00"))

    assert (True, None) == (told.met, shown(told.breached_at))
    assert (False, "Mon 23 17:00") == (late.met, shown(late.breached_at))


def test_a_ticket_opened_again_goes_on_with_its_old_clock():
    told = clock(("start", 23, "09:00"), ("stop", 23, "13:00"), ("reopen", 25, "09:00"), now=(25, "10:00"))

    assert ("running", 5 * 3600, "Wed 25 13:00", None) == (told.state, told.used.business, shown(told.due), told.met)


def test_what_is_said_twice_is_said_once():
    once = clock(("start", 23, "09:00"), ("pause", 23, "10:00"), ("resume", 23, "12:00"), ("stop", 23, "14:00"), now=(25, "10:00"))
    twice = clock(
        ("start", 23, "09:00"),
        ("resume", 23, "09:30"),
        ("pause", 23, "10:00"),
        ("pause", 23, "11:00"),
        ("resume", 23, "12:00"),
        ("stop", 23, "14:00"),
        ("stop", 23, "15:00"),
        ("resume", 23, "16:00"),
        now=(25, "10:00"),
    )

    assert once == twice
    assert 3 * 3600 == twice.used.business


def test_events_come_in_order_of_time():
    events = log(("start", 23, "09:00"), ("pause", 23, "10:00"))

    assert sla_clock(events, target=goal(8), schedule=OFFICE, at=at(25)) == sla_clock(events[::-1], target=goal(8), schedule=OFFICE, at=at(25))


CHANGE = [{"since": at(24), "schedule": LATE}]


@pytest.mark.parametrize(
    ("on_change", "now", "expected"),
    [
        # Started Monday 15:00 with twelve hours: two are used on Monday; then it opens at 12:00 and closes at 20:00.
        ("keep_used", (23, "16:00"), (1 * 3600, "Wed 25 14:00")),
        ("keep_used", (24, "16:00"), (6 * 3600, "Wed 25 14:00")),
        # By the late hours alone five are used on Monday, and the rest on Tuesday.
        ("recompute", (24, "16:00"), (9 * 3600, "Tue 24 19:00")),
        ("recompute", (23, "16:00"), (1 * 3600, "Wed 25 11:00")),
    ],
)
def test_hours_that_change(on_change, now, expected):
    told = clock(("start", 23, "15:00"), now=now, target=goal(12), changes=CHANGE, on_change=on_change)

    assert expected == (told.used.business, shown(told.due))


def test_a_change_before_the_start_is_the_hours():
    told = clock(("start", 25, "15:00"), now=(25, "16:00"), target=goal(1, "days", day="working_day"), changes=CHANGE)

    assert "Thu 26 15:00" == shown(told.due)


def test_a_change_in_the_middle_of_a_run_that_ended():
    told = clock(("start", 23, "15:00"), ("pause", 25, "13:00"), now=(27, "09:00"), target=goal(20), changes=CHANGE)

    assert (2 + 8 + 1) * 3600 == told.used.business


def test_hours_that_never_come():
    never = {"timezone": "Europe/Berlin", "weekly": {}}
    told = clock(("start", 23, "09:00"), now=(25, "09:00"), schedule=never)
    days = clock(("start", 23, "09:00"), now=(25, "09:00"), schedule=never, target=goal(1, "days", day="working_day"))

    assert (None, 0, 8 * 3600) == (told.due, told.used.business, told.remaining)
    assert (None, None, None, None) == (days.target, days.remaining, days.due, days.at_risk_at)


def test_holidays_nobody_has_written_down_are_named():
    ceylon = {"timezone": "Asia/Colombo", "weekly": {"mon-fri": [["09:00", "17:00"]]}, "holidays": {"country": "LK"}}
    start = f"{LAST}-12-30T10:00:00+05:30"
    told = sla_clock([{"act": "start", "at": start}], target=goal(80), schedule=ceylon, at=start)
    changed = sla_clock(
        [{"act": "start", "at": start}],
        target=goal(8),
        schedule=OFFICE,
        at=f"{LAST + 1}-03-01T10:00:00+05:30",
        changes=[{"since": f"{LAST + 1}-01-01T00:00:00Z", "schedule": ceylon}],
    )

    assert "incomplete" == told.status
    assert ["/schedule/holidays"] == [one.path for one in told.needs]
    assert ["/changes/0/schedule/holidays"] == [one.path for one in changed.needs]
    assert f"{standard().edition} tzdata-{zones.version()} holidays-{holidays.version()}" == told.edition


def test_a_clock_is_a_value_and_travels():
    told = clock(("start", 23, "09:00"), ("pause", 23, "10:00"), now=(25, "09:00"))

    assert told == pickle.loads(pickle.dumps(told))
    assert json.loads(text_of(told.to_dict())) == told.to_dict()
    assert () == told.caveats == told.assumed
    assert "it ran 3600 s by the wall and 3600 s within the hours; what counts is time within the hours" == told.because[0].text
    assert SlaTarget(**goal(8)) == SlaTarget.from_dict(SlaTarget(**goal(8)).to_dict())
    assert ("business", 8 * 3600) == (told.clock, told.target)


acts = st.lists(st.tuples(st.sampled_from(["pause", "resume", "stop", "reopen"]), st.integers(1, 40)), max_size=8)


@settings(max_examples=60)
@given(acts, st.integers(1, 60), st.sampled_from(["elapsed", "business"]))
def test_time_is_used_while_it_runs_and_only_then(steps, hours, kind):
    """Painted quarter by quarter: a state of its own, apart from the library's."""
    begin = datetime(2026, 11, 18, 7, tzinfo=UTC)
    when, events = begin, [{"act": "start", "at": begin}]
    for act, quarters in steps:
        when += timedelta(minutes=15 * quarters)
        events.append({"act": act, "at": when})
    now = when + timedelta(days=2)
    told = sla_clock(events, target=goal(hours, clock=kind), schedule=OFFICE, at=now)
    desk = Schedule.from_dict(OFFICE)
    running, stopped, used, due, here = False, False, 0, None, begin
    todo = list(events)
    while here < now:
        while todo and todo[0]["at"] <= here:
            act = todo.pop(0)["act"]
            if act in ("start", "reopen"):
                running, stopped = True, False
            elif act == "resume":
                running = running or not stopped
            else:
                running, stopped = False, stopped or act == "stop"
        if running and (kind == "elapsed" or desk.is_open(here)):
            used += 900
            if due is None and used == hours * 3600:
                due = here + timedelta(minutes=15)
        here += timedelta(minutes=15)

    assert used == getattr(told.used, kind)
    assert hours * 3600 - used == told.remaining
    if due is not None:
        assert due == told.due


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"events": []}, "no_start", "/events"),
        ({"events": log(("pause", 23, "10:00"), ("start", 23, "11:00"))}, "event_out_of_order", "/events/0/act"),
        ({"events": log(("start", 23, "10:00"), ("start", 23, "11:00"))}, "event_out_of_order", "/events/1/act"),
        ({"events": log(("start", 26, "10:00"))}, "event_in_the_future", "/events/0/at"),
        ({"events": log(("begin", 23, "10:00"))}, "unknown_choice", "/events/0/act"),
        ({"target": goal(8, clock="business_hours")}, "unknown_choice", "/target/clock"),
        ({"target": goal(8, at_risk="1.1")}, "unusable_share", "/target/at_risk"),
        ({"target": goal(8, day="day")}, "unknown_choice", "/target/day"),
        ({"target": goal(0)}, "no_time", "/target/amount/n"),
        ({"target": goal(-1)}, "negative_amount", "/target/amount/n"),
        ({"target": goal("0.5", "days", day="working_day")}, "part_of_a_working_day", "/target/amount/n"),
        ({"schedule": {"timezone": "Europe/Belrin", "weekly": {}}}, "unknown_zone", "/schedule/timezone"),
        ({"changes": [{"since": "2026-11-23", "schedule": OFFICE}]}, "not_an_instant", "/changes/0/since"),
        ({"on_change": "forget"}, "unknown_choice", "/on_change"),
        ({"at": "2026-11-25T09:00:00"}, "naive_datetime", "/at"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(change, code, path):
    facts = {"events": log(("start", 23, "09:00")), "target": goal(8), "schedule": OFFICE, "at": at(25, "09:00"), **change}
    with pytest.raises(FactError) as caught:
        sla_clock(facts.pop("events"), **facts)

    assert (code, path) == (caught.value.code, caught.value.path)
