"""What changes next for this place, and what would it mean for this parcel?

>>> from xborder import upcoming
>>> answer = upcoming("JP", after="2026-11-21", until="2028-12-31")
>>> [(str(one.on), one.change.rule, one.change.kind) for one in answer.ahead if "vat" in one.change.rule]
[('2028-04-01', 'JP:shipping.vat.relief@2028-04-01', 'announced')]
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, final

from attrs import evolve, frozen

from xborder.atlas import COVERS, Atlas, Change, Entry, Layer, Timeline, changes, standard
from xborder.atlas.layers import Pages, timeline
from xborder.atlas.page import Page, home
from xborder.atlas.timeline import key
from xborder.errors import FactError
from xborder.locale.contact import Address
from xborder.money import ExchangeRates, Money
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, assumed
from xborder.shipping.cost import LandedCost
from xborder.shipping.landed_cost import landed_cost
from xborder.shipping.parcel import Parcel
from xborder.values import Value, day, read

__all__ = ["Ahead", "Upcoming", "upcoming"]


@final
@frozen(kw_only=True)
class Ahead(Value):
    """One change that lies ahead; with a parcel, the door price the day before and on the day itself.

    What is only announced is reckoned as if it were in force. Changes of one day share their prices.
    """

    WIRE = ("change", "before", "after", "difference", "note", "sources")

    change: Change
    entry: Entry
    before: LandedCost | None
    after: LandedCost | None

    @property
    def on(self) -> date:
        """The day of the change."""
        return self.change.on

    @property
    def note(self) -> str:
        """What the page says about it."""
        return self.entry.note

    @property
    def difference(self) -> Money | None:
        """By how much the door price would change; None without a parcel, or while a fact is missing."""
        one, other = (None if cost is None else cost.total for cost in (self.before, self.after))
        return None if one is None or other is None or one.currency != other.currency else other - one

    def to_dict(self) -> dict[str, Any]:
        """As plain data: of each landed cost the total alone."""
        totals = {name: None if cost is None or cost.total is None else cost.total.to_dict() for name, cost in (("before", self.before), ("after", self.after))}
        return {
            **self.change.to_dict(),
            **totals,
            "difference": self.difference.to_dict() if self.difference else None,
            "note": self.note,
            "sources": [one.to_dict() for one in self.entry.sources],
        }


@final
@frozen(kw_only=True)
class Upcoming(Answer):
    """What begins, ends or is announced for a place and its blocs, in order of days."""

    WIRE = ("status", "edition", "place", "after", "until", "ahead", "because", "needs", "caveats", "assumed")

    place: str
    after: date
    until: date
    ahead: tuple[Ahead, ...]
    edition: str
    needs: tuple[Need, ...] = ()

    @property
    def because(self) -> tuple[Reason, ...]:
        """The entries that were read."""
        words = {"begins": "{name} begins", "ends": "{name} ends", "announced": "{name} is announced"}
        return tuple(one.entry.reason(f"upcoming.{one.change.kind}", words[one.change.kind], name=one.entry.name) for one in self.ahead)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What is not yet law."""
        announced = (one for one in self.ahead if one.change.kind == "announced")
        return tuple(Caveat(kind="announced", rule=one.entry.rule, text=one.note or f"{one.entry.name} will change", on=one.on) for one in announced)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """Until when it was looked."""
        taken = assumed("/until", COVERS[1].isoformat(), "to the end of what the atlas covers")
        return (taken,) if self.until > COVERS[1] else ()


