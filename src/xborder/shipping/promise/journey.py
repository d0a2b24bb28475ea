"""The days on which each stage begins and ends, at the earliest and at the latest: the arithmetic of a promise.

Two parcels travel: the early one takes each stage's `min` and loses no day it need not lose, the late one takes `max` and
loses every day it may. Up to the pickup their days are the warehouse's; at its cut-off they become the buyer's.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple, final

from attrs import field, frozen

from xborder.atlas import Atlas
from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours.windows import FIRST_YEAR, LAST_YEAR
from xborder.shipping.promise.clocks import Clocks, buyers_clocks
from xborder.shipping.promise.facts import AT_WAREHOUSE, Calendar, PromiseRequest, Stage
from xborder.shipping.promise.workdays import Workdays, workdays

__all__ = [
    "Leg",
    "Route",
    "Tape",
    "counted",
    "cross",
    "day_at_warehouse",
    "depart",
    "follow",
    "in_reach",
    "journey",
    "leaves",
    "route_of",
    "shown",
    "travelled",
]

Day = int | None

_TRIES = 400
_DAY = 86_400


class Leg(NamedTuple):
    """One stage: the day the parcel comes to it, the day work begins, the day it is done; of the early and the late one."""

    early: tuple[Day, Day, Day]
    late: tuple[Day, Day, Day]


class Tape(NamedTuple):
    """The figures of a promise, of the early and of the late parcel; days are ordinals.

    When it was placed (a day and a minute of it), from which day it counts, each stage, when it left the warehouse (in
    seconds since 1970), when it arrives.
    """

    placed: tuple[int, int]
    counts: tuple[Day, Day]
    legs: tuple[Leg, ...]
    left: tuple[int | None, int | None]
    earliest: Day
    latest: Day


def _edition(world: Atlas) -> str:
    return world.edition


@final
@frozen
class Route:
    """A request with its calendars and clocks opened: `days` for each stage, `gate` for the cut-off."""

    request: PromiseRequest
    world: Atlas = field(repr=False, eq=_edition, hash=False)
    days: tuple[Workdays | None, ...] = field(repr=False, eq=False)
    gate: Workdays | None = field(repr=False, eq=False)
    clocks: Clocks = field(repr=False, eq=False)
    crossing: int = field(repr=False, eq=False)

    def __reduce__(self) -> tuple[object, ...]:
        return (route_of, (self.request, self.world))


def route_of(request: PromiseRequest, world: Atlas) -> Route:
    """The calendars and clocks of a request; which ones stages take for granted depends on both ends of the way."""
    house, to = request.warehouse, request.ship_to
    crossing, days = 0, []
    for stage in request.stages:
        if stage.name in AT_WAREHOUSE:
            crossing += 1
            days.append(_calendar(stage, house.country, house.region, world))
        else:
            days.append(_calendar(stage, to.country, to.region, world))
    clocks = buyers_clocks(to, request.timezone, request.placed_at, world)
    gate = days[0] if crossing else workdays(_NONE, house.country, house.region, world)
    return Route(request, world, tuple(days), gate, clocks, crossing)


_NONE = Calendar()


def _calendar(stage: Stage, country: str, region: str | None, world: Atlas) -> Workdays | None:
    """The days a stage works; None where every day counts."""
    if stage.unit == "days" and stage.calendar == _NONE:
        return None
    return workdays(stage.calendar, country, region, world)


def in_reach(at: datetime, name: str) -> datetime:
    """An instant of a year that calendars are kept for."""
    if not FIRST_YEAR < at.year < LAST_YEAR:
        text = f"{at} is outside the years {FIRST_YEAR} to {LAST_YEAR}"
        raise FactError("instant_out_of_range", text, path=f"/{name}", value=at, hint="ask of a day people live in")
    return at


def day_at_warehouse(route: Route, at: datetime) -> tuple[int, int]:
    """The day and the minute that the warehouse's clock shows."""
    shown = at.astimezone(zones.zone(route.request.warehouse.timezone))
    return shown.toordinal(), shown.hour * 60 + shown.minute


