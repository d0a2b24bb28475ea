"""When are they awake? Opening hours on the place's own clock, with its holidays, and arithmetic in open time."""

from xborder.hours.availability import Availability, availability
from xborder.hours.calendars import Holidays, Ruling
from xborder.hours.schedules import Schedule
from xborder.hours.times import Times
from xborder.hours.week import Special, Week

__all__ = ["Availability", "Holidays", "Ruling", "Schedule", "Special", "Times", "Week", "availability"]
