"""When are they awake? Opening hours on the place's own clock, with its holidays, and arithmetic in open time."""

from xborder.hours.availability import Availability, availability
from xborder.hours.calendars import Holidays, Ruling
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.seasons import Season, ramadan
from xborder.hours.times import Times
from xborder.hours.week import Breaks, Special, Week

__all__ = ["Availability", "Breaks", "Combined", "Holidays", "Ruling", "Schedule", "Season", "Special", "Times", "Week", "availability", "ramadan"]
