"""Business days and cut-off as the delivery times of Google's Content API write them.

>>> until = from_delivery_time({"cutoffTime": {"hour": 14, "minute": 30, "timezone": "Europe/Berlin"}})
>>> until.weekly.to_dict()
{'mon-fri': [['00:00', '14:30']]}
"""

from collections.abc import Mapping
from typing import Any, Literal

from xborder.errors import FactError
from xborder.hours.formats.saying import NAMES, clock, days_named, refuse_all_but, unreadable, unsayable
from xborder.hours.schedules import Schedule
from xborder.hours.week import DAYS
from xborder.values import choice, nearest, whole

__all__ = ["from_delivery_time", "to_delivery_time"]

_FORMAT = "Google"
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
_DEFAULT = {"hour": 8, "minute": 0, "timezone": "America/Los_Angeles"}
"""What Google takes where no cut-off is given: 8AM PST."""


def from_delivery_time(data: Mapping[str, Any], /, *, of: Literal["handling", "transit"] = "handling", timezone: str | None = None) -> Schedule:
    """The hours in which an order is still handled on the same day: from midnight to the cut-off of each business day.

    An order placed while it is open counts for that day, any other for the day it next opens on; one at the cut-off misses
    it. With `of="transit"` the days on which parcels move, whole. Holiday cut-offs are promises, not hours, and refused.
    """
    which = choice(of, "handling", "transit")
    if data.get("holidayCutoffs"):
        unreadable(_FORMAT, "a cut-off before a holiday", "leave holidayCutoffs out", data["holidayCutoffs"], "/holidayCutoffs")
    cutoff = data.get("cutoffTime") or _DEFAULT
    hour, minute = whole(cutoff.get("hour", 0)), whole(cutoff.get("minute", 0))
    if not (0 <= hour < 24 and 0 <= minute < 60) or hour + minute == 0:
        unreadable(_FORMAT, f"the cut-off {hour}:{minute:02d}", "it lies between 00:01 and 23:59", dict(cutoff), "/cutoffTime")
    key = f"{which}BusinessDayConfig"
    days = (data.get(key) or {}).get("businessDays", _WEEK)
    for index, one in enumerate(days):
        if str(one).lower() not in (name.lower() for name in NAMES):
            path = f"/{key}/businessDays/{index}"
            raise FactError(
                "unknown_day", f"{one!r} is no day of the week", path=path, value=one, hint=nearest(str(one).lower(), [name.lower() for name in NAMES])
            )
    end = clock(hour * 60 + minute) if which == "handling" else "24:00"
    short = {name.lower(): one for name, one in zip(NAMES, DAYS, strict=True)}
    weekly = {short[str(one).lower()]: [["00:00", end]] for one in dict.fromkeys(days)}
    return Schedule(timezone=timezone or str(cutoff.get("timezone") or _DEFAULT["timezone"]), weekly=weekly)


def to_delivery_time(schedule: Schedule, /) -> dict[str, Any]:
    """The cut-off and the business days of a schedule that is open from midnight to one cut-off on each of its days."""
    refuse_all_but(schedule, _FORMAT)
    ends = {one for one in schedule.weekly if one}
    if len(ends) != 1 or len(only := next(iter(ends))) != 1 or only[0][0] != 0 or only[0][1] >= 24 * 60:
        unsayable(_FORMAT, "hours that are no cut-off", "open each day from 00:00 to one cut-off before midnight", schedule.weekly.to_dict())
    hour, minute = divmod(only[0][1], 60)
    days = [name.lower() for name in days_named(schedule.weekly)]
    return {"cutoffTime": {"hour": hour, "minute": minute, "timezone": schedule.timezone}, "handlingBusinessDayConfig": {"businessDays": days}}
