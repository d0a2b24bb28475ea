"""Opening hours as OpenStreetMap's `opening_hours` writes them.

>>> to_osm(Schedule(timezone="Europe/Berlin", weekly={"mon-fri": [["09:00", "18:00"]]}, special={"2026-12-24": []}))
'Mo-Fr 09:00-18:00; 2026 Dec 24 off'
"""

from datetime import date
from itertools import groupby

from xborder.hours.formats.osm_grammar import MONTHS, WEEKDAYS
from xborder.hours.formats.saying import clock
from xborder.hours.schedules import Schedule
from xborder.hours.week import Hours, Week

__all__ = ["to_osm"]


def to_osm(schedule: Schedule, /) -> str:
    """The `opening_hours` of a schedule. It names no zone, no country whose holidays close, and no make-up days."""
    first, last = schedule.valid or (date.min, date.max)
    within = f"{_dates(first, last)} " if schedule.valid else ""
    rules = _weekly(schedule.weekly, within)
    for season in schedule.seasons:
        start, end = max(first, season.valid[0]), min(last, season.valid[1])
        if start <= end:
            stretch = f"{_dates(start, end)} "
            rules += [f"{stretch}off", *_weekly(season.weekly, stretch)]
    if schedule.holidays:
        rules.append("PH off")
    rules += [f"{_dates(on, on)} {_hours(one) or 'off'}" for on, one in schedule.special if first <= on <= last]
    rules += [f"{_dates(on, on)} {_hours(one)} off" for on, one in schedule.breaks]
    return "; ".join(rules) or "off"


def _weekly(week: Week, within: str) -> list[str]:
    """A rule for each run of days that keep the same hours."""
    found = []
    for one, group in groupby(enumerate(week), lambda pair: pair[1] or ()):
        days = [index for index, _ in group]
        if one:
            named = WEEKDAYS[days[0]] if len(days) == 1 else f"{WEEKDAYS[days[0]]}-{WEEKDAYS[days[-1]]}"
            found.append(f"{within}{named} {_hours(one)}")
    return found


def _hours(hours: Hours) -> str:
    return ",".join(f"{clock(start)}-{clock(end)}" for start, end in hours)


def _dates(first: date, last: date) -> str:
    start = f"{first.year:04d} {MONTHS[first.month - 1]} {first.day:02d}"
    return start if first == last else f"{start}-{last.year:04d} {MONTHS[last.month - 1]} {last.day:02d}"