def upcoming(
    place: Address | Mapping[str, Any] | str,
    /,
    *,
    after: date | str,
    until: date | str | None = None,
    parcel: Parcel | Mapping[str, Any] | None = None,
    rates: ExchangeRates | None = None,
    atlas: Atlas | None = None,
) -> Upcoming:
    """What changes next for this place, after one day and before another, and what would it mean for this parcel?

    The rules of the place itself, of every bloc it belongs or will belong to, and of the world are looked through. A
    parcel is quoted the day before each change and on its day, at the same rates.
    """
    world = standard() if atlas is None else atlas
    scope = Address.read(place).scope
    start = _day("after", after)
    stop = COVERS[1] + timedelta(days=1) if until is None else _day("until", until)
    sent = None if parcel is None else read(Parcel, parcel)
    if sent is not None and sent.case.scope[:2] != scope[:2]:
        raise FactError("another_place", f"the parcel goes to {sent.case.scope}, not to {scope}", path="/parcel/ship_to", value=sent.case.scope)
    layers = [(layer.edition, tuple(_pages(layer, world, scope, start))) for layer in world.layers]
    entries = {entry.rule: entry for _, pages in layers for page in pages for entry in page.entries() if _concerns(entry, scope)}
    news = Atlas(tuple(Layer(edition, pages) for edition, pages in layers))
    found = [one for one in changes(news, start + timedelta(days=1), stop) if one.rule in entries]
    ahead: list[Ahead] = []
    costs: dict[date, tuple[LandedCost, LandedCost]] = {}
    for one in found:
        if sent is not None and one.on not in costs and one.on <= COVERS[1]:
            announced = [entries[other.rule] for other in found if other.on == one.on and other.kind == "announced"]
            costs[one.on] = (
                landed_cost(sent, on=one.on - timedelta(days=1), rates=rates, atlas=world),
                landed_cost(sent, on=one.on, rates=rates, atlas=world.overlay(*_in_force(announced, world))),
            )
        before, later = costs.get(one.on, (None, None))
        ahead.append(Ahead(change=one, entry=entries[one.rule], before=before, after=later))
    needs = dict.fromkeys(need for pair in costs.values() for cost in pair for need in cost.needs)
    return Upcoming(place=scope, after=start, until=stop, ahead=tuple(ahead), edition=world.edition, needs=tuple(needs))


def _day(name: str, value: date | str) -> date:
    try:
        return day(value)
    except FactError as error:
        raise error.under(name) from None


def _pages(layer: Pages, world: Atlas, scope: str, after: date) -> Iterator[Page]:
    """A layer's pages that speak for a place after a day: its own, the world's, and of blocs it has not left by then."""
    country = scope[:2]
    told = world.header(country).get("blocs") or ()
    blocs = [bloc for bloc in told if any(one.stop > key(after) for one in _members(world, bloc, country))]
    for folder, name in (("places", country.lower()), *(home(bloc)[:2] for bloc in (*blocs, "world"))):
        page = layer.page(folder, name)
        if page is not None:
            yield page


def _members(world: Atlas, bloc: str, country: str) -> Iterator[Entry]:
    """When a country was, is or will be a member."""
    for layer in world.layers:
        spoken = timeline(layer, bloc, f"members.{country}")
        if spoken is not None:
            yield from spoken.entries
            yield from spoken.announced


def _concerns(entry: Entry, scope: str) -> bool:
    """Whether an entry of those pages is about this place: not another region, not another member's joining."""
    if entry.name.startswith("members."):
        return entry.name == f"members.{scope[:2]}"
    return entry.scope.islower() or entry.scope in (scope, scope[:2]) or scope == entry.scope[:2]


def _in_force(entries: Iterable[Entry], world: Atlas) -> Iterator[Layer]:
    """The world as it would be if what is announced were law."""
    pages: dict[tuple[str, str], list[tuple[tuple[str, str], Timeline]]] = {}
    for entry in entries:
        folder, name, region = home(entry.scope)
        pages.setdefault((folder, name), []).append(((region, entry.name), Timeline.of([evolve(entry, status="in_force")])))
    if pages:
        made = tuple(Page(folder, name, world.page_header(folder, name), tuple(rules)) for (folder, name), rules in pages.items())
        yield Layer("announced", made)
