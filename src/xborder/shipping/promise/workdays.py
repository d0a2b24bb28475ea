"""Which days does somebody work? A calendar compiled to sorted days, so that the n-th working day is one look.

Days are proleptic ordinals. Each calendar has two lists: the days that surely count, and those and the slow ones before
and after a closure. The earliest date is reckoned on the longer list, the latest on the shorter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, final

from xborder.atlas import COVERS, Atlas, Entry
from xborder.atlas.timeline import key
from xborder.doors import holidays as book
from xborder.doors.holidays import CalendarDay, Confidence
from xborder.errors import FactError
from xborder.hours.calendars import stands_in
from xborder.hours.week import DAYS
from xborder.hours.windows import FIRST_YEAR, LAST_YEAR
from xborder.shipping.promise.facts import Calendar, Closure

__all__ = ["PATIENCE", "SURE", "Workdays", "half_day", "weekend_entry", "workdays"]

PATIENCE = 5
"""How many years without a working day are searched before a calendar is said never to work again."""


class _Year(NamedTuple):
    """A year of a calendar before its closures: the days worked, how surely, and the weekday each make-up day stands for."""

    working: tuple[int, ...]
    doubt: int
    estimated: tuple[int, ...]
    acts: Mapping[int, int]


class _Table(NamedTuple):
    """Some years, compiled; `silent` is the first among them that nobody knows."""

    first: int
    last: int
    easy: list[int]
    hard: list[int]
    silent: int | None


SURE: tuple[Confidence, ...] = ("decreed", "rule", "estimated", "unknown")
_RULE, _ESTIMATED, _UNKNOWN = 1, 2, 3
_SILENT = _Year((), _UNKNOWN, (), {})
_REACH = 3
"""In how many years the most slow days there may be have gone by where one day of each week is worked."""
_MOST = 1024
"""How many calendars an atlas remembers: whoever writes closures out anew for each order still finds them compiled."""


def _year(country: str | None, region: str | None, weekdays: tuple[str, ...] | None, year: int, world: Atlas) -> _Year:
    """A year compiled once for an atlas, whatever closures are laid over it."""
    shelf: dict[object, _Year] = world.remember(("shipping.promise.years",), dict)
    asked = (country, region, weekdays, year)
    known = shelf.get(asked)
    return known if known is not None else shelf.setdefault(asked, _compiled(*asked, world))


def _compiled(country: str | None, region: str | None, weekdays: tuple[str, ...] | None, year: int, world: Atlas) -> _Year:
    every = range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    named = frozenset(DAYS.index(one) for one in weekdays) if weekdays is not None else None
    if country is None:
        return _Year(tuple(on for on in every if named is None or (on - 1) % 7 in named), _RULE, (), {})
    calendar = book.calendar_year(str(country), region, year)
    if calendar.confidence == "unknown":
        return _SILENT
    off = {one.day.toordinal() for one in calendar.closed}
    acts = {one.day.toordinal(): stands_in(one, calendar.weekend) for one in calendar.makeup}
    if named is None:
        off |= _rest(calendar, world) - acts.keys()
    working = tuple(on for on in every if on not in off and (named is None or acts.get(on, (on - 1) % 7) in named))
    doubtful = {one.day.toordinal() for one in (*calendar.closed, *calendar.makeup) if one.confidence == "estimated"}
    return _Year(working, SURE.index(calendar.confidence), tuple(sorted(doubtful | {one.toordinal() for one in calendar.estimated})), acts)


def weekend_entry(country: str, region: str | None, on: date, world: Atlas) -> Entry | None:
    """What a place's own page says of its days of rest; the history of `holidays` stands in where it says nothing."""
    entry = _spoken("hours.weekend", country, region, on, world)
    # A region may rest on days of its own, and its calendar knows them: the country's page does not outrank it.
    return entry if entry is not None and entry.scope == _place(country, region) else None


def _spoken(rule: str, country: str, region: str | None, on: date, world: Atlas) -> Entry | None:
    """What the pages of a place say of one rule on a day; nothing outside the days they cover."""
    if not COVERS[0] <= on <= COVERS[1]:
        return None
    return world.find(_place(country, region), rule, key(on)).entry


def _place(country: str, region: str | None) -> str:
    return country if region is None else f"{country}-{region}"


