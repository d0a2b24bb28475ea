"""Which days does a place rest on? Its weekend on a day, and working weeks through every change of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from xborder.atlas import COVERS, Atlas, Entry, standard
from xborder.codes import Country
from xborder.doors import holidays as book
from xborder.errors import FactError
from xborder.hours.schedules import Schedule
from xborder.hours.seasons import Season
from xborder.hours.seasons import valid as stretch
from xborder.hours.week import DAYS
from xborder.values import day

__all__ = ["rest_days", "weekend", "working_week"]

_DAY, _MONTH = timedelta(days=1), timedelta(days=28)


def weekend(place: str, /, *, on: date | str, atlas: Atlas | None = None) -> tuple[str, ...] | None:
    """The days of rest of a place on a day, from its page or else from the history of `holidays`; None where neither knows.

    >>> weekend("AE", on="2021-12-31"), weekend("AE", on="2022-01-01"), weekend("BN", on="2026-01-01"), weekend("MY-Kedah", on="2026-01-01")
    (('fri', 'sat'), ('sat', 'sun'), ('fri', 'sun'), ('fri', 'sat'))

    A region is named as its calendar names it: by its ISO 3166-2 part, or by name.
    """
    return rest_days(place, day(on), standard() if atlas is None else atlas)[0]


def rest_days(place: str, on: date, world: Atlas) -> tuple[tuple[str, ...] | None, Entry | None]:
    """The days of rest, in the order of the week, and the entry of the page that says so.

    A region's own page speaks first, then its calendar, then its country's page and calendar.
    """
    code, _, region = place.partition("-")
    country = Country(code)
    entry = world.find(place, "hours.weekend", world.moment(country, on).first).entry if COVERS[0] <= on <= COVERS[1] else None
    if entry and (not region or entry.scope == place):
        return _named(entry.value), entry
    if region:
        try:
            return _named(DAYS[one] for one in book.weekend(country, region, on)), None
        except FactError:
            if entry:
                return _named(entry.value), entry
    try:
        return _named(DAYS[one] for one in book.weekend(country, None, on)), None
    except FactError:
        return None, None


def _rest(place: str, on: date, world: Atlas) -> tuple[str, ...]:
    days = rest_days(place, on, world)[0]
    if days is None:
        raise FactError("unknown_weekend", f"the weekend of {place} is not known", value=place, hint="write the week yourself")
    return days


def _named(days: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(days, key=DAYS.index))


def working_week(
    place: str,
    hours: Sequence[Sequence[str]],
    /,
    *,
    timezone: str,
    valid: Sequence[date | str],
    holidays: Mapping[str, Any] | None = None,
    atlas: Atlas | None = None,
) -> Schedule:
    """The same hours on every day of work of a place, its weekend moving whenever it moved.

    >>> desk = working_week("AE", [["09:00", "17:00"]], timezone="Asia/Dubai", valid=["2021-01-01", "2022-12-31"])
    >>> desk.weekly.to_dict()["fri-sat"], desk.seasons[0].valid[0].isoformat(), desk.seasons[0].weekly.to_dict()["sat-sun"]
    ([], '2022-01-01', [])
    """
    first, last = stretch(valid)
    world = standard() if atlas is None else atlas
    found = [(first, _rest(place, first, world))]
    while True:
        here, days = found[-1]
        later: date = here
        # No weekend has moved and moved back within a month: look ahead, then go back to the day on which it moved.
        while later <= last and _rest(place, later, world) == days:
            here, later = later, later + _MONTH
        if later > last and _rest(place, last, world) == days:
            break
        later = min(later, last)
        while later - here > _DAY:
            middle = here + (later - here) // 2
            here, later = (middle, later) if _rest(place, middle, world) == days else (here, middle)
        found.append((later, _rest(place, later, world)))
    weeks = [{name: [] if name in days else hours for name in DAYS} for _, days in found]
    ends = [*(on - _DAY for on, _ in found[1:]), last]
    moved = [Season(valid=(on, end), weekly=week) for (on, _), end, week in list(zip(found, ends, weeks, strict=True))[1:]]
    return Schedule(timezone=timezone, weekly=weeks[0], seasons=moved, valid=(first, last), holidays=holidays)
