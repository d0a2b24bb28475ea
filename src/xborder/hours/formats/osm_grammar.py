"""The grammar of OpenStreetMap's `opening_hours`, as far as it is weekly or dated: rules read from text.

The specification is https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple, NoReturn

from xborder.errors import FactError
from xborder.hours.formats.saying import unreadable

__all__ = ["HOLIDAY", "MONTHS", "WEEKDAYS", "Range", "Rule", "rules"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAY = 7
"""`PH` among the days of a week."""
_FORMAT = "opening_hours"
_WHOLE = 24 * 60
_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<all>24/7)|(?P<time>\d{1,2}:\d\d)|(?P<year>\d{4})|(?P<number>\d{1,2})|(?P<word>[A-Za-z]+)|(?P<mark>[-,;:+/()\[\]&]|\|\|)|(?P<text>"[^"]*")"""
)
_REFUSED = {
    "SH": ("school holidays", "name these days one by one"),
    "week": ("weeks of the year", "name the dates"),
    "easter": ("a day that moves with Easter", "name the date"),
    "unknown": ("`unknown`", "leave the rule out: what is not open is closed"),
    "sunrise": ("times of the sun", "name the hours"),
    "sunset": ("times of the sun", "name the hours"),
    "dawn": ("times of the sun", "name the hours"),
    "dusk": ("times of the sun", "name the hours"),
    "||": ("a fallback rule", "write the hours themselves"),
    "+": ("an open end", "name the closing time"),
    "[": ("the n-th weekday of a month", "name the dates"),
    "(": ("times of the sun", "name the hours"),
    "/": ("a repeated time", "name the stretches"),
    "&": ("a joined selector", "write two rules"),
}


class Range(NamedTuple):
    """Dates from a day of a month to another, in the years named, or in every year where none is."""

    years: tuple[int, int] | None
    start: tuple[int, int]
    end: tuple[int, int]

    def dates(self, years: tuple[int, int] | None) -> list[tuple[date, date]]:
        """Its stretches of days; those that come every year, in the years given."""
        if self.years and self.years[0] != self.years[1]:
            return [(_day(self.years[0], *self.start), _day(self.years[1], *self.end))]
        over = self.end < self.start
        first, last = self.years or ((years[0] - over, years[1]) if years else (0, -1))
        return [(_day(year, *self.start), _day(year + over, *self.end)) for year in range(first, last + 1) if self.exists(year)]

    def exists(self, year: int) -> bool:
        """Whether a year has it: 29 February alone is not in every one."""
        return not self.start == self.end == (2, 29) or monthrange(year, 2)[1] == 29


class Rule(NamedTuple):
    """One rule: on which days, which hours, and whether it adds to the rules before it or stands in their place."""

    ranges: tuple[Range, ...]
    days: frozenset[int]
    spans: tuple[tuple[int, int], ...]
    timed: bool
    off: bool
    adds: bool
    text: str


def _day(year: int, month: int, number: int) -> date:
    """A day of a month; the 29th of a February that has none is its last."""
    return date(year, month, min(number, monthrange(year, month)[1]))


def rules(text: str) -> list[Rule]:
    """The rules of an `opening_hours` value, in order."""
    return _Reader(text).rules()


