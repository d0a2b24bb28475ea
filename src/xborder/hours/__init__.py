"""When are they awake? Opening hours on the place's own clock, with its holidays, and arithmetic in open time."""

from xborder.hours.amounts import Amount
from xborder.hours.availability import Availability, availability
from xborder.hours.business_time import (
    BusinessTime,
    add_business_time,
    business_time,
    business_time_between,
    nearest_open,
    nth_working_day,
    subtract_business_time,
)
from xborder.hours.calendars import Holidays, Ruling
from xborder.hours.contact import ContactWindow, ContactWindows, contact_windows
from xborder.hours.reach import Cap, Permitted
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.seasons import Season, ramadan
from xborder.hours.times import Times
from xborder.hours.week import Breaks, Special, Week
from xborder.hours.weekends import weekend, working_week
from xborder.hours.whereabouts import Place, Whereabouts, zones_of_address, zones_of_country, zones_of_phone

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
    "Place",
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
