"""Which seconds are open? A schedule's years compiled into one list of edges."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from operator import sub
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours.calendars import Rules, Ruling, rulings
from xborder.hours.edges import difference, merged, sums
from xborder.hours.week import Hours

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["FIRST_YEAR", "LAST_YEAR", "SHIFT", "Days", "Window", "bounds", "compiled", "decided", "laid", "year_of"]

FIRST_YEAR, LAST_YEAR = 1900, 2199
SHIFT = 16
"""Edges are looked up in stretches of 2 ** 16 seconds, about 18 hours, in which few of them lie."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 24 * 60
_LONGEST = 3 * 86_400


class Days(NamedTuple):
    """What rules the days of a schedule, and the days its hours began on, as ordinals, in the order of the hours.

    `apart` are the hours' openings and closings where the window's edges no longer tell them apart: where hours touch or
    overlap, or a break takes some.
    """

    owners: "array[int]"
    rulings: Mapping[int, tuple[Ruling, ...]]
    apart: "tuple[array[int], array[int]] | None"


class Window(NamedTuple):
    """Some years compiled; never changed once built, only replaced by a longer one.

    `edges` tell the truth for every second from `first` up to `last`, the first second of the year after. `before` counts
    the open seconds before each interval; `near` holds, stretch by stretch, how many edges have gone by at its start.
    """

    years: tuple[int, int]
    first: int
    last: int
    edges: "array[int]"
    before: "array[int]"
    near: "array[int]"
    silent: frozenset[int]
    days: Days | None = None

    def gone(self, second: int) -> int:
        """How many edges have gone by at a second between `first` and `last`: an odd number while it is open."""
        stretch = second - self.first >> SHIFT
        return bisect_right(self.edges, second, self.near[stretch], self.near[stretch + 1])

    def idle(self, one: int, other: int) -> int:
        """The longest closed stretch between two seconds in whichever order, the first of which may itself be closed."""
        start, end = sorted((one, other))
        if end - start <= 0:
            return 0
        first, last = bisect_right(self.edges, start), bisect_right(self.edges, end - 1)
        marks = [start] * (first & 1 == 0) + [*self.edges[first:last]] + [end] * (last & 1 == 0)
        return max(map(sub, marks[1::2], marks[::2]), default=0)

    def owner(self, second: int) -> int | None:
        """The day whose hours hold a second, breaks or no: of several the one that began last."""
        assert self.days is not None  # noqa: S101 - a schedule's own window has them
        if self.days.apart is None:
            index = self.gone(second)
            return self.days.owners[index >> 1] if index & 1 else None
        starts, ends = self.days.apart
        index = bisect_right(starts, second) - 1
        # No hours are longer than two days and the turn of a clock.
        while index >= 0 and starts[index] > second - _LONGEST:
            if second < ends[index]:
                return self.days.owners[index]
            index -= 1
        return None


def laid(years: tuple[int, int], first: int, last: int, edges: Sequence[int], silent: frozenset[int], days: Days | None = None) -> Window:
    """A window over edges, with all that is looked up beside them."""
    stretches = (last - first >> SHIFT) + 2
    near = [0] * stretches
    for edge in edges:
        if first < edge < last:
            near[-((first - edge) >> SHIFT)] += 1
        else:
            near[0 if edge <= first else -1] += 1
    size = "H" if len(edges) < 1 << 16 else "Q"
    return Window(
        years=years,
        first=first,
        last=last,
        edges=array("q", edges),
        before=array("q", sums(edges)),
        near=array(size, accumulate(near)),
        silent=silent,
        days=days,
    )


def year_of(zone: str, second: int) -> int:
    """The local year of a second, if it is one that can be compiled."""
    try:
        year = _shown(second, zones.zone(zone)).year
    except OverflowError:
        year = 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        try:
            at: object = _EPOCH + timedelta(seconds=second)
        except OverflowError:
            at = second
        raise FactError(
            "instant_out_of_range",
            f"{at} is outside the years {FIRST_YEAR} to {LAST_YEAR}",
            path="/at",
            value=at,
            hint="ask of a day people live in",
        )
    return year


