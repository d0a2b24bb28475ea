"""Which days does a place rest on? Its weekend on a day, and working weeks through every change of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from xborder.atlas import COVERS, Atlas, Entry, standard
from xborder.codes import Country
from xborder.doors import holidays as book
from xborder.errors import FactError
from xborder.hours.schedules import Schedule
from xborder.hours.seasons import Season
from xborder.hours.seasons import valid as stretch
from xborder.hours.week import DAYS, Hours, before, spans
from xborder.hours.week import hours as hours_of_a_day
from xborder.values import day

__all__ = ["half_days", "rest_days", "weekend", "working_week"]

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
    entry = _spoken("hours.weekend", place, on, world)
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


def _spoken(rule: str, place: str, on: date, world: Atlas) -> Entry | None:
    """What the pages of a place say of one rule on a day; nothing outside the days they cover."""
    if not COVERS[0] <= on <= COVERS[1]:
        return None
    return world.find(place, rule, world.moment(Country(place.partition("-")[0]), on).first).entry


def _rest(place: str, on: date, world: Atlas) -> tuple[str, ...]:
    days = rest_days(place, on, world)[0]
    if days is None:
        raise FactError("unknown_weekend", f"the weekend of {place} is not known", value=place, hint="write the week yourself")
    return days


def _named(days: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(days, key=DAYS.index))


def half_days(place: str, /, *, on: date | str, atlas: Atlas | None = None) -> dict[str, str] | None:
    """On which days of the week work ends early at a place, and when; None where its page says nothing of it.

    >>> half_days("AE", on="2021-12-31"), half_days("AE", on="2022-01-01"), half_days("DE", on="2026-01-01")
    (None, {'fri': '12:00'}, None)

    What a page says is what public offices keep; others may choose.
    """
    return _half_days(place, day(on), standard() if atlas is None else atlas) or None


def _half_days(place: str, on: date, world: Atlas) -> dict[str, str]:
    entry = _spoken("hours.half_days", place, on, world)
    return dict(entry.value) if entry else {}


class _Kept(NamedTuple):
    """The days of rest and the half days of a place."""

    rest: tuple[str, ...]
    halves: dict[str, str]


def working_week(
    place: str,
    hours: Sequence[Sequence[str]],
    /,
    *,
    timezone: str,
    valid: Sequence[date | str],
    holidays: Mapping[str, Any] | None = None,
    half_days: bool = False,
    atlas: Atlas | None = None,
) -> Schedule:
    """The same hours on every day of work of a place, its weekend moving whenever it moved.

    >>> desk = working_week("AE", [["09:00", "17:00"]], timezone="Asia/Dubai", valid=["2021-01-01", "2022-12-31"], half_days=True)
    >>> desk.weekly.to_dict()["fri-sat"], desk.seasons[0].valid[0].isoformat(), desk.seasons[0].weekly.to_dict()["sat-sun"]
    ([], '2022-01-01', [])
    >>> desk.seasons[0].weekly.to_dict()["fri"]
    [['09:00', '12:00']]

    With `half_days` the hours of such a day end where the place's page says that work ends.
    """
    first, last = stretch(valid)
    world = standard() if atlas is None else atlas

    def kept(on: date) -> _Kept:
        return _Kept(_rest(place, on, world), _half_days(place, on, world) if half_days else {})

    found = [(first, kept(first))]
    while True:
        here, now = found[-1]
        later: date = here
        # No week has changed and changed back within a month: look ahead, then go back to the day on which it did.
        while later <= last and kept(later) == now:
            here, later = later, later + _MONTH
        if later > last and kept(last) == now:
            break
        later = min(later, last)
        while later - here > _DAY:
            middle = here + (later - here) // 2
            here, later = (middle, later) if kept(middle) == now else (here, middle)
        found.append((later, kept(later)))
    day = hours_of_a_day(hours)
    weeks = [_week(one, day) for _, one in found]
    ends = [*(on - _DAY for on, _ in found[1:]), last]
    moved = [Season(valid=(on, end), weekly=week) for (on, _), end, week in list(zip(found, ends, weeks, strict=True))[1:]]
    return Schedule(timezone=timezone, weekly=weeks[0], seasons=moved, valid=(first, last), holidays=holidays)


def _week(kept: _Kept, hours: Hours) -> dict[str, list[list[str]]]:
    week = {}
    for name in DAYS:
        one = () if name in kept.rest else hours
        if name in kept.halves:
            clock, _, minute = kept.halves[name].partition(":")
            one = before(one, int(clock) * 60 + int(minute))
        week[name] = spans(one)
    return week