def _rest(calendar: book.CalendarYear, world: Atlas) -> set[int]:
    """The days of rest of a year."""
    found = {one.toordinal() for one in calendar.weekend}
    first, last = date(calendar.year, 1, 1), date(calendar.year, 12, 31)
    entries = [weekend_entry(calendar.country, calendar.region, on, world) for on in (first, last)]
    if entries == [None, None]:
        return found
    every = (date.fromordinal(on) for on in range(first.toordinal(), last.toordinal() + 1))
    for on in every:
        entry = entries[0] if entries[0] == entries[1] else weekend_entry(calendar.country, calendar.region, on, world)
        if entry is not None:
            (found.add if DAYS[on.weekday()] in entry.value else found.discard)(on.toordinal())
    return found


@final
class Workdays:
    """The working days of one calendar; years are compiled when they are first needed."""

    __slots__ = ("_acts", "_tables", "_years", "closures", "country", "known", "region", "slows", "weekdays", "world")

    def __init__(self, calendar: Calendar, country: str | None, region: str | None, world: Atlas, *, known: bool = True) -> None:
        self.world = world
        self.country = country
        self.region = region
        self.weekdays = calendar.weekdays
        self.closures = calendar.closures
        self.known = known
        self.slows = any(one.ramp_down_days or one.recovery_days for one in calendar.closures)
        self._tables: dict[int, _Table] = {}
        self._years: dict[int, _Year] = {}
        self._acts: dict[int, int] = {}

    def walk(self, day: int, count: int, *, slow: bool) -> tuple[int | None, int | None]:
        """The first working day from `day` on, and the working day so many after it; None where that is not known."""
        first = date.fromordinal(day).year
        table = self._tables.get(first) or self._build(first, first)
        while True:
            days = table.hard if slow else table.easy
            index = bisect_left(days, day)
            if index + count < len(days):
                return days[index], days[index + count]
            if table.silent is not None or not _patient(table, days):
                return (days[index] if index < len(days) else None), None
            table = self._build(first, table.last + 1)

    def first(self, day: int, *, slow: bool) -> int | None:
        """The first working day from `day` on."""
        return self.walk(day, 0, slow=slow)[0]

    def works(self, day: int, *, slow: bool) -> bool:
        """Whether a day is a working day."""
        return self.first(day, slow=slow) == day

    def count(self, start: int, end: int, *, slow: bool) -> int:
        """How many working days lie after `start`, up to and with `end`."""
        first, last = date.fromordinal(start).year, date.fromordinal(end).year
        table = self._tables.get(first)
        if table is None or table.last < last:
            table = self._build(first, max(first, last))
        days = table.hard if slow else table.easy
        return max(0, bisect_right(days, end) - bisect_right(days, start))

    def silent(self, day: int) -> int | None:
        """The first year from that of a day on which nobody knows."""
        first = date.fromordinal(day).year
        return next((year for year in range(first, min(LAST_YEAR, first + PATIENCE) + 1) if self._at(year).doubt == _UNKNOWN), None)

    def weekday(self, day: int) -> int:
        """The weekday whose work is done on a working day: its own, or on a make-up day the one made up for."""
        return self._acts.get(day, (day - 1) % 7)

    def doubt(self, start: int, end: int) -> int:
        """How unsurely every day from one to another is known, as an index of `SURE`."""
        first, last = date.fromordinal(start).year, date.fromordinal(end).year
        found = 0
        for year in range(first, last + 1):
            known = self._at(year)
            found = max(found, known.doubt)
            if found < _ESTIMATED and known.estimated and bisect_left(known.estimated, start) < bisect_right(known.estimated, end):
                found = _ESTIMATED
        return found

    def estimated(self, start: int, end: int) -> list[date]:
        """The days from one to another whose standing is only estimated."""
        years = range(date.fromordinal(start).year, date.fromordinal(end).year + 1)
        return [date.fromordinal(on) for year in years for on in self._at(year).estimated if start <= on <= end]

    def why(self, day: int) -> str:
        """Why a day does not count, or counts only perhaps."""
        on = date.fromordinal(day)
        for one in self.closures:
            if one.start <= on <= one.end:
                return f"closure:{one.name}" if one.name else "closure"
        holiday = self._holiday(on)
        if holiday is not None:
            return f"holiday:{self.country}:{holiday.name}"
        if self.works(day, slow=False):
            return "ramp_down" if any(self._runs_down(one, day) for one in self.closures) else "recovery"
        return "weekend" if self.weekdays is None else "weekday"

    def _holiday(self, on: date) -> CalendarDay | None:
        if self.country is None:
            return None
        return next((one for one in book.calendar_year(self.country, self.region, on.year).closed if one.day == on), None)

    def _runs_down(self, one: Closure, day: int) -> bool:
        eve = one.start.toordinal() - 1
        return day <= eve and self.count(day, eve, slow=False) < one.ramp_down_days

    def _at(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            silent = not self.known or not FIRST_YEAR <= year <= LAST_YEAR
            found = _SILENT if silent else _year(self.country, self.region, self.weekdays, year, self.world)
            self._acts.update(found.acts)
            self._years[year] = found
        return found

    def _build(self, first: int, last: int) -> _Table:
        """The years from one to another, up to the first that nobody knows."""
        # Work slows down before a closure, and after one, for so many working days: where they are rare these reach into other years.
        before = [one.end.year for one in self.closures if one.recovery_days and first - _REACH <= one.end.year < first]
        after = [one.start.year for one in self.closures if one.ramp_down_days and last < one.start.year <= last + _REACH]
        years = {year: self._at(year) for year in range(min((first, *before)), max((last, *after)) + 1)}
        silent = next((year for year in range(first, last + 1) if years[year].doubt == _UNKNOWN), None)
        shut = [(one.start.toordinal(), one.end.toordinal()) for one in self.closures]
        easy = [on for one in years.values() for on in one.working if not any(start <= on <= end for start, end in shut)]
        slow: set[int] = set()
        for one in self.closures:
            if one.end.year in years:
                index = bisect_right(easy, one.end.toordinal())
                slow.update(easy[index : index + one.recovery_days])
            if one.start.year in years:
                index = bisect_left(easy, one.start.toordinal())
                slow.update(easy[max(0, index - one.ramp_down_days) : index])
        start, end = date(first, 1, 1).toordinal(), date(last + 1 if silent is None else silent, 1, 1).toordinal()
        easy = [on for on in easy if start <= on < end]
        hard = [on for on in easy if on not in slow] if slow else easy
        self._tables[first] = made = _Table(first, last, easy, hard, silent)
        return made


def _patient(table: _Table, days: list[int]) -> bool:
    """Whether one more year is worth looking at: work may be rare, but not that rare."""
    since = date.fromordinal(days[-1]).year if days else table.first
    return table.last < min(LAST_YEAR, since + PATIENCE)


def workdays(calendar: Calendar, country: str, region: str | None, world: Atlas) -> Workdays:
    """The working days of a stage: of its own calendar, or where it names none, of a country taken for granted."""
    shelf: dict[object, Workdays] = world.remember(("shipping.promise.workdays",), dict)
    asked = (calendar, country, region)
    found = shelf.get(asked)
    if found is None:
        if len(shelf) >= _MOST:
            shelf.clear()
        found = shelf.setdefault(asked, _opened(calendar, country, region, world))
    return found


def _opened(calendar: Calendar, country: str, region: str | None, world: Atlas) -> Workdays:
    if calendar.country is not None or calendar.weekdays is not None:
        return Workdays(calendar, calendar.country, calendar.region, world)
    known = country in book.countries()
    if known and region is not None:
        try:
            book.calendar_year(country, region, FIRST_YEAR)
        except FactError:
            region = None  # a part of the country that the calendar does not tell apart
    return Workdays(calendar, country, region, world, known=known)


def half_day(country: str, region: str | None, on: date, world: Atlas) -> tuple[str, Entry | None] | None:
    """What makes a working day a half day in a country, and the page that says so; None where nothing does."""
    entry = _spoken("hours.half_days", country, region, on, world)
    ends = entry.value.get(DAYS[on.weekday()]) if entry else None
    if ends is not None:
        return f"work ends at {ends}", entry
    if country == "CN":  # its half days are for women, the young and soldiers, and close no shop
        return None
    try:
        listed = book.calendar_year(country, region, on.year, ("half_day",))
    except FactError:
        return None
    name = next((one.name for one in listed.closed if one.day == on), None)
    return None if name is None else (name, None)
