"""A schedule as Zendesk keeps it: intervals in minutes since Sunday 00:00, none of which spans two days.

>>> desk = from_zendesk({"intervals": [{"start_time": 1980, "end_time": 2460}]}, timezone="Asia/Tokyo")
>>> desk.weekly.to_dict(), to_zendesk(desk)["intervals"]
({'mon': [['09:00', '17:00']]}, [{'start_time': 1980, 'end_time': 2460}])
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours.edges import intervals, merged
from xborder.hours.formats.saying import clock, closed_days, refuse_all_but, unreadable, unsayable
from xborder.hours.schedules import Schedule
from xborder.hours.week import DAYS
from xborder.values import day, whole

__all__ = ["from_zendesk", "to_zendesk"]

_FORMAT = "Zendesk"
_DAY = 24 * 60
_WEEK = 7 * _DAY


def from_zendesk(data: Mapping[str, Any], /, *, timezone: str | None = None, holidays: Iterable[Mapping[str, Any]] = ()) -> Schedule:
    """A schedule from Zendesk's: `intervals`, `time_zone`, and its holidays with `start_date` and `end_date`.

    Zendesk names zones in its own words ("Eastern Time (US & Canada)"): pass the IANA name as `timezone`.
    """
    name = timezone or str(data.get("time_zone", ""))
    if name not in zones.zone_names():
        raise FactError("unknown_zone", f"Zendesk's {name!r} is no IANA zone", path="/time_zone", value=name, hint="pass timezone='America/New_York'")
    found: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    for index, one in enumerate(data.get("intervals", ())):
        try:
            start, end = whole(one.get("start_time")), whole(one.get("end_time"))
        except FactError as error:
            raise error.under(index).under("intervals") from None
        if not (0 <= start < end <= _WEEK) or (end - 1) // _DAY != start // _DAY:
            unreadable(_FORMAT, f"an interval from {start} to {end}", "an interval lies within one day", dict(one), f"/intervals/{index}")
        found[(start // _DAY - 1) % 7].append((start % _DAY, (end - 1) % _DAY + 1))
    weekly = {name: [[clock(start), clock(end)] for start, end in intervals(merged(one))] for name, one in zip(DAYS, found, strict=True) if one}
    special = {f"{day(one['start_date'])}/{day(one['end_date'])}": list[Any]() for one in holidays}
    return Schedule(timezone=name, weekly=weekly, special=special)


def to_zendesk(schedule: Schedule, /, *, years: Iterable[int] = ()) -> dict[str, Any]:
    """Zendesk's intervals and holidays of a schedule; the holidays of its calendar are written out for the years named.

    What runs past midnight is written as two intervals, unless there are holidays, which would close the second of them.
    """
    years = tuple(years)
    refuse_all_but(schedule, _FORMAT, "special", *(("holidays",) if years else ()))
    holidays = closed_days(schedule, years, _FORMAT)
    for on, one in schedule.special:
        if one:
            unsayable(_FORMAT, f"the hours of {on}", "only closed days can be written", on)
        holidays.append((on, "Closed"))
    minutes: list[tuple[int, int]] = []
    for index, hours in enumerate(schedule.weekly):
        midnight = (index + 1) % 7 * _DAY
        for start, end in hours or ():
            if end > _DAY and holidays:
                unsayable(_FORMAT, "a night shift beside holidays", "end it at midnight and go on the next day", clock(end))
            for cut, following in pairwise(sorted({start, *(one for one in (_DAY, 2 * _DAY) if start < one < end), end})):
                first = (midnight + cut) % _WEEK
                minutes.append((first, first + following - cut))
    # Touching ones become one, but never over midnight.
    written = [
        {"start_time": index * _DAY + start, "end_time": index * _DAY + end}
        for index in range(7)
        for start, end in intervals(merged((one - index * _DAY, other - index * _DAY) for one, other in minutes if one // _DAY == index))
    ]
    dates = [{"name": name, "start_date": on.isoformat(), "end_date": on.isoformat()} for on, name in sorted(holidays)]
    return {"time_zone": schedule.timezone, "intervals": written, "holidays": dates}
