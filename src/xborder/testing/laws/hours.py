"""What opening hours owe: open from the opening on, closed from the closing on, and no second lost or counted twice."""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Protocol

from hypothesis import strategies as st

from xborder.doors import zones as clocks
from xborder.hours.schedules import Combined
from xborder.testing.laws.broken import held, owed
from xborder.testing.strategies.clocks import instants, instants_near_transition
from xborder.testing.strategies.schedules import combined_schedules

__all__ = ["Algebra", "Hours", "check_algebra", "check_half_open", "check_sets"]

_FIRST, _LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
_BLINK = timedelta(microseconds=1)
_NOTHING = timedelta(0)


class Hours(Protocol):
    """Opening hours that can be held to a law; those that reckon in open time have `add(at, seconds)` and `between(start, end)`, too."""

    def is_open(self, at: datetime, /) -> bool:
        """Whether it is open at an instant."""

    def next_open(self, at: datetime, /) -> datetime | None:
        """The first open instant from `at` on."""

    def next_close(self, at: datetime, /) -> datetime | None:
        """The first closed instant from `at` on."""


class Algebra(Protocol):
    """A module or value that reckons with edges: sorted seconds, opening, closing, opening, closing."""

    def union(self, one: Sequence[int], other: Sequence[int], /) -> list[int]:
        """Open where either is."""

    def intersection(self, one: Sequence[int], other: Sequence[int], /) -> list[int]:
        """Open where both are."""

    def difference(self, one: Sequence[int], other: Sequence[int], /) -> list[int]:
        """Open where the one is and the other is not."""


def check_half_open(schedule: Hours, /, *, zone: str | None = None) -> None:
    """Law: time is half-open, `[open, close)`, and open time adds up, through every gap and overlap of the clock.

    >>> from xborder import Schedule
    >>> check_half_open(Schedule(timezone="Australia/Lord_Howe", weekly={"sat,sun": [["00:00", "24:00"]]}))

    Asked at drawn instants of 2025 to 2027, many around the turns of the clock of `zone` (by default the schedule's own). What
    is added can be taken back; time between instants is additive; which clock shows an instant decides nothing.
    """
    name = str(zone or getattr(schedule, "timezone", "Europe/Berlin"))
    turned = [name, "Europe/Berlin"]
    at = instants(min_value=_FIRST, max_value=_LAST, zones=turned) | instants_near_transition(zones=turned, min_value=_FIRST, max_value=_LAST)
    clock = clocks.zone(name)

    def check(facts: tuple[datetime, int, int, int]) -> None:
        shown, one, other, seconds = facts
        beside: dict[str, object] = {"schedule": schedule, "at": shown}
        start = shown.astimezone(UTC)
        _asked(schedule, start, shown, beside)
        _edges(lambda at: _asked(schedule, at, at.astimezone(clock), beside), schedule, start, beside)
        if hasattr(schedule, "between"):
            first, second, third = sorted((start, start + timedelta(seconds=one), start + timedelta(seconds=other)))
            _additive(schedule, (first, second, third), beside)
            if hasattr(schedule, "add"):
                _taken_back(schedule, start, seconds, beside)

    away = st.integers(-(10**7), 10**7)
    held(st.tuples(at, away, away, st.integers(-200_000, 200_000)), check)


def _asked(schedule: Hours, at: datetime, shown: datetime, beside: dict[str, object]) -> bool:
    """Whether it is open at an instant, whichever clock shows it."""
    here, there = schedule.is_open(at), schedule.is_open(shown)
    owed("half-open", here == there, f"the same at {shown.isoformat()} as at {at.isoformat()}, which are one instant", "not the same", **beside)
    return here


def _edges(is_open: Callable[[datetime], bool], schedule: Hours, start: datetime, beside: dict[str, object]) -> None:
    opening = schedule.next_open(start)
    if opening is None:
        owed("half-open", not is_open(start), "a next opening, since it is open", None, **beside)
        return
    opening = opening.astimezone(UTC)
    owed("half-open", opening >= start and is_open(opening), "an opening from then on, at which it is open", opening, **beside)
    waits = opening == start or not (is_open(start) or is_open(opening - _BLINK))
    owed("half-open", waits, f"closed until {opening.isoformat()}", "open before", **beside)
    closing = schedule.next_close(opening)
    if closing is None:
        return
    closing = closing.astimezone(UTC)
    owed("half-open", closing > opening, f"a closing after {opening.isoformat()}", closing, **beside)
    owed("half-open", not is_open(closing), f"closed at closing time, {closing.isoformat()}", "open", **beside)
    owed("half-open", is_open(closing - _BLINK), f"open until {closing.isoformat()}", "closed before", **beside)


def _additive(schedule: Any, ordered: tuple[datetime, datetime, datetime], beside: dict[str, object]) -> None:
    first, second, third = ordered
    parts = schedule.between(first, second), schedule.between(second, third)
    whole, back = schedule.between(first, third), schedule.between(third, first)
    beside |= {"first": first, "second": second, "third": third}
    owed("half-open", _NOTHING <= whole <= third - first, "open time from nothing to all there is", whole, **beside)
    owed("half-open", sum(parts, _NOTHING) == whole, f"{whole} open, as the parts add up to", sum(parts, _NOTHING), **beside)
    owed("half-open", back == -whole, f"as much less backwards as forwards, {-whole}", back, **beside)


