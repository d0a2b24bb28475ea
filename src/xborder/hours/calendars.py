"""What rules a day, and what hours follow: a schedule's years compiled into one list of edges.

A day is ruled by the first that speaks of it: the schedule's `valid` days, its `special` days, the make-up days and the
holidays of its calendar, its week. The hours of a day start on it; what runs past midnight is ruled by the day it began.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol, final

from attrs import field, frozen

from xborder.codes.country import Country
from xborder.doors import holidays as book
from xborder.doors import zones
from xborder.doors.holidays import Confidence
from xborder.errors import FactError
from xborder.hours.edges import merged, sums
from xborder.hours.week import Hours, Special, Week
from xborder.values import Value, named, read, sequence, text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "DecidedBy",
    "Holidays",
    "Rules",
    "Ruling",
    "Window",
    "compiled",
    "holidays",
    "rulings",
    "weaker",
    "year_of",
]

DecidedBy = Literal["special", "makeup", "holiday", "seasonal", "weekly"]

FIRST_YEAR, LAST_YEAR = 1900, 2199
_ORDER: tuple[Confidence, ...] = ("decreed", "rule", "estimated", "unknown")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _country(value: str) -> Country:
    return Country(value)


def _region(value: str | None) -> str | None:
    return None if value is None else text(value)


def _categories(value: Iterable[str] | None) -> tuple[str, ...]:
    return ("public",) if value is None else tuple(dict.fromkeys(sequence(value, text)))


@final
@frozen(kw_only=True, field_transformer=named)
class Holidays(Value):
    """Whose holidays close: a country's, or a region's of it (`BY`), of the categories named.

    >>> Holidays(country="DE", region="BY").categories
    ('public',)
    """

    country: Country = field(converter=_country)
    region: str | None = field(default=None, converter=_region)
    categories: tuple[str, ...] = field(default=("public",), converter=_categories)

    def year(self, year: int, /) -> book.CalendarYear:
        """The calendar of one year."""
        return book.calendar_year(self.country, self.region, year, self.categories)


def holidays(value: "Holidays | Mapping[str, object] | None") -> Holidays | None:
    """The calendar that closes, or None where no holiday does."""
    return None if value is None else read(Holidays, value)


class Rules(Protocol):
    """What a day's ruling reads of a schedule."""

    @property
    def timezone(self) -> str:
        """The zone whose clock the hours are of."""

    @property
    def weekly(self) -> Week:
        """The hours of Monday to Sunday."""

    @property
    def special(self) -> Special:
        """The days with hours of their own."""

    @property
    def holidays(self) -> Holidays | None:
        """The calendar whose holidays close."""

    @property
    def valid(self) -> tuple[date, date] | None:
        """The first and the last day with any hours."""


@final
@frozen(kw_only=True)
class Ruling:
    """What rules a day: who decided, how surely, the hours that follow, and the day of the calendar if it did."""

    decided_by: DecidedBy
    confidence: Confidence
    hours: Hours
    cause: book.CalendarDay | None = None


def weaker(one: Confidence, other: Confidence) -> Confidence:
    """The less sure of two."""
    return max(one, other, key=_ORDER.index)


def stands_in(makeup: book.CalendarDay, weekend: Iterable[date]) -> int:
    """The weekday whose hours a make-up day keeps: that of the working day it makes up for, else Monday."""
    free = makeup.makes_up
    return 0 if free is None or free in weekend else free.weekday()


def rulings(rules: Rules, year: int) -> tuple[Ruling, ...]:
    """What rules each day of a year."""
    week = [one or () for one in rules.weekly]
    confidence, found = _by_calendar(rules.holidays, week, year) if rules.holidays else ("rule", {})
    plain = [_weekly(confidence, one) for one in week]
    found |= {on: Ruling(decided_by="special", confidence="decreed", hours=one) for on, one in rules.special}
    first = date(year, 1, 1).toordinal()
    ruled = tuple(found.get(date.fromordinal(on)) or plain[(on - 1) % 7] for on in range(first, date(year + 1, 1, 1).toordinal()))
    if rules.valid is None:
        return ruled
    start, end = (one.toordinal() for one in rules.valid)
    return tuple(one if start <= on <= end else _OUTSIDE for on, one in enumerate(ruled, first))


_OUTSIDE = Ruling(decided_by="seasonal", confidence="rule", hours=())


def _weekly(confidence: Confidence, one: Hours) -> Ruling:
    """An ordinary day: closed, and so said by the calendar, where nobody knows whether it is a holiday."""
    if confidence == "unknown":
        return Ruling(decided_by="holiday", confidence=confidence, hours=())
    return Ruling(decided_by="weekly", confidence=weaker("rule", confidence), hours=one)


