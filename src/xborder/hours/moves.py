"""Where does a working day lead? Steps from day to day on a place's own clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from xborder.doors import zones
from xborder.hours.open_time import FAR
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.windows import FIRST_YEAR, LAST_YEAR

__all__ = ["by_days", "nth_day", "opening", "works"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = FAR // 86_400
_FIRST, _LAST = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()


def _bounds(hours: Schedule | Combined, on: date) -> tuple[int, int]:
    """The second at which a day's hours begin, at the earliest, and the one at which they end, at the latest."""
    clock = zones.zone(hours.timezone)
    midnight = datetime.fromordinal(on.toordinal())
    first, last = 0, 24 * 60
    if isinstance(hours, Schedule):
        kept = hours.ruling(on).hours
        if not kept or zones.second(clock, midnight) == zones.second(clock, midnight + timedelta(days=1)):
            return 0, 0
        first, last = kept[0][0], kept[-1][1]
    return zones.second(clock, midnight + timedelta(minutes=first)), zones.second(clock, midnight + timedelta(minutes=last))


def works(hours: Schedule | Combined, on: date) -> bool:
    """Whether a local day has hours of its own; what runs on from the night before is the day before's."""
    start, end = _bounds(hours, on)
    return start < end and hours.between_at(start, end) > 0


def opening(hours: Schedule | Combined, on: date) -> int | None:
    """The second at which a working day opens."""
    return hours.next_open_at(_bounds(hours, on)[0])


def _days(hours: Schedule | Combined, on: date, step: int) -> Iterator[date]:
    """The working days after or before a day, until five years bring none."""
    idle = 0
    while idle < _LONGEST:
        on += timedelta(days=step)
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            return
        idle += 1
        if works(hours, on):
            idle = 0
            yield on


def nth_day(hours: Schedule | Combined, on: date, n: int, step: int = 1) -> date | None:
    """The n-th working day after (or before) a day; for none of them the first one on or after (or before) it."""
    if not _FIRST <= on.toordinal() + step * n <= _LAST:
        return None
    if n == 0:
        return on if works(hours, on) else next(_days(hours, on, step), None)
    return next((one for index, one in enumerate(_days(hours, on, step), 1) if index == n), None)


def by_days(hours: Schedule | Combined, at: datetime, n: int, step: int) -> datetime | None:
    """The instant so many working days on or back: the same time of that day, then the nearest open moment that way.

    The n-th day that has hours, counted from the day after (or before) the local one of `at`: zendesk/biz reckons like this.
    """
    gone = at - _EPOCH
    second, micro = gone.days * 86_400 + gone.seconds, gone.microseconds
    if n:
        shown = hours.local(at).replace(tzinfo=None)
        on = nth_day(hours, shown.date(), n, step)
        if on is None:
            return None
        wall = datetime.combine(on, shown.time())
        gone = zones.resolve(wall, hours.timezone) - _EPOCH
        second, micro = gone.days * 86_400 + gone.seconds, gone.microseconds
    found = hours.next_open_at(second) if step > 0 else hours.last_open_at(second)
    return None if found is None else _EPOCH + timedelta(0, found, micro if found == second and hours.open_at(second) else 0)
