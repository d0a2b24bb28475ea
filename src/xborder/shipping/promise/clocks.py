"""On which day of the buyer's calendar does something happen? Her clock, or all clocks she may live by."""

from datetime import UTC, datetime, timedelta
from typing import final

from xborder.atlas import Atlas, Entry
from xborder.atlas.timeline import key
from xborder.doors import zones
from xborder.errors import FactError
from xborder.locale.contact import Address

__all__ = ["Clocks", "buyers_clocks"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST = 4096
"""How many handovers are remembered for a place of many clocks: the same cut-off comes back order after order."""


@final
class Clocks:
    """The zones somebody may live in, `names`; none where nobody knows, and the atlas entry they were read from."""

    __slots__ = ("_days", "_zones", "entry", "first", "last", "names")

    def __init__(self, names: tuple[str, ...], entry: Entry | None = None, first: int = 0, last: int = 0) -> None:
        self.names = names
        self.entry = entry
        self.first = first
        self.last = last
        self._zones = tuple(zones.zone(one) for one in names)
        self._days: dict[int, tuple[int, int]] = {}

    def days(self, second: int) -> tuple[int, int]:
        """The first and the last day that these clocks show at a second."""
        at = _EPOCH + timedelta(seconds=second)
        if len(self._zones) == 1:
            day = at.astimezone(self._zones[0]).toordinal()
            return day, day
        known = self._days.get(second)
        if known is None:
            shown = [at.astimezone(one).toordinal() for one in self._zones]
            if len(self._days) >= _MOST:
                self._days.clear()
            known = self._days[second] = min(shown), max(shown)
        return known

    def zone(self, *seconds: int | None) -> str | None:
        """The zone of the dates these clocks show at some seconds: None where they show different ones."""
        if len(self.names) < 2:  # noqa: PLR2004 - one clock agrees with itself
            return self.names[0] if self.names else None
        alike = all(len(set(self.days(one))) == 1 for one in seconds if one is not None)
        return self.names[0] if alike else None


def buyers_clocks(address: Address, timezone: str | None, at: datetime, world: Atlas) -> Clocks:
    """The clocks of an address at an instant: the zone that was named, else those its place's page lists."""
    book: dict[object, Clocks] = world.remember(("shipping.promise.clocks",), dict)
    if timezone is not None:
        found = book.get((timezone,))
        return found if found is not None else book.setdefault((timezone,), Clocks((timezone,)))
    scope, second = address.scope, key(at)
    found = book.get(scope)
    if found is None or not found.first <= second <= found.last:
        found = book[scope] = _clocks(address, second, world)
    return found


def _clocks(address: Address, second: int, world: Atlas) -> Clocks:
    stretch = world.find(address.scope, "hours.zones", second)
    names = tuple(stretch.entry.value) if stretch.entry else _listed(address)
    return Clocks(names, stretch.entry, stretch.first, stretch.last)


def _listed(address: Address) -> tuple[str, ...]:
    try:
        return zones.zones_of(address.country)
    except FactError:  # tzdata lists no zone for it, as for XK
        return ()
