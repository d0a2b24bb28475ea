"""What a promise is made of: the warehouse, the stages on the way, and the calendar that each of them keeps."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, final

from attrs import converters, field, frozen

from xborder.codes import Country
from xborder.codes.address import Address, region_of
from xborder.errors import FactError
from xborder.hours.times import zone_name
from xborder.hours.week import DAYS, week
from xborder.values import Value, choice, day, instant, named, read, sequence, text, whole

__all__ = ["STAGES", "Arrival", "Calendar", "Closure", "Cutoff", "PromiseRequest", "Stage", "StageName", "Unit", "Warehouse", "arrival"]

StageName = Literal["handling", "pickup", "transit", "customs", "delivery"]
Unit = Literal["working_days", "days"]

STAGES: tuple[StageName, ...] = ("handling", "pickup", "transit", "customs", "delivery")
AT_WAREHOUSE: tuple[StageName, ...] = ("handling", "pickup")
"""The stages that keep the warehouse's clock; all others keep the buyer's."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_LONGEST = 730
_SLOWEST = 120


def _day(value: date | str) -> date:
    return day(value)


def _days(value: int | str, most: int) -> int:
    count = whole(value)
    if not 0 <= count <= most:
        raise FactError("unusable_days", f"{count} days are not between 0 and {most}", value=count, hint="check the unit")
    return count


def _slow(value: int | str) -> int:
    return _days(value, _SLOWEST)


def _span(value: int | str) -> int:
    return _days(value, _LONGEST)


def _in_order(first: date, last: date) -> None:
    if last < first:
        raise FactError("ends_before_start", f"{first} to {last} ends before it starts", value=last, hint="put the earlier day first")


@final
@frozen(kw_only=True, field_transformer=named)
class Closure(Value):
    """Days on which somebody does not work, `start` and `end` included, whatever the calendar says.

    >>> Closure(start="2026-02-10", end="2026-02-28", recovery_days=5).end.isoformat()
    '2026-02-28'

    Orders are queued meanwhile, so work may be slow round it: on the last `ramp_down_days` working days before `start`, and the
    first `recovery_days` after `end`, it may or may not be done. The earliest date counts these days, the latest does not: they
    widen a range at its far end, and nothing else. They are working days of this calendar, put off by its holidays and its
    other closures, and slow only the stages that keep it. How many there are only those know who work there: none are
    supposed, and the holidays of a country bring none.
    """

    start: date = field(converter=_day)
    end: date = field(converter=_day)
    recovery_days: int = field(default=0, converter=_slow)
    ramp_down_days: int = field(default=0, converter=_slow)
    name: str | None = field(default=None, converter=converters.optional(text))

    def __attrs_post_init__(self) -> None:
        _in_order(self.start, self.end)


def _country(value: Country | str) -> Country:
    return Country(value)


def _weekdays(value: Iterable[str] | str) -> tuple[str, ...]:
    written = (value,) if isinstance(value, str) else sequence(value, text)
    if not written:
        raise FactError("no_weekdays", "somebody who works on no weekday delivers nothing", value="[]", hint="leave weekdays out, or name them as 'mon-fri'")
    return tuple(name for name, found in zip(DAYS, _named(",".join(written)), strict=True) if found)


def _named(key: str) -> list[bool]:
    """Which days of the week a key such as `mon-wed,sat` names."""
    try:
        return [one is not None for one in week({key: []})]
    except FactError as error:
        error.path = ""
        raise


def _closures(value: Iterable[Closure | Mapping[str, Any]]) -> tuple[Closure, ...]:
    return tuple(sorted(sequence(value, lambda one: read(Closure, one)), key=lambda one: (one.start, one.end)))


@final
@frozen(kw_only=True, cache_hash=True, field_transformer=named)
class Calendar(Value):
    """Which days somebody works: those of a country, or named weekdays, or the named weekdays of a country; less closures.

    >>> Calendar(country="CN", weekdays="mon-sat").weekdays
    ('mon', 'tue', 'wed', 'thu', 'fri', 'sat')

    With a country its holidays are off and its make-up days on (they are the weekday they make up for); without one, no
    holiday is. Left out altogether, the country is that of the warehouse or, from transit on, the buyer's.
    """

    country: Country | None = field(default=None, converter=converters.optional(_country))
    region: str | None = field(default=None, converter=converters.optional(region_of))
    weekdays: tuple[str, ...] | None = field(default=None, converter=converters.optional(_weekdays))
    closures: tuple[Closure, ...] = field(default=(), converter=_closures)

    def __attrs_post_init__(self) -> None:
        if self.region is not None and self.country is None:
            text = f"region {self.region!r} is of no country"
            raise FactError("region_without_country", text, path="/region", value=self.region, hint="name the country too")


@final
class Cutoff(tuple["int | None", ...]):
    """Until when an order leaves on the same day, in minutes from midnight, Monday to Sunday; None where nothing leaves."""

    __slots__ = ()

    def to_dict(self) -> str | dict[str, str]:
        """The times as they are written down."""
        written = [None if one is None else f"{one // 60:02d}:{one % 60:02d}" for one in self]
        if written[0] is not None and len(set(written)) == 1:
            return written[0]
        return {name: one for name, one in zip(DAYS, written, strict=True) if one is not None}