def _by_calendar(holidays: Holidays, week: list[Hours], year: int) -> tuple[Confidence, dict[date, Ruling]]:
    """How well a calendar knows a year's ordinary days, and what it says of the others."""
    try:
        calendar = holidays.year(year)
    except FactError as error:
        raise error.under("holidays") from None
    found = {on: _weekly("estimated", week[on.weekday()]) for on in calendar.estimated}
    for one in calendar.closed:
        found[one.day] = Ruling(decided_by="holiday", confidence=one.confidence, hours=(), cause=one)
    for one in calendar.makeup:
        kept = week[stands_in(one, calendar.weekend)]
        found[one.day] = Ruling(decided_by="makeup", confidence=one.confidence, hours=kept, cause=one)
    return calendar.confidence, found


Span = tuple[int, int, int]


@final
@frozen(kw_only=True)
class Window:
    """Some years of a schedule, compiled; never changed once built, only replaced by a longer one.

    `edges` tell the truth for every second from `first` up to `last`, the first second of the year after. The same hours
    before they were drawn together stand, by start, in `starts`, `ends` and `owners`, the days they began on as ordinals.
    """

    years: tuple[int, int]
    first: int
    last: int
    edges: tuple[int, ...]
    before: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    owners: tuple[int, ...]
    rulings: Mapping[int, tuple[Ruling, ...]]
    silent: frozenset[int]

    def decided(self, zone: str, second: int) -> tuple[Ruling, date]:
        """What rules a second, and the local day it was said of: while open the day the hours began on."""
        if bisect_right(self.edges, second) & 1:
            index = bisect_right(self.starts, second) - 1
            while self.ends[index] <= second:
                index -= 1
            on = date.fromordinal(self.owners[index])
        else:
            on = _shown(second, zones.zone(zone)).date()
        return self.rulings[on.year][on.toordinal() - date(on.year, 1, 1).toordinal()], on


def year_of(rules: Rules, second: int) -> int:
    """The local year of a second, if it is one that can be compiled."""
    try:
        year = _shown(second, zones.zone(rules.timezone)).year
    except OverflowError:
        year = 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        at = _EPOCH + timedelta(seconds=second)
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
    late = any(end > 24 * 60 for one in (*rules.weekly, *(one for _, one in rules.special)) for _, end in one or ())
    years = range(first - late, last + 1)
    ruled = {year: known.rulings[year] if known and year in known.rulings else rulings(rules, year) for year in years}
    spans: list[Span] = []
    for year in years:
        spans += _spans(clock, year, ruled[year])
    start, end = (
        _midnight(clock, date(first, 1, 1).toordinal()),
        _midnight(clock, date(last + 1, 1, 1).toordinal()),
    )
    spans = sorted(one for one in spans if one[1] > start)
    edges = merged((opening, closing) for opening, closing, _ in spans)
    silent = frozenset(year for year in range(first, last + 1) if any(one.confidence == "unknown" for one in ruled[year]))
    return Window(
        years=(first, last),
        first=start,
        last=end,
        edges=tuple(edges),
        before=tuple(sums(edges)),
        starts=tuple(one[0] for one in spans),
        ends=tuple(one[1] for one in spans),
        owners=tuple(one[2] for one in spans),
        rulings=MappingProxyType(ruled),
        silent=silent,
    )


def _shown(second: int, clock: "ZoneInfo") -> datetime:
    # `datetime.fromtimestamp` refuses seconds before 1970 on some hosts.
    return (_EPOCH + timedelta(seconds=second)).astimezone(clock)


def _midnight(clock: "ZoneInfo", ordinal: int) -> int:
    return zones.second(clock, datetime.fromordinal(ordinal))


def _spans(clock: "ZoneInfo", year: int, ruled: tuple[Ruling, ...]) -> Iterator[Span]:
    """The hours of a year's days as seconds, by the rule of RFC 5545 for times the clock skips or repeats."""
    first = date(year, 1, 1).toordinal()
    short = _midnight(clock, first + len(ruled)) - _midnight(clock, first) < len(ruled) * 86_400 - 43_200
    for on, one in enumerate(ruled, first):
        if not one.hours:
            continue
        # A day the clock never showed (Apia, 2011-12-30) has no hours.
        if short and _midnight(clock, on) == _midnight(clock, on + 1):
            continue
        day = datetime.fromordinal(on)
        for opening, closing in one.hours:
            start = zones.second(clock, day + timedelta(minutes=opening))
            end = zones.second(clock, day + timedelta(minutes=closing))
            if start < end:
                yield start, end, on