def compiled(rules: Rules, first: int, last: int, known: Window | None = None) -> Window:
    """The years from `first` to `last`, both included; what `known` has of them is not worked out again."""
    clock = zones.zone(rules.timezone)
    # Hours past midnight reach into the next year, and there belong to the day they began on.
    late = any(end > _DAY for one in _all_hours(rules) for _, end in one)
    years = range(first - late, last + 1)
    ruled = {year: _known(known, year) or rulings(rules, year) for year in years}
    spans: list[tuple[int, int, int]] = []
    for year in years:
        spans += _spans(clock, date(year, 1, 1).toordinal(), ruled[year])
    start, end = bounds(rules.timezone, first, last)
    spans = sorted(one for one in spans if one[1] > start)
    edges = merged((opening, closing) for opening, closing, _ in spans)
    if rules.breaks:
        edges = difference(edges, merged((opening, closing) for opening, closing, _, _ in _breaks(clock, rules, first, last)))
    alike = len(edges) == 2 * len(spans) and not rules.breaks
    days = Days(
        owners=array("i", [one[2] for one in spans]),
        rulings=MappingProxyType(ruled),
        apart=None if alike else (array("q", [one[0] for one in spans]), array("q", [one[1] for one in spans])),
    )
    silent = frozenset(year for year in range(first, last + 1) if any(one.confidence == "unknown" for one in ruled[year]))
    return laid((first, last), start, end, edges, silent, days)


def bounds(zone: str, first: int, last: int) -> tuple[int, int]:
    """The first second of a zone's year, and the first one after another year."""
    clock = zones.zone(zone)
    return zones.second(clock, datetime(first, 1, 1)), zones.second(clock, datetime(last + 1, 1, 1))  # noqa: DTZ001 - a wall time


def _known(window: Window | None, year: int) -> tuple[Ruling, ...] | None:
    return window.days.rulings.get(year) if window and window.days else None


def _all_hours(rules: Rules) -> Iterator[Hours]:
    for week in (rules.weekly, *(one.weekly for one in rules.seasons)):
        yield from (one for one in week if one)
    yield from (one for _, one in rules.special)


def decided(rules: Rules, window: Window, second: int) -> tuple[Ruling, date]:
    """What rules a second, and the local day it was said of: while open the day the hours began on."""
    days = window.days
    assert days is not None  # noqa: S101 - a schedule's own window has them
    open_ = window.gone(second) & 1
    clock = zones.zone(rules.timezone)
    if not open_ and rules.breaks and window.owner(second):
        # Hours hold this second, and yet it is closed: a break takes it.
        on, pause = next((on, pause) for start, end, on, pause in _breaks(clock, rules, *window.years) if start <= second < end)
        return Ruling(decided_by="special", confidence="decreed", hours=pause, pause=True), on
    owner = window.owner(second) if open_ else None
    on = date.fromordinal(owner) if owner else _shown(second, clock).date()
    return days.rulings[on.year][on.toordinal() - date(on.year, 1, 1).toordinal()], on


def _shown(second: int, clock: "ZoneInfo") -> datetime:
    # `datetime.fromtimestamp` refuses seconds before 1970 on some hosts.
    return (_EPOCH + timedelta(seconds=second)).astimezone(clock)


def _breaks(clock: "ZoneInfo", rules: Rules, first: int, last: int) -> Iterator[tuple[int, int, date, Hours]]:
    """The breaks that reach into some years: those of their days, and of the New Year's Eve before."""
    for on, one in rules.breaks:
        if not first - 1 <= on.year <= last:
            continue
        midnight = datetime.fromordinal(on.toordinal())
        # A day the clock never showed has no breaks either.
        if zones.second(clock, midnight) < zones.second(clock, midnight + timedelta(days=1)):
            for start, end in one:
                yield zones.second(clock, midnight + timedelta(minutes=start)), zones.second(clock, midnight + timedelta(minutes=end)), on, one


def _spans(clock: "ZoneInfo", first: int, ruled: tuple[Ruling, ...]) -> Iterator[tuple[int, int, int]]:
    """The hours of a year's days as seconds, by the rule of RFC 5545 for times the clock skips or repeats."""
    midnights = zones.midnights(clock, first, first + len(ruled) + 1)
    for index, one in enumerate(ruled):
        if not one.hours:
            continue
        midnight, next_, after = midnights[index : index + 3]
        # A day the clock never showed (Apia, 2011-12-30) has no hours.
        if midnight == next_:
            continue
        even = next_ - midnight == 86_400
        for opening, closing in one.hours:
            if even and (closing <= _DAY or after - next_ == 86_400):
                yield midnight + opening * 60, midnight + closing * 60, first + index
                continue
            day = datetime.fromordinal(first + index)
            start = zones.second(clock, day + timedelta(minutes=opening))
            end = zones.second(clock, day + timedelta(minutes=closing))
            if start < end:
                yield start, end, first + index