def _minute(value: object) -> int:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise FactError("not_a_time", f"{value!r} is not a time of day", value=value, hint="write hours and minutes with two digits each, as '14:00'")
    return int(value[:2]) * 60 + int(value[3:])


def _cutoff(value: Cutoff | Mapping[str, str] | str) -> Cutoff:
    if isinstance(value, Cutoff):
        return value
    if not isinstance(value, Mapping):
        return Cutoff([_minute(value)] * 7)
    found: list[int | None] = [None] * 7
    for key, one in value.items():
        try:
            minute = _minute(one)
            for index, holds in enumerate(_named(str(key))):
                if holds and found[index] is not None:
                    raise FactError("day_twice", f"{DAYS[index]!r} is named twice", value=key, hint="name each day once")
                found[index] = minute if holds else found[index]
        except FactError as error:
            raise error.under(str(key)) from None
    if not any(one is not None for one in found):
        raise FactError("no_cutoff", "a warehouse that nothing ever leaves cannot promise", value="{}", hint="name a time, as '14:00'")
    return Cutoff(found)


@final
@frozen(kw_only=True, field_transformer=named)
class Warehouse(Value):
    """Where an order leaves from, and until when on the same day. An order at the cut-off itself misses it.

    >>> Warehouse(timezone="Asia/Shanghai", country="CN", cutoff={"mon-fri": "16:00", "sat": "11:00"}).cutoff.to_dict()["sat"]
    '11:00'
    """

    timezone: str = field(converter=zone_name)
    country: Country = field(converter=_country)
    cutoff: Cutoff = field(converter=_cutoff)
    region: str | None = field(default=None, converter=converters.optional(region_of))
    memo: dict[tuple[int, int], int] = field(factory=dict, init=False, repr=False, eq=False, hash=False)


def _name(value: StageName) -> StageName:
    return choice(value, *STAGES)


def _unit(value: Unit) -> Unit:
    return choice(value, "working_days", "days")


def _calendar(value: Calendar | Mapping[str, Any] | None) -> Calendar:
    return Calendar() if value is None else read(Calendar, value)


@final
@frozen(kw_only=True, field_transformer=named)
class Stage(Value):
    """One part of the way: how long it takes at least and at most.

    `working_days` are counted in the stage's calendar. `days` are counted one by one, but the stage begins and ends on a
    working day of its calendar, where it has one.
    """

    name: StageName = field(converter=_name)
    min: int = field(converter=_span)
    max: int = field(converter=_span)
    unit: Unit = field(converter=_unit)
    calendar: Calendar = field(factory=Calendar, converter=_calendar)

    def __attrs_post_init__(self) -> None:
        if self.max < self.min:
            text = f"{self.name} takes at least {self.min} and at most {self.max} days"
            raise FactError("max_below_min", text, path="/max", value=self.max, hint="swap them")


def _stages(value: Iterable[Stage | Mapping[str, Any]]) -> tuple[Stage, ...]:
    stages = sequence(value, lambda one: read(Stage, one))
    if not stages:
        raise FactError("no_stages", "an order with no stages never arrives", value="[]", hint="add a stage, as transit")
    gone = False
    for index, one in enumerate(stages):
        if one.name not in AT_WAREHOUSE:
            gone = True
        elif gone:
            text = f"{one.name} comes after the order has left the warehouse"
            raise FactError("stage_out_of_order", text, path=f"/{index}/name", value=one.name, hint="put it before transit, customs and delivery")
    return stages


def _warehouse(value: Warehouse | Mapping[str, Any]) -> Warehouse:
    return read(Warehouse, value)


def _address(value: Address | Mapping[str, Any] | str) -> Address:
    return Address.read(value)


def _instant(value: datetime | str) -> datetime:
    return instant(value)


@final
@frozen(kw_only=True, field_transformer=named)
class PromiseRequest(Value):
    """The facts of a promise, kept together: what `promise` was asked, and what `reestimate` starts from.

    `timezone` is the buyer's clock, where her address alone leaves it open.
    """

    placed_at: datetime = field(converter=_instant)
    warehouse: Warehouse = field(converter=_warehouse)
    stages: tuple[Stage, ...] = field(converter=_stages)
    ship_to: Address = field(converter=_address)
    timezone: str | None = field(default=None, converter=converters.optional(zone_name))


@final
@frozen(kw_only=True, field_transformer=named)
class Arrival(Value):
    """The first and the last day on which something is to arrive, on the buyer's calendar."""

    earliest: date = field(converter=_day)
    latest: date = field(converter=_day)

    def __attrs_post_init__(self) -> None:
        _in_order(self.earliest, self.latest)


def arrival(value: Arrival | Mapping[str, Any] | None) -> Arrival | None:
    """A range at the door, or none."""
    return None if value is None else read(Arrival, value)
