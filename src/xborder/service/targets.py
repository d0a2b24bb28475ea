"""What a clock is asked: how much time there is, what has happened to it, and which hours count."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal, final

from attrs import field, frozen

from xborder.errors import FactError
from xborder.hours.amounts import Amount, DayUnit
from xborder.hours.schedules import Combined, Schedule
from xborder.money import Rate
from xborder.values import Value, choice, instant, named

__all__ = ["ClockUnit", "ScheduleChange", "SlaEvent", "SlaTarget"]

Act = Literal["start", "pause", "resume", "stop", "reopen"]
ClockUnit = Literal["elapsed", "business"]


def _amount(value: Amount | Mapping[str, Any] | timedelta) -> Amount:
    return Amount.read(value)


def _clock(value: ClockUnit) -> ClockUnit:
    return choice(value, "elapsed", "business")


def _day(value: DayUnit) -> DayUnit:
    return choice(value, "24_hours", "working_day")


def _share(value: Rate | str) -> Rate:
    share = Rate.read(value)
    if share.exact > 1:
        raise FactError("unusable_share", f"a clock is at risk at a part of its time, not at {share}", value=share, hint="write 80 % as '0.8'")
    return share


@final
@frozen(kw_only=True, field_transformer=named)
class SlaTarget(Value):
    """How much time there is, on which clock, and from which part of it on the answer is at risk.

    A `day` of business time is 24 open hours, or one working day: the same time of the next day that has hours.
    """

    amount: Amount = field(converter=_amount)
    clock: ClockUnit = field(converter=_clock)
    day: DayUnit = field(default="24_hours", converter=_day)
    at_risk: Rate = field(factory=lambda: Rate("0.8"), converter=_share)

    def __attrs_post_init__(self) -> None:
        if self.amount.n == 0:
            raise FactError("no_time", "a target of no time is missed before it begins", path="/amount/n", value=self.amount.n, hint="1 or more")


def _act(value: Act) -> Act:
    return choice(value, "start", "pause", "resume", "stop", "reopen")


def _instant(value: datetime | str) -> datetime:
    return instant(value)


@final
@frozen(kw_only=True, field_transformer=named)
class SlaEvent(Value):
    """What happened to a clock. A ticket that is opened again goes on with its old clock; the time between does not count."""

    act: Act = field(converter=_act)
    at: datetime = field(converter=_instant)


def _hours(value: Schedule | Combined | Mapping[str, Any]) -> Schedule | Combined:
    return Schedule.read(value)


@final
@frozen(kw_only=True, field_transformer=named)
class ScheduleChange(Value):
    """Other hours, from an instant on."""

    since: datetime = field(converter=_instant)
    schedule: Schedule | Combined = field(converter=_hours)
