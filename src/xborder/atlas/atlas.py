"""The world as written down: layers of pages, looked up by place, rule and day.

A lookup falls: region → place → the blocs it belonged to that day → world. A later layer outranks all of an earlier
one. Silence falls through; silence everywhere is a `Need`, never a zero.
"""

from collections.abc import Callable, Hashable, Iterator
from datetime import date, datetime
from typing import Any, Protocol, TypeVar, final

from attrs import evolve, field, frozen

from xborder.atlas.layers import Layer, Pages, Printed, merged, timeline
from xborder.atlas.page import FOLDERS, Page, home
from xborder.atlas.timeline import BEGINNING, END, Entry, Moment, Stretch, Timeline
from xborder.doors import zones
from xborder.errors import FactError
from xborder.values import Pairs, Value

__all__ = ["COVERS", "EDITION", "Atlas", "standard"]

EDITION = "2026.11"
COVERS = (date(2010, 1, 1), date(2035, 12, 31))
WORLD = "world"
_READY = 4096


class Period(Protocol):
    """A value that holds for a stretch of time: a plan."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


P = TypeVar("P", bound=Period)
R = TypeVar("R")


@final
@frozen
class Atlas(Value):
    """A picture of the world: immutable, named by its edition, laid over with `overlay`.

    >>> atlas = standard()
    >>> atlas.edition
    '2026.11'
    """

    layers: tuple[Pages, ...]
    _memo: dict[Hashable, Any] = field(factory=dict, init=False, repr=False, eq=False, hash=False)
    _days: dict[date, Moment] = field(factory=dict, init=False, repr=False, eq=False, hash=False)
    ready: dict[Hashable, Any] = field(factory=dict, init=False, repr=False, eq=False, hash=False)
    """Whole plans by the facts and day they were asked for, so that asking again looks up once; `keep` holds it small."""

    def __reduce__(self) -> tuple[object, ...]:
        return (Atlas, (self.layers,))

    @property
    def edition(self) -> str:
        """The names of all layers, as `2026.11+acme-3`."""
        return "+".join(layer.edition for layer in self.layers)

    def overlay(self, *layers: Layer, edition: str | None = None) -> "Atlas":
        """This atlas with layers laid over it, the last on top; where they are silent the ground shows through."""
        named = tuple(evolve(one, edition=edition) if edition else one for one in layers if one.pages)
        return Atlas(self.layers + named) if named else self

    def moment(self, scope: str, on: date) -> Moment:
        """A day, or an instant brought to the clock of the place's authority; outside the atlas it is refused."""
        if on in self._days:
            return self._days[on]
        if isinstance(on, datetime):
            zone = self.header(scope).get("zone")
            try:
                on = on.astimezone(zones.zone(zone or "UTC"))
            except OverflowError:  # the last hours of the year 9999
                on = on.replace(tzinfo=None)
            day = on.date()
        else:
            day = on
        if not COVERS[0] <= day <= COVERS[1]:
            hint = f"ask for a day from {COVERS[0]} to {COVERS[1]}"
            raise FactError("outside_atlas", f"{day} is outside what the atlas covers", value=day.isoformat(), hint=hint)
        if isinstance(on, datetime):
            return Moment.of(on)
        return self._days.setdefault(on, Moment.of(on))

    def header(self, scope: str) -> Pairs:
        """What the top of a place's page says: name, currency, zone, blocs."""
        folder, name, _ = home(scope)
        return self.page_header(folder, name)

    def page_header(self, folder: str, name: str) -> Pairs:
        """The top of any page, later layers speaking last; empty where no layer has the page."""

        def make() -> Pairs:
            told: dict[str, Any] = {}
            for page in self._pages(folder, name):
                told.update(page.header)
            return Pairs(sorted(told.items()))

        return self.remember(("header", folder, name), make)

    def knows(self, scope: str) -> bool:
        """Whether any layer has a page for the place."""
        folder, name, _ = home(scope)
        return any(True for _ in self._pages(folder, name))

    def listed(self, folder: str) -> tuple[str, ...]:
        """The names of all pages in a folder, over all layers."""
        return self.remember(("listed", folder), lambda: merged(layer.listed(folder) for layer in self.layers))

    def chain(self, scope: str, second: int) -> tuple[tuple[str, ...], int, int]:
        """Who speaks for a scope at a second, most particular first, and for how long that stays so."""
        country = scope[:2]
        first, last = BEGINNING, END
        blocs: list[str] = []
        for bloc in self.header(country).get("blocs") or ():
            stretch = self._over(bloc, f"members.{country}", second)
            first, last = max(first, stretch.first), min(last, stretch.last)
            if stretch.entry:
                blocs.append(bloc)
        places = (scope, country) if scope != country else (country,)
        return (*places, *blocs, WORLD), first, last

    def find(self, scope: str, rule: str, second: int) -> Stretch:
        """What a rule says at a place at a second, and the longest time around it in which the answer is the same."""
        chain, first, last = self.chain(scope, second)
        for layer in reversed(self.layers):
            for place in chain:
                spoken = timeline(layer, place, rule)
                if spoken is None:
                    continue
                stretch = spoken.at(second)
                first, last = max(first, stretch.first), min(last, stretch.last)
                if stretch.entry:
                    return Stretch(stretch.entry, first, last)
        return Stretch(None, first, last)

    def find_on(self, folder: str, name: str, rule: str, second: int) -> Stretch:
        """The same for a page that inherits from nobody: a tongue or a method."""
        first, last = BEGINNING, END
        for page in reversed(list(self._pages(folder, name))):
            spoken = page.timeline("", rule)
            if spoken is None:
                continue
            stretch = spoken.at(second)
            first, last = max(first, stretch.first), min(last, stretch.last)
            if stretch.entry:
                return Stretch(stretch.entry, first, last)
        return Stretch(None, first, last)

    def rules(self, scope: str, prefix: str, second: int) -> tuple[str, ...]:
        """The names of all rules below a prefix that anybody speaking for the place has written."""
        chain, _, _ = self.chain(scope, second)
        return merged(page.rules(home(place)[2], prefix) for layer in self.layers for place in chain if (page := layer.page(*home(place)[:2])) is not None)

    def announced(self, scope: str, rule: str, second: int) -> tuple[Entry, ...]:
        """Changes of a rule that are announced and lie ahead of a second."""
        chain, _, _ = self.chain(scope, second)
        found = [one for layer in self.layers for place in chain if (line := timeline(layer, place, rule)) is not None for one in line.announced]
        return tuple(sorted((one for one in found if one.start > second), key=lambda one: one.start))

    def remember(self, name: Hashable, make: Callable[[], R]) -> R:
        """What `make` gives, made once per atlas: without locks, since whoever comes second finds an equal value."""
        known: R | None = self._memo.get(name)
        return known if known is not None else self._memo.setdefault(name, make())

    def plan(self, name: Hashable, moment: Moment, make: Callable[[], P]) -> P:
        """The plan whose period holds the moment, made where there is none yet."""
        plans: tuple[P, ...] = self._memo.get(name, ())
        for one in plans:
            if one.first <= moment.first and moment.last <= one.last:
                return one
        made = make()
        self._memo[name] = (*plans, made)
        return made

    def keep(self, name: Hashable, plan: object) -> None:
        """Makes a plan ready; what is full is emptied, and fills again with what is asked for."""
        if len(self.ready) >= _READY:
            self.ready.clear()
        self.ready[name] = plan

    def _pages(self, folder: str, name: str) -> Iterator[Page]:
        for layer in self.layers:
            page = layer.page(folder, name)
            if page is not None:
                yield page

    def _over(self, scope: str, rule: str, second: int) -> Stretch:
        """One scope alone, through all layers, the top one first."""
        first, last = BEGINNING, END
        for layer in reversed(self.layers):
            spoken: Timeline | None = timeline(layer, scope, rule)
            if spoken is not None:
                stretch = spoken.at(second)
                first, last = max(first, stretch.first), min(last, stretch.last)
                if stretch.entry:
                    return Stretch(stretch.entry, first, last)
        return Stretch(None, first, last)

    def entries(self) -> Iterator[Entry]:
        """Every entry of every page of every layer."""
        for folder in FOLDERS:
            for name in self.listed(folder):
                for page in self._pages(folder, name):
                    yield from page.entries()


_STANDARD = Atlas((Printed(EDITION),))


def standard() -> Atlas:
    """The atlas that comes with this version of the package."""
    return _STANDARD
