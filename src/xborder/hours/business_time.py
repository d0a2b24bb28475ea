"""When is so much open time over, and how much of it lies between two instants?

>>> desk = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["09:00", "17:00"]], "sat,sun": []}}
>>> due = business_time(desk, op="add", at=datetime(2026, 11, 20, 15, 30, tzinfo=UTC), amount={"n": "1", "unit": "hours"})
>>> due.instant.local.isoformat(), due.seconds
('2026-11-23T09:30:00+01:00', 3600)
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from datetime import date as Day  # noqa: N812 - an answer has a `date` of its own
from decimal import Decimal
from typing import Literal, final

from attrs import field, frozen

from xborder.atlas import EDITION, Atlas
from xborder.doors.holidays import Confidence
from xborder.errors import FactError
from xborder.hours.amounts import Amount, DayUnit
from xborder.hours.availability import schedule_at_the_door
from xborder.hours.moves import Move, between, moved, nth_day
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.telling import confidence_over, crossed, edition, estimates_over, silences
from xborder.hours.times import Times
from xborder.hours.windows import year_of
from xborder.reasons import Assumption, Caveat, Need, Reason, told
from xborder.values import Answer, choice, instant, named, read, whole

__all__ = ["BusinessTime", "Operation", "add_business_time", "business_time", "business_time_between", "nearest_open", "nth_working_day"]

Operation = Literal["add", "subtract", "between", "next_open", "nth_working_day"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
