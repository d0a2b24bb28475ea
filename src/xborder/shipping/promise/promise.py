"""When will it come? A range of days on the buyer's calendar, and why each day between did not count.

>>> from xborder import promise
>>> shanghai = {"timezone": "Asia/Shanghai", "country": "CN", "cutoff": "14:00"}
>>> stages = [
...     {"name": "handling", "min": 1, "max": 2, "unit": "working_days", "calendar": {"country": "CN"}},
...     {"name": "transit", "min": 5, "max": 8, "unit": "days"},
...     {"name": "delivery", "min": 0, "max": 1, "unit": "working_days", "calendar": {"country": "DE"}},
... ]
>>> told = promise("2026-02-13T15:00:00+08:00", warehouse=shanghai, stages=stages, ship_to="DE")
>>> told.earliest.isoformat(), told.latest.isoformat()
('2026-03-02', '2026-03-06')
>>> [one.name + ": " + one.earliest.isoformat() for one in told.stages]
['handling: 2026-02-24', 'transit: 2026-03-01', 'delivery: 2026-03-02']
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from marshal import dumps
from typing import Any, final

from attrs import field, frozen

from xborder.atlas import Atlas, standard
from xborder.doors import holidays as book
from xborder.doors import zones
from xborder.doors.holidays import Confidence
from xborder.locale.contact import Address
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason
from xborder.shipping.promise.account import Skipped, assumptions_of, caveats_of, needs_of, reasons_of, skipped_on
from xborder.shipping.promise.facts import AT_WAREHOUSE, Arrival, PromiseRequest, Stage, StageName, Warehouse
from xborder.shipping.promise.journey import Route, Tape, journey, route_of, shown
from xborder.shipping.promise.workdays import SURE
from xborder.values import Value

__all__ = ["Promise", "StageDates", "promise"]

_MOST = 256
"""How many ways are remembered as they were read."""


@final
@frozen(kw_only=True)
class StageDates(Value):
    """When a stage is done, on the calendar of the zone named, and the days on the way to it that did not count."""

    name: StageName
    earliest: date | None
    latest: date | None
    timezone: str | None
    skipped: tuple[Skipped, ...]


@final
@frozen(kw_only=True)
class Promise(Answer):
    """The days between which an order arrives, on the buyer's calendar, both included; None where nobody can say.

    `timezone` is None where her address leaves several clocks open on which the dates differ: the range then holds for all
    of them. `confidence` is that of the least sure day that was counted or skipped.
    """

    WIRE = ("earliest", "latest", "timezone", "stages", "confidence", "status", "edition", "because", "needs", "caveats", "assumed")

    route: Route
    tape: Tape = field(repr=False)

    @property
    def request(self) -> PromiseRequest:
        """What was asked: the facts that `reestimate` starts from."""
        return self.route.request

    @property
    def earliest(self) -> date | None:
        """The first day on which it may arrive."""
        return shown(self.tape.earliest)

    @property
    def latest(self) -> date | None:
        """The last day on which it is to arrive."""
        return shown(self.tape.latest)

    @property
    def arrival(self) -> Arrival | None:
        """Both days, or None while one of them is not known."""
        earliest, latest = self.earliest, self.latest
        return None if earliest is None or latest is None else Arrival(earliest=earliest, latest=latest)

    @property
    def timezone(self) -> str | None:
        """The zone whose calendar the days are of."""
        return self.route.clocks.zone(*self.tape.left)

    @property
    def stages(self) -> tuple[StageDates, ...]:
        """Each stage: when it is done, and which days did not count."""
        route, hers = self.route, self.timezone
        return tuple(
            StageDates(
                name=stage.name,
                earliest=shown(leg.early[2]),
                latest=shown(leg.late[2]),
                timezone=self.request.warehouse.timezone if stage.name in AT_WAREHOUSE else hers,
                skipped=skipped_on(route, self.tape, index),
            )
            for index, (stage, leg) in enumerate(zip(self.request.stages, self.tape.legs, strict=True))
        )

    @property
    def confidence(self) -> Confidence:
        """How surely the days on the way are known."""
        tape, route = self.tape, self.route
        if tape.earliest is None or tape.latest is None or tape.counts[1] is None:
            return "unknown"
        doubt = 0 if route.gate is None else route.gate.doubt(tape.placed[0], tape.counts[1])
        for days, leg in zip(route.days, tape.legs, strict=True):
            start, end = leg.early[0], leg.late[2]
            if days is not None and start is not None and end is not None:
                doubt = max(doubt, days.doubt(start, end))
        return SURE[doubt]

    @property
    def edition(self) -> str:
        """All data that was read, by name and edition."""
        parts = [self.route.world.edition, f"tzdata-{zones.version()}"]
        read = any(one is not None and one.country is not None for one in (*self.route.days, self.route.gate))
        return " ".join([*parts, f"holidays-{book.version()}"] if read else parts)

    @property
    def because(self) -> tuple[Reason, ...]:
        """How the days follow: the cut-off, each stage, the change of clocks, half days."""
        return reasons_of(self.route, self.tape)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What keeps a day open: years nobody has written down, a clock nobody named."""
        return needs_of(self.route, self.tape)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """The days on the way whose standing is only estimated."""
        return caveats_of(self.route, self.tape)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The calendars that no stage names."""
        return assumptions_of(self.route)


def promise(
    placed_at: datetime | str,
    /,
    *,
    warehouse: Warehouse | Mapping[str, Any],
    stages: Iterable[Stage | Mapping[str, Any]],
    ship_to: Address | Mapping[str, Any] | str,
    timezone: str | None = None,
    atlas: Atlas | None = None,
) -> Promise:
    """When will an order come?

    An order at the cut-off misses it. Day 0 is the first day that counts at the warehouse; each stage then begins on the
    first working day of its own calendar and takes so many days more. What is picked up leaves at the cut-off: at that
    instant the day becomes one of the buyer's calendar.
    """
    world = standard() if atlas is None else atlas
    way: Any = warehouse, stages, ship_to, timezone
    try:
        plain = dumps(way, 2)
    except ValueError:  # values, not plain data
        request = PromiseRequest(placed_at=placed_at, warehouse=warehouse, stages=stages, ship_to=ship_to, timezone=timezone)
    else:
        request = _read_once(world, plain, placed_at, *way)
    route = route_of(request, world)
    return Promise(route=route, tape=journey(route))


def _read_once(world: Atlas, plain: bytes, placed_at: datetime | str, *way: Any) -> PromiseRequest:
    """A request whose way, written as plain data, is read once for all orders that take it."""
    shelf: dict[bytes, PromiseRequest] = world.remember(("shipping.promise.ways",), dict)
    known = shelf.get(plain)
    if known is not None:
        return PromiseRequest(placed_at=placed_at, warehouse=known.warehouse, stages=known.stages, ship_to=known.ship_to, timezone=known.timezone)
    warehouse, stages, ship_to, timezone = way
    request = PromiseRequest(placed_at=placed_at, warehouse=warehouse, stages=stages, ship_to=ship_to, timezone=timezone)
    if len(shelf) >= _MOST:
        shelf.clear()
    shelf[plain] = request
    return request
