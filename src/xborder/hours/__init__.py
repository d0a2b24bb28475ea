"""When are they awake? Opening hours on the place's own clock, with its holidays, and arithmetic in open time.

Hours themselves and whether they are open come at once; who asks no more needs nothing of what finds the hours to call in.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from xborder.hours.availability import Availability, availability

if TYPE_CHECKING:
    from xborder.hours.amounts import Amount
    from xborder.hours.calendars import Holidays, Ruling
    from xborder.hours.contact import ContactWindow, ContactWindows, contact_windows
    from xborder.hours.reach import Cap, Permitted
    from xborder.hours.reckoning import (
        BusinessTime,
        add_business_time,
        business_time,
        business_time_between,
        nearest_open,
        nth_working_day,
        subtract_business_time,
    )
    from xborder.hours.schedules import Combined, Schedule
    from xborder.hours.seasons import Season, ramadan
    from xborder.hours.times import Times
    from xborder.hours.week import Breaks, Special, Week
    from xborder.hours.weekends import half_days, weekend, working_week
    from xborder.hours.whereabouts import Whereabouts, zones_of_address, zones_of_country, zones_of_phone

_HOMES = {
    "amounts": ("Amount",),
    "reckoning": (
        *("BusinessTime", "add_business_time", "business_time", "business_time_between"),
        *("nearest_open", "nth_working_day", "subtract_business_time"),
    ),
    "calendars": ("Holidays", "Ruling"),
    "contact": ("ContactWindow", "ContactWindows", "contact_windows"),
    "reach": ("Cap", "Permitted"),
    "schedules": ("Combined", "Schedule"),
    "seasons": ("Season", "ramadan"),
    "times": ("Times",),
    "week": ("Breaks", "Special", "Week"),
    "weekends": ("half_days", "weekend", "working_week"),
    "whereabouts": ("Whereabouts", "zones_of_address", "zones_of_country", "zones_of_phone"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Amount",
    "Availability",
    "Breaks",
    "BusinessTime",
    "Cap",
    "Combined",
    "ContactWindow",
    "ContactWindows",
    "Holidays",
    "Permitted",
    "Ruling",
    "Schedule",
    "Season",
    "Special",
    "Times",
    "Week",
    "Whereabouts",
    "add_business_time",
    "availability",
    "business_time",
    "business_time_between",
    "contact_windows",
    "half_days",
    "nearest_open",
    "nth_working_day",
    "ramadan",
    "subtract_business_time",
    "weekend",
    "working_week",
    "zones_of_address",
    "zones_of_country",
    "zones_of_phone",
]


def __getattr__(name: str) -> object:
    """Loads what a name stands for when it is first touched."""
    if name not in _HOME_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """What is public."""
    return list(__all__)