class _Reader:
    """Reads one value from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                self.refuse(repr(text[at]), "see the specification of opening_hours")
            kind, value = str(found.lastgroup), found.group()
            if kind == "text":
                self.refuse("a comment", "comments are not hours: leave it out")
            if value in _REFUSED:
                self.refuse(*_REFUSED[value])
            if kind != "space":
                self.tokens.append((kind, value))
            at = found.end()
        self.at = 0

    def refuse(self, what: str, hint: str) -> NoReturn:
        unreadable(_FORMAT, what, hint, self.text)

    def peek(self, ahead: int = 0) -> tuple[str, str]:
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ("end", "")

    def take(self, *values: str) -> bool:
        found = self.peek()[1] in values
        self.at += found
        return found

    def rules(self) -> list[Rule]:
        found, adds = [], False
        if not self.tokens:
            self.refuse("an empty value", "write 'off' for what is never open")
        while True:
            found.append(self.rule(adds))
            if self.take(";"):
                adds = False
            elif self.take(","):
                adds = True
            elif self.peek()[0] == "end":
                return found
            else:
                self.refuse(repr(self.peek()[1]), "see the specification of opening_hours")
            if self.peek()[0] == "end":  # a value may end in a separator
                return found

    def rule(self, adds: bool) -> Rule:  # noqa: FBT001 - read on the way
        start = self.at
        always = self.peek()[0] == "all"
        self.at += always
        ranges = () if always else self.ranges()
        days = frozenset(range(HOLIDAY)) if always else self.days()
        spans = self.spans()
        timed = bool(spans)
        off = self.take("off", "closed")
        if not off:
            self.take("open")
        if self.at == start:
            self.refuse(repr(self.peek()[1]), "a rule names days, hours or 'off'")
        text = " ".join(value for _, value in self.tokens[start : self.at])
        return Rule(ranges, days, spans or ((0, _WHOLE),), timed, off, adds, text)

    # ------------------------------------------------------------------------------------------------------------------- dates

    def ranges(self) -> tuple[Range, ...]:
        found: list[Range] = []
        more = self.dated()
        while more:
            found.append(self.range(found[-1] if found else None))
            more = self.peek()[1] == "," and self.dated(1)
            self.at += more
        if found:
            self.take(":")
        return tuple(found)

    def dated(self, ahead: int = 0) -> bool:
        kind, value = self.peek(ahead)
        if kind == "word" and value.lower().capitalize() in MONTHS and value not in MONTHS:
            self.refuse(repr(value), f"months are written {', '.join(MONTHS)}")
        return kind == "year" or value in MONTHS or (kind == "number" and ahead > 0)

    def range(self, before: Range | None) -> Range:
        year = self.year()
        month = self.month()
        if month is None and year is None:  # "Dec 24,26": another day of the same month
            assert before is not None  # noqa: S101 - a number begins no first range
            number = self.number(before.end[0])
            return Range(before.years, (before.end[0], number), (before.end[0], number))
        if month is None:
            assert year is not None  # noqa: S101 - one of the two is there
            last = (self.year() or year) if self.take("-") else year
            return self.ordered(Range((year, last), (1, 1), (12, 31)))
        number = self.peek()[0] == "number" and self.number(month)
        if not self.take("-"):
            end = (month, number or 31)
            return Range((year, year) if year else None, (month, number or 1), end)
        later = self.year() or year
        until = self.month() or month
        if number:
            if self.peek()[0] != "number":
                self.refuse("a range from a day to a month", "name the last day of the range")
            end = (until, self.number(until))
        else:
            end = (until, 31)
        years = (year, later or year) if year else None
        return self.ordered(Range(years, (month, number or 1), end))

    def ordered(self, one: Range) -> Range:
        if one.years and (one.years[0], *one.start) > (one.years[1], *one.end):
            self.refuse("a range that ends before it starts", "put the earlier date first, or name the second year")
        return one

    def year(self) -> int | None:
        kind, value = self.peek()
        self.at += kind == "year"
        return int(value) if kind == "year" else None

    def month(self) -> int | None:
        value = self.peek()[1]
        self.at += value in MONTHS
        return MONTHS.index(value) + 1 if value in MONTHS else None

    def number(self, month: int) -> int:
        number = int(self.peek()[1])
        if not 1 <= number <= monthrange(2024, month)[1]:
            self.refuse(f"{MONTHS[month - 1]} {number}", "there is no such day")
        self.at += 1
        return number

    # ------------------------------------------------------------------------------------------------------------ days and hours

    def days(self) -> frozenset[int]:
        found: set[int] = set()
        while (first := self.weekday()) is not None:
            last: int = first
            if self.peek()[1] == "-":
                self.at += 1
                ended = self.weekday()
                if ended is None or HOLIDAY in (first, ended):
                    self.refuse("a range without two days", f"days are written {', '.join(WEEKDAYS)}")
                last = ended
            found |= {HOLIDAY} if first == HOLIDAY else {(first + step) % 7 for step in range((last - first) % 7 + 1)}
            if not (self.peek()[1] == "," and self.peek(1)[1] in (*WEEKDAYS, "PH")):
                break
            self.at += 1
        if found:
            self.take(":")
        return frozenset(found or range(HOLIDAY))

    def weekday(self) -> int | None:
        kind, value = self.peek()
        if kind == "word" and value not in (*WEEKDAYS, "PH", "off", "closed", "open"):
            self.refuse(repr(value), f"days are written {', '.join(WEEKDAYS)}")
        if value not in (*WEEKDAYS, "PH"):
            return None
        self.at += 1
        return HOLIDAY if value == "PH" else WEEKDAYS.index(value)

    def spans(self) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        while self.peek()[0] == "time":
            start = self.minute()
            if not self.take("-") or self.peek()[0] != "time":
                self.refuse("a time without an end", "name the closing time")
            end = self.minute()
            if start >= _WHOLE or end == start:
                self.refuse(f"{self.tokens[self.at - 3][1]}-{self.tokens[self.at - 1][1]}", "open before midnight, and the whole day as 00:00-24:00")
            found.append((start, end if end > start else end + _WHOLE))
            if not (self.peek()[1] == "," and self.peek(1)[0] == "time"):
                break
            self.at += 1
        return tuple(sorted(found))

    def minute(self) -> int:
        hour, minute = (int(part) for part in self.peek()[1].split(":"))
        if minute > 59 or hour * 60 + minute > 2 * _WHOLE:
            raise FactError("not_a_time", f"{self.peek()[1]!r} is no time of day", value=self.text, hint="the latest end is 48:00")
        self.at += 1
        return hour * 60 + minute
