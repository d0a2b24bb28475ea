"""A promise as one would first write it: from day to day, asking `holidays` about each. Written apart from the library."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

ONE = timedelta(days=1)


@cache
def book(country):
    return holidays.country_holidays(country, years=range(2009, 2032), expand=False, language="en_US")


def works(country, on):
    return book(country).is_working_day(on)


def open_on(calendar, on):
    if any(date.fromisoformat(one["start"]) <= on <= date.fromisoformat(one["end"]) for one in calendar.get("closures", ())):
        return False
    return works(calendar["country"], on)


def naive_promise(placed_at, warehouse, stages, timezone, side):
    """One end of the range: `min` or `max`."""
    at = datetime.fromisoformat(placed_at) if isinstance(placed_at, str) else placed_at
    shown = at.astimezone(ZoneInfo(warehouse["timezone"]))
    on, time = shown.date(), shown.strftime("%H:%M")
    first = stages[0]["calendar"]
    while not open_on(first, on) or (on == shown.date() and time >= warehouse["cutoff"]):
        on += ONE
    gone = False
    for stage in stages:
        if not gone and stage["name"] not in ("handling", "pickup"):
            gone = True
            hour, minute = map(int, warehouse["cutoff"].split(":"))
            left = datetime(on.year, on.month, on.day, hour, minute, tzinfo=ZoneInfo(warehouse["timezone"]))
            on = left.astimezone(ZoneInfo(timezone)).date()
        if stage["unit"] == "days":
            on += ONE * stage[side]
            continue
        while not open_on(stage["calendar"], on):
            on += ONE
        for _ in range(stage[side]):
            on += ONE
            while not open_on(stage["calendar"], on):
                on += ONE
    return on
