"""The days that are still ahead of a parcel, from the last stage known to be done.

A stage that is overdue ends today at the earliest. A stage that stood still keeps the days it had used and goes on with the
others when it moves again; while it stands still, that is now.
"""

from datetime import UTC, datetime, timedelta

from xborder.hours.times import second_of
from xborder.shipping.promise.facts import AT_WAREHOUSE
from xborder.shipping.promise.journey import Leg, Route, Tape, counted, cross, day_at_warehouse, depart, follow, leaves
from xborder.shipping.promise.log import Log

__all__ = ["late_stage", "onward"]

Day = int | None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def onward(route: Route, log: Log, plan: Tape, at: datetime) -> Tape:
    """The figures of a promise as they look at an instant."""
    now = second_of(at)
    if log.delivered is not None:
        early, late = cross(route, (log.delivered, log.delivered))
        done = tuple(_done(route, mark.second, index) for mark in log.marks for index in range(mark.first, mark.last))
        return Tape(plan.placed, plan.counts, done, (log.delivered, log.delivered), early, late)
    today = cross(route, (now, now))
    early, late = plan.counts
    left = plan.left
    legs = [_done(route, mark.second, index) for mark in log.marks for index in range(mark.first, mark.last)]
    if log.since is not None:
        early, late = cross(route, (log.since, log.since))
        first = next((mark.second for mark in log.marks if mark.last >= route.crossing), log.since)
        left = first, first
    for index in range(log.stage, len(route.request.stages)):
        if index == route.crossing and log.since is None:
            left = leaves(route, early), leaves(route, late)
            early, late = cross(route, left)
        leg = Leg(_through(route, log, index, early, at, slow=False), _through(route, log, index, late, at, slow=True))
        if index == log.stage or index == route.crossing - 1:
            leg = _not_before(route, index, leg, at)
        early, late = leg.early[2], leg.late[2]
        legs.append(leg)
    if route.crossing == len(legs) and log.since is None:
        left = leaves(route, early), leaves(route, late)
        early, late = cross(route, left)
    return Tape(plan.placed, plan.counts, tuple(legs), left, _later(early, today[0]), _later(late, today[1]))


def _done(route: Route, second: int, index: int) -> Leg:
    """A stage that is over: the day it was known to be."""
    early, late = _on(route, index, second, slow=False), _on(route, index, second, slow=True)
    return Leg((early, early, early), (late, late, late))


def _later(day: Day, other: Day) -> Day:
    return None if day is None or other is None else max(day, other)


def _through(route: Route, log: Log, index: int, day: Day, at: datetime, *, slow: bool) -> tuple[Day, Day, Day]:
    """One parcel through one stage, with the times it stood still in it."""
    stage = route.request.stages[index]
    left = stage.max if slow else stage.min
    leg = follow(route, index, day, left, slow=slow)
    for pause in log.pauses:
        stopped = _on(route, index, pause.start, slow=slow)
        again = _on(route, index, second_of(at) if pause.end is None else pause.end, slow=slow)
        if pause.stage != index or leg[1] is None or stopped is None or again is None:
            continue
        left = max(0, left - counted(route, index, leg[1], stopped, slow=slow))
        leg = (leg[0], *follow(route, index, max(leg[1], again), left, slow=slow)[1:])
    return leg


def _on(route: Route, index: int, second: int, *, slow: bool) -> Day:
    """The day of a second on the clock a stage keeps."""
    if route.request.stages[index].name in AT_WAREHOUSE:
        return day_at_warehouse(route, _EPOCH + timedelta(seconds=second))[0]
    return cross(route, (second, second))[slow]


def _not_before(route: Route, index: int, leg: Leg, at: datetime) -> Leg:
    """A stage that is not done cannot have ended before today; what has not left by the cut-off leaves on the next day."""
    if index < route.crossing - 1:
        return leg
    return Leg((*leg.early[:2], _overdue(route, index, leg.early[2], at, slow=False)), (*leg.late[:2], _overdue(route, index, leg.late[2], at, slow=True)))


def _overdue(route: Route, index: int, end: Day, at: datetime, *, slow: bool) -> Day:
    if index < route.crossing:
        today = depart(route, day_at_warehouse(route, at), slow=slow)
    else:
        now = second_of(at)
        today = cross(route, (now, now))[slow]
    if end is None or today is None:
        return None
    return end if end >= today else follow(route, index, today, 0, slow=slow)[2]


def late_stage(route: Route, log: Log, plan: Tape, tape: Tape) -> int | None:
    """The first stage that ended later than it was planned to at the latest, or is going to."""
    for mark in log.marks:
        index = mark.last - 1
        planned = plan.legs[index].late[2] if index >= 0 else None
        day = _on(route, index, mark.second, slow=False)
        if planned is not None and day is not None and day > planned:
            paused = next((one.stage for one in log.pauses if mark.first <= one.stage < mark.last), None)
            return mark.first if paused is None else paused
    for index in range(log.stage, len(tape.legs)):
        planned, now = plan.legs[index].late[2], tape.legs[index].late[2]
        if planned is not None and now is not None and now > planned:
            return index
    return None