def depart(route: Route, placed: tuple[int, int], *, slow: bool) -> Day:
    """The first day that counts for an order that is there at a minute of a day: day 0."""
    cutoff, gate, day = route.request.warehouse.cutoff, route.gate, placed[0]
    for _ in range(_TRIES):
        if gate is not None:
            found = gate.first(day, slow=slow)
            if found is None:
                return None
            day = found
        cut = cutoff[(day - 1) % 7 if gate is None else gate.weekday(day)]
        if cut is not None and (day != placed[0] or placed[1] < cut):
            return day
        day += 1
    return None


def leaves(route: Route, day: Day) -> int | None:
    """The second at which what was picked up on a day leaves: the cut-off of that day."""
    if day is None:
        return None
    house, gate = route.request.warehouse, route.gate
    asked = day, (day - 1) % 7 if gate is None else gate.weekday(day)
    known = house.memo.get(asked)
    if known is None:
        cut = house.cutoff[asked[1]]
        minutes = max(one for one in house.cutoff if one is not None) if cut is None else cut
        known = house.memo[asked] = zones.second(zones.zone(house.timezone), datetime.fromordinal(day) + timedelta(minutes=minutes))
    return known


def cross(route: Route, left: tuple[int | None, int | None]) -> tuple[Day, Day]:
    """The days of the buyer's calendar on which the parcels leave."""
    if not route.clocks.names:
        return None, None
    early, late = left
    return None if early is None else route.clocks.days(early)[0], None if late is None else route.clocks.days(late)[1]


def follow(route: Route, index: int, day: Day, count: int, *, slow: bool) -> tuple[Day, Day, Day]:
    """One parcel through one stage: the day it comes, the day work begins, the day it is done after so many days."""
    days = route.days[index]
    if day is None:
        return None, None, None
    if days is None:
        return day, day, day + count
    try:
        if route.request.stages[index].unit == "working_days":
            return (day, *days.walk(day, count, slow=slow))
        start = days.first(day, slow=slow)
        return day, start, None if start is None else days.first(start + count, slow=slow)
    except FactError as error:
        raise error.under("calendar").under(index).under("stages") from None


def counted(route: Route, index: int, start: int, end: int, *, slow: bool) -> int:
    """How many of a stage's days lie after one day, up to and with another."""
    days = route.days[index]
    if days is None or route.request.stages[index].unit == "days":
        return max(0, end - start)
    return days.count(start, end, slow=slow)


def journey(route: Route) -> Tape:
    """A promise's figures."""
    placed = day_at_warehouse(route, in_reach(route.request.placed_at, "placed_at"))
    try:
        early = late = depart(route, placed, slow=False)
        if route.gate is not None and route.gate.slows:
            late = depart(route, placed, slow=True)
    except FactError as error:
        raise error.under("calendar").under(0).under("stages") from None
    return travelled(route, Tape(placed, (early, late), (), (None, None), early, late))


def travelled(route: Route, tape: Tape) -> Tape:
    """A tape with the stages that are still to come added to it."""
    early, late, left = tape.earliest, tape.latest, tape.left
    legs = list(tape.legs)
    for index, stage in enumerate(route.request.stages[len(legs) :], len(legs)):
        if index == route.crossing:
            left = leaves(route, early), leaves(route, late)
            early, late = cross(route, left)
        leg = Leg(follow(route, index, early, stage.min, slow=False), follow(route, index, late, stage.max, slow=True))
        early, late = leg.early[2], leg.late[2]
        legs.append(leg)
    if route.crossing == len(legs):
        left = leaves(route, early), leaves(route, late)
        early, late = cross(route, left)
    return Tape(tape.placed, tape.counts, tuple(legs), left, early, late)


def shown(day: Day) -> date | None:
    """An ordinal as a date."""
    return None if day is None else date.fromordinal(day)
