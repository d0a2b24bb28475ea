"""Opening hours from OpenStreetMap's `opening_hours`: the weekly and the dated part of it, and nothing by guesswork.

>>> shop = from_osm("Mo-Fr 09:00-12:30,13:30-18:00; Sa 20:00-02:00; 2026 Dec 24 09:00-12:00", timezone="Europe/Berlin")
>>> shop.weekly.to_dict(), shop.special.to_dict()
({'mon-fri': [['09:00', '12:30'], ['13:30', '18:00']], 'sat': [['20:00', '26:00']]}, {'2026-12-24': [['09:00', '12:00']]})
"""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from xborder.errors import FactError
from xborder.hours.calendars import Holidays
from xborder.hours.edges import difference, intervals, merged
from xborder.hours.formats.osm_grammar import HOLIDAY, Rule, rules
from xborder.hours.formats.saying import clock, unreadable
from xborder.hours.schedules import Schedule
from xborder.hours.week import DAYS
from xborder.hours.windows import FIRST_YEAR, LAST_YEAR
from xborder.values import read, whole

__all__ = ["from_osm"]

_FORMAT = "opening_hours"
_DAY = timedelta(days=1)
_WHOLE = 24 * 60
_SEASON = 31
"""How many days on end are kept as a season rather than one by one."""
Spans = list[tuple[int, int]]


class _Dated(NamedTuple):
    """A rule with the stretches of days it speaks of; one without any speaks of all."""

    rule: Rule
    stretches: tuple[tuple[date, date], ...]

    def on(self, day: date) -> bool:
        return not self.rule.ranges or any(first <= day <= last for first, last in self.stretches)


def from_osm(
    text: str,
    /,
    *,
    timezone: str,
    holidays: Holidays | Mapping[str, Any] | None = None,
    years: tuple[int, int] | None = None,
) -> Schedule:
    """A schedule from an `opening_hours` value, which knows no zone: name it.

    `PH off` needs `holidays`, to say whose; a date without a year ("Dec 24 off") needs `years`, the first and the last it is
    written out for. What is neither weekly nor dated (the sun, school holidays, weeks, fallbacks, comments) is refused.
    """
    span = None if years is None else (whole(years[0]), whole(years[1]))
    found = []
    for rule in rules(text):
        if span is None and any(one.years is None for one in rule.ranges):
            unreadable(_FORMAT, f"{rule.text!r}, which comes every year,", "pass years=(2026, 2028), or name the year", text)
        if any(not FIRST_YEAR <= year <= LAST_YEAR for one in rule.ranges for year in one.years or span or ()):
            unreadable(_FORMAT, repr(rule.text), f"years are from {FIRST_YEAR} to {LAST_YEAR}", text)
        found.append(_Dated(rule, tuple(pair for one in rule.ranges for pair in one.dates(span))))
    calendar = _calendar(found, holidays, text)
    named = {index for rule, _ in found if not rule.ranges for index in rule.days}
    weekly = {name: _written(_kept(found, None, index, holiday=False)) for index, name in enumerate(DAYS) if index in named}
    special: dict[str, Any] = {}
    seasons, breaks = [], dict[str, Any]()
    for first, last in _stretches(found):
        kept = {name: _written(_kept(found, first, index, holiday=False)) for index, name in enumerate(DAYS)}
        # Where a date has but a break, its hours are those of its week.
        own = any(one.rule.ranges and one.on(first) and not (one.rule.off and one.rule.timed) for one in found)
        if own and (last - first).days + 1 >= _SEASON:
            seasons.append({"valid": [first, last], "weekly": kept})
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            on = date.fromordinal(ordinal)
            free = calendar is not None and any(one.day == on for one in calendar.year(on.year).closed)
            hours = _written(_kept(found, on, on.weekday(), holiday=free))
            if own and ((last - first).days + 1 < _SEASON or (free and hours)):
                special[on.isoformat()] = hours
            taken = _taken(found, on)
            if taken:
                breaks[on.isoformat()] = _written(taken)
    _no_night_before(weekly, found, text)
    return Schedule(timezone=timezone, weekly=weekly, special=special, holidays=calendar, seasons=seasons, breaks=breaks)


def _calendar(found: list[_Dated], holidays: Any, text: str) -> Holidays | None:
    """Whose holidays close, if a rule says that they do."""
    for rule, _ in found:
        if HOLIDAY in rule.days and not (rule.off and not rule.timed and not rule.ranges and rule.days == {HOLIDAY}):
            unreadable(_FORMAT, f"{rule.text!r}", "of holidays only 'PH off' is read: name those with hours by their date", text)
    if not any(HOLIDAY in rule.days for rule, _ in found):
        return None
    if holidays is None:
        unreadable(_FORMAT, "'PH' of nobody", "say whose: holidays={'country': 'DE'}", text)
    return read(Holidays, holidays)


def _stretches(found: list[_Dated]) -> list[tuple[date, date]]:
    """The days that dated rules speak of, cut wherever one of them begins or ends."""
    pairs = [pair for one in found for pair in one.stretches]
    cuts = sorted({first for first, _ in pairs} | {last + _DAY for _, last in pairs})
    whole_ = [(first, later - _DAY) for first, later in pairwise(cuts)]
    return [(first, last) for first, last in whole_ if any(start <= first <= end for start, end in pairs)]


def _kept(found: list[_Dated], on: date | None, weekday: int, *, holiday: bool) -> Spans:
    """The hours of a day: a later rule stands in the place of those before it, one after a comma adds to them."""
    hours: Spans = []
    for rule, stretches in found:
        speaks = not rule.ranges if on is None else _Dated(rule, stretches).on(on)
        if not speaks or not (weekday in rule.days or (holiday and HOLIDAY in rule.days)):
            continue
        if rule.off and rule.timed:
            # Of a date this is a break, which takes time from the night before, too.
            hours = hours if rule.ranges else _without(hours, rule.spans)
        elif rule.off:
            hours = []
        else:
            hours = [*hours, *rule.spans] if rule.adds else list(rule.spans)
    return intervals(merged(hours))


def _taken(found: list[_Dated], on: date) -> Spans:
    return [
        span
        for rule, stretches in found
        if rule.off and rule.timed and rule.ranges and on.weekday() in rule.days and _Dated(rule, stretches).on(on)
        for span in rule.spans
    ]


def _without(hours: Spans, taken: tuple[tuple[int, int], ...]) -> Spans:
    return intervals(difference(merged(hours), merged(taken)))


def _no_night_before(weekly: dict[str, Any], found: list[_Dated], text: str) -> None:
    """A weekly break in the small hours would have to cut the night before, which belongs to another day."""
    for rule, _ in found:
        if rule.off and rule.timed and not rule.ranges:
            for index in rule.days:
                night = weekly.get(DAYS[(index - 1) % 7])
                if night and night[-1][1] > "24:00" and any(clock(start + _WHOLE) < night[-1][1] for start, _ in rule.spans):
                    raise FactError("not_readable", f"{rule.text!r} cuts the night before", value=text, hint="write the night as two days")


def _written(spans: Spans) -> list[list[str]]:
    return [[clock(start), clock(end)] for start, end in spans]
