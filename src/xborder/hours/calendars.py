"""What rules a day, and what hours follow?

A day is ruled by the first that speaks of it: the schedule's `valid` days, its `special` days, the make-up days and the
holidays of its calendar, its seasons, its week. The hours of a day start on it; what runs past midnight is ruled by the day
it began. Breaks take time out of whatever rules.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, Protocol, final

from attrs import evolve, field, frozen

from xborder.codes.country import Country
from xborder.doors import holidays as book
from xborder.doors.holidays import Confidence
from xborder.errors import FactError
from xborder.hours.seasons import Season
from xborder.hours.week import Breaks, Hours, Special, Week, before
from xborder.values import Value, named, read, sequence, text

__all__ = ["DecidedBy", "Holidays", "Rules", "Ruling", "holidays", "rulings", "stands_in", "weaker"]

DecidedBy = Literal["special", "makeup", "holiday", "seasonal", "weekly"]

_ORDER: tuple[Confidence, ...] = ("decreed", "rule", "estimated", "unknown")


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

    With `half_day` among the categories, days that the calendar calls free "from 1pm" are closed from that hour on, others of
    them wholly.
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
    def seasons(self) -> tuple[Season, ...]:
        """The weeks kept in a part of the year."""

    @property
    def breaks(self) -> Breaks:
        """The parts of days taken out."""

    @property
    def valid(self) -> tuple[date, date] | None:
        """The first and the last day with any hours."""


@final
@frozen(kw_only=True)
class Ruling:
    """What rules a day: who decided, how surely, the hours that follow, and the day of the calendar if it did.

    Of a second in a break, `pause` is set and `hours` are those of the break.
    """

    decided_by: DecidedBy
    confidence: Confidence
    hours: Hours
    cause: book.CalendarDay | None = None
    pause: bool = False


def weaker(one: Confidence, other: Confidence) -> Confidence:
    """The less sure of two."""
    return max(one, other, key=_ORDER.index)


def stands_in(makeup: book.CalendarDay, weekend: Iterable[date]) -> int:
    """The weekday whose hours a make-up day keeps: that of the working day it makes up for, else Monday."""
    free = makeup.makes_up
    return 0 if free is None or free in weekend else free.weekday()


def rulings(rules: Rules, year: int) -> tuple[Ruling, ...]:
    """What rules each day of a year."""
    try:
        calendar = rules.holidays.year(year) if rules.holidays else None
    except FactError as error:
        raise error.under("holidays") from None
    first, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    if rules.valid and (rules.valid[1].year < year or rules.valid[0].year > year):
        return (_OUTSIDE,) * (end - first)
    known: Confidence = calendar.confidence if calendar else "rule"
    weeks = [rules.weekly] * (end - first)
    plain = _week(rules.weekly, "weekly", known)
    ruled = [plain[(on - 1) % 7] for on in range(first, end)]
    shaky = {on.toordinal() for on in calendar.estimated} if calendar else set()
    for season in rules.seasons:
        start, last = (one.toordinal() for one in season.valid)
        kept = _week(season.weekly, "seasonal", known)
        for on in range(max(start, first), min(last + 1, end)):
            ruled[on - first] = kept[(on - 1) % 7]
            weeks[on - first] = season.weekly
        if season.confidence == "estimated":
            shaky.update(range(max(start - 1, first), min(last + 2, end)))
    weakened: dict[int, Ruling] = {}
    for on in shaky:
        one = ruled[on - first]
        ruled[on - first] = weakened.setdefault(id(one), evolve(one, confidence=weaker("estimated", one.confidence)))
    if calendar:
        _by_calendar(calendar, weeks, ruled)
    for on_, own in rules.special:
        if on_.year == year:
            ruled[on_.toordinal() - first] = Ruling(decided_by="special", confidence="decreed", hours=own)
    if rules.valid:
        start, last = (one.toordinal() for one in rules.valid)
        return tuple(one if start <= on <= last else _OUTSIDE for on, one in enumerate(ruled, first))
    return tuple(ruled)


_OUTSIDE = Ruling(decided_by="seasonal", confidence="rule", hours=())


def _week(week: Week, decided_by: DecidedBy, confidence: Confidence) -> list[Ruling]:
    """Ordinary days: closed, and so said by the calendar, where nobody knows whether one is a holiday."""
    if confidence == "unknown":
        return [Ruling(decided_by="holiday", confidence=confidence, hours=())] * 7
    sure = weaker("rule", confidence)
    return [Ruling(decided_by=decided_by, confidence=sure, hours=one or ()) for one in week]


def _by_calendar(calendar: book.CalendarYear, weeks: list[Week], ruled: list[Ruling]) -> None:
    """Lays what a calendar says of single days over the week."""
    first = date(calendar.year, 1, 1).toordinal()
    for one in calendar.closed:
        index = one.day.toordinal() - first
        left = _left(one, weeks[index][one.day.weekday()] or ()) if one.half else ()
        ruled[index] = Ruling(decided_by="holiday", confidence=one.confidence, hours=left, cause=one)
    for one in calendar.makeup:
        index = one.day.toordinal() - first
        kept = weeks[index][stands_in(one, calendar.weekend)] or ()
        ruled[index] = Ruling(decided_by="makeup", confidence=one.confidence, hours=kept, cause=one)


def _left(half: book.CalendarDay, hours: Hours) -> Hours:
    """What a half day leaves of a day's hours; nothing where the calendar does not say when it begins."""
    if half.from_minute is not None:
        return before(hours, half.from_minute)
    if half.shorter_by is None:
        return ()
    kept: list[tuple[int, int]] = []
    less = half.shorter_by
    for start, end in reversed(hours):
        taken = min(less, end - start)
        less -= taken
        if taken < end - start:
            kept.append((start, end - taken))
    return tuple(reversed(kept))
