"""Why was nobody there? What keeps teams away from time in which others of their days are worked.

A cause is a code: `holiday:PH:Maundy Thursday`, `special:TEAM`, `season:TEAM`, `break:TEAM`, `unknown:LK:2027`,
`language:es`, `dst:Europe/London:America/Denver` (clocks that are farther apart than at other times of the year); `weekly`
where no team's week reaches.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, final

from xborder.doors import zones
from xborder.hours.calendars import Ruling
from xborder.hours.edges import intersection, intervals, merged
from xborder.hours.schedules import Schedule
from xborder.service.teams import Team

__all__ = ["Absences"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400
_STEP = 3 * _DAY
_MOST_SHIFTED = 3 * 3600
"""No two clocks come nearer to each other by more than this within a year."""


class Away(NamedTuple):
    """Hours that a team's week has, and that it does not work."""

    start: int
    end: int
    cause: str


@final
class Absences:
    """What keeps teams away over a period; their `edges` are those of the period, `others` codes with edges of who does not count."""

    def __init__(self, teams: Sequence[Team], edges: Sequence[Sequence[int]], others: Sequence[tuple[str, Sequence[int]]], bounds: tuple[int, int]) -> None:
        self.teams = teams
        self.edges = edges
        self.others = others
        self.away = sorted(one for team in teams for one in _away(team, bounds))
        self.starts = [one.start for one in self.away]
        self.longest = max((one.end - one.start for one in self.away), default=0)
        self.apart: dict[tuple[str, str, int], int] = {}

    def causes(self, start: int, end: int) -> tuple[str, ...]:
        """The causes of a gap."""
        first, last = bisect_left(self.starts, start - self.longest), bisect_left(self.starts, end)
        here = [one for one in self.away[first:last] if one.end > start]
        found = dict.fromkeys(one.cause for one in here)
        found |= dict.fromkeys(self._shifted(start, end))
        found |= dict.fromkeys(code for code, hours in self.others if intersection(hours, [start, end]))
        if not any(one.startswith(("dst:", "language:")) for one in found):
            worked = merged((max(start, one.start), min(end, one.end)) for one in here)
            if sum(other - one for one, other in intervals(worked)) < end - start:
                found["weekly"] = None
        return tuple(found)

    def _shifted(self, start: int, end: int) -> Iterator[str]:
        """The clocks that open a gap between one team's closing and another's opening, and at other times of the year close it."""
        if end - start > _MOST_SHIFTED:
            return
        for one, hours in zip(self.teams, self.edges, strict=True):
            for other, theirs in zip(self.teams, self.edges, strict=True):
                pair = one.schedule.timezone, other.schedule.timezone
                if pair[0] != pair[1] and _turns(hours, start, 1) and _turns(theirs, end, 0) and self._nearest(*pair, end) - _apart(*pair, end) >= end - start:
                    yield f"dst:{pair[0]}:{pair[1]}"

    def _nearest(self, one: str, other: str, second: int) -> int:
        """How far the second clock is ahead of the first when it is so the most in a year."""
        asked = one, other, (_EPOCH + timedelta(seconds=second)).year
        known = self.apart.get(asked)
        if known is None:
            first = int((datetime(asked[2], 1, 1, 12, tzinfo=UTC) - _EPOCH).total_seconds())
            known = self.apart[asked] = max(_apart(one, other, at) for at in range(first, first + 365 * _DAY, _STEP))
        return known


def _turns(hours: Sequence[int], at: int, side: int) -> bool:
    """Whether hours open (0) or close (1) at a second."""
    index = bisect_left(hours, at)
    return index < len(hours) and hours[index] == at and index & 1 == side


def _apart(one: str, other: str, second: int) -> int:
    """By how many seconds the second clock is ahead of the first."""
    at = _EPOCH + timedelta(seconds=second)
    here, there = (at.astimezone(zones.zone(name)).utcoffset() or timedelta(0) for name in (one, other))
    return (there - here) // timedelta(seconds=1)


def _away(team: Team, bounds: tuple[int, int]) -> Iterator[Away]:
    for schedule in team.schedule.schedules:
        clock = zones.zone(schedule.timezone)
        first, last = ((_EPOCH + timedelta(seconds=one)).astimezone(clock).toordinal() for one in bounds)
        breaks = {on for on, _ in schedule.breaks}
        for ordinal in range(first - 1, last + 1):
            on = date.fromordinal(ordinal)
            ruling = schedule.ruling(on)
            if ruling.decided_by == "weekly" and on not in breaks:
                continue
            cause = _cause(team, schedule, ruling, on)
            midnight = datetime.fromordinal(ordinal)
            for opening, closing in (schedule.weekly[on.weekday()] or ()) if cause else ():
                start = zones.second(clock, midnight + timedelta(minutes=opening))
                end = zones.second(clock, midnight + timedelta(minutes=closing))
                if start < end:
                    yield Away(start, end, cause)


def _cause(team: Team, schedule: Schedule, ruling: Ruling, on: date) -> str:
    """What rules a day that is not worked like the others of its name; empty where it is worked more."""
    country = schedule.holidays.country if schedule.holidays else ""
    if ruling.confidence == "unknown":
        return f"unknown:{country}:{on.year}"
    if ruling.decided_by == "holiday" and ruling.cause is not None:
        return f"holiday:{country}:{ruling.cause.name}"
    if ruling.decided_by == "makeup":
        return ""
    kinds = {"special": "special", "seasonal": "season"}
    return f"{kinds.get(ruling.decided_by, 'break')}:{team.name}"