def _taken_back(schedule: Any, start: datetime, seconds: int, beside: dict[str, object]) -> None:
    end = schedule.add(start, seconds)
    if end is None or not seconds:
        return
    beside = {**beside, "seconds": seconds, "end": end}
    gone = schedule.between(start, end)
    owed("half-open", gone == timedelta(seconds=seconds), f"{timedelta(seconds=seconds)} of open time to where it was added", gone, **beside)
    again = schedule.add(end, -seconds)
    owed("half-open", again is not None and schedule.between(start, again) == _NOTHING, f"what was added taken back to {start}", again, **beside)
    owed("half-open", not schedule.is_open(start) or seconds < 0 or again == start, f"to be back at {start}", again, **beside)


def check_algebra(edges: Algebra, /) -> None:
    """Law: union, intersection and difference of opening hours are those of their instants, and obey De Morgan.

    >>> from xborder.hours import edges
    >>> check_algebra(edges)
    """
    drawn = st.lists(st.integers(0, 40), max_size=8, unique=True).map(lambda marks: sorted(marks)[: len(marks) // 2 * 2])

    def check(facts: tuple[list[int], list[int]]) -> None:
        one, other = facts
        frame = [-1, 41]
        beside = {"one": one, "other": other}
        for name, holds in (("union", operator.or_), ("intersection", operator.and_), ("difference", operator.gt)):
            found = getattr(edges, name)(one, other)
            proper = len(found) % 2 == 0 and all(mark < after for mark, after in pairwise(found))
            owed("algebra", proper, f"the {name} as distinct edges in order", found, **beside)
            for second in range(-1, 41):
                expected = holds(_open(one, second), _open(other, second))
                owed("algebra", _open(found, second) == expected, f"the {name} {'open' if expected else 'closed'} at {second}", found, **beside)
        outside = edges.difference(frame, edges.union(one, other))
        both = edges.intersection(edges.difference(frame, one), edges.difference(frame, other))
        owed("algebra", outside == both, f"closed in either is open in neither: {both}", outside, **beside)

    held(st.tuples(drawn, drawn), check)


def _open(edges: Sequence[int], second: int) -> bool:
    return any(start <= second < end for start, end in zip(edges[::2], edges[1::2], strict=True))


_HOLDS: Mapping[str, Callable[[list[bool]], bool]] = {
    "union": any,
    "intersection": all,
    "difference": lambda states: states[0] and not states[1],
    "complement": lambda states: not states[0],
}


def check_sets(read: Callable[[Mapping[str, Any]], Hours], /) -> None:
    """Law: a set of opening hours is open exactly when its parts say so, and obeys De Morgan, through every turn of a clock.

    >>> from xborder import Schedule
    >>> check_sets(Schedule.read)

    `read` makes hours of a mapping as the wire has it, a schedule or `{"op": …, "parts": […]}`. Asked at drawn instants of 2025
    to 2027, and at the openings and closings that follow them.
    """
    turned = ("Europe/Berlin", "Australia/Lord_Howe", "America/New_York")
    at = instants(min_value=_FIRST, max_value=_LAST) | instants_near_transition(zones=turned, min_value=_FIRST, max_value=_LAST)

    def check(facts: tuple[Combined, datetime]) -> None:
        drawn, shown = facts
        plain, start = drawn.to_dict(), shown.astimezone(UTC)
        whole, parts = read(plain), [read(one) for one in plain["parts"]]
        beside: dict[str, object] = {"hours": plain}
        one, other = plain["parts"][0], plain["parts"][-1]
        outside = read(_not({"op": "union", "parts": [one, other]}))
        both = read({"op": "intersection", "parts": [_not(one), _not(other)]})
        somewhere = read(_not({"op": "intersection", "parts": [one, other]}))
        either = read({"op": "union", "parts": [_not(one), _not(other)]})
        for moment in _turns(whole, start) | _turns(outside, start):
            expected = _HOLDS[plain["op"]]([part.is_open(moment) for part in parts])
            found = whole.is_open(moment)
            owed("sets", found == expected, f"the {plain['op']} {'open' if expected else 'closed'} at {moment.isoformat()}", found, **beside)
            for left, right in ((outside, both), (somewhere, either)):
                found, expected = left.is_open(moment), right.is_open(moment)
                owed("sets", found == expected, f"De Morgan to hold at {moment.isoformat()}", "one of both sides open", **beside)

    held(st.tuples(combined_schedules(), at), check)


def _not(hours: Mapping[str, Any]) -> dict[str, Any]:
    return {"op": "complement", "parts": [hours]}


def _turns(hours: Hours, start: datetime) -> set[datetime]:
    """An instant, the opening and the closing that follow it, and the last instants before these."""
    opening = hours.next_open(start)
    closing = hours.next_close(start if opening is None else opening)
    found = {one.astimezone(UTC) for one in (start, opening, closing) if one is not None}
    return found | {one - _BLINK for one in found}
