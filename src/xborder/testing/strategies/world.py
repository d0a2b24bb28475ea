"""What is written down: days, places, timelines, layers, whole atlases.

>>> from hypothesis import find
>>> from xborder import standard
>>> find(from_atlas(standard(), rules="shipping.vat.standard"), lambda entry: entry.rule.startswith("DE:")).rule
'DE:shipping.vat.standard@2007-01-01'
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.atlas import COVERS, Atlas, Entry, Layer, Timeline, standard
from xborder.codes import Country, Currency
from xborder.locale.contact import Address
from xborder.money import Money
from xborder.reasons import Source
from xborder.shipping.parcel import Parcel
from xborder.shipping.reading import plan_for

__all__ = ["atlases", "days", "from_atlas", "layers", "places", "timelines"]

_INVENTED = tuple(Country(f"Q{letter}") for letter in "MNOPQRSTUVWXYZ")
_BLOC = "toys"
_ACT = {"title": "The Act", "url": "https://example.org/act", "checked": date(2026, 11, 21)}
_EDITIONS = ("acme-1", "acme-2", "plugin-7")
_DAY = timedelta(days=1)

Span = tuple[date, date | None]


def _turns(world: Atlas) -> tuple[date, ...]:
    """The days on which a place or bloc changes something, and their eves."""

    def make() -> tuple[date, ...]:
        found: set[date] = set()
        for entry in _entries(world):
            for when in (entry.since, entry.until):
                day = when.date() if isinstance(when, datetime) else when
                found |= {day, day - _DAY} if day else set()
        return tuple(sorted(found))

    return world.remember(("testing", "turns"), make)


def _entries(world: Atlas) -> Iterator[Entry]:
    for layer in world.layers:
        for folder in ("places", "blocs"):
            for name in layer.listed(folder):
                page = layer.page(folder, name)
                yield from page.entries() if page else ()


def days(*, min_value: date | None = None, max_value: date | None = None, atlas: Atlas | None = None) -> SearchStrategy[date]:
    """Days the atlas covers, bounds included; among them those on which one of its pages changes something, and their eves."""
    first, last = min_value or COVERS[0], max_value or COVERS[1]
    if not COVERS[0] <= first <= last <= COVERS[1]:
        message = f"min_value={min_value!r} to max_value={max_value!r} is no time inside {COVERS[0]} to {COVERS[1]}"
        raise InvalidArgument(message)

    def turning() -> SearchStrategy[date]:
        known = [day for day in _turns(standard() if atlas is None else atlas) if first <= day <= last]
        return st.sampled_from(known or [first])

    return _any_day(first, last) | st.deferred(turning)


def _any_day(first: date, last: date) -> SearchStrategy[date]:
    return st.integers(first.toordinal(), last.toordinal()).map(date.fromordinal)


def places(*, complete_on: date | None = None, atlas: Atlas | None = None) -> SearchStrategy[Address]:
    """Places that have a page, and the regions of theirs that it speaks of, as `ES-CN` and `DE:buesingen`.

    With `complete_on`, only those into which the landed cost of a parcel can be told on that day.
    """

    def known() -> SearchStrategy[Address]:
        world = standard() if atlas is None else atlas
        return st.sampled_from(_known(world) if complete_on is None else complete_places(world, complete_on))

    return st.deferred(known)


def lanes_of(world: Atlas, complete_on: date | None = None) -> SearchStrategy[tuple[Address, Address]]:
    """From where to where, in one draw: across a border first; with `complete_on`, to where the landed cost can be told on that day.

    Countries that began while the atlas covers the world are left out: before their day there is nothing to ask about.
    """

    def make() -> SearchStrategy[tuple[Address, Address]]:
        ends = (_known(world), _known(world) if complete_on is None else complete_places(world, complete_on))
        lanes = product(*([one for one in some if one.country.began is None or one.country.began <= COVERS[0]] for some in ends))
        return st.sampled_from(sorted(lanes, key=lambda lane: lane[0].country == lane[1].country))

    return world.remember(("testing", "lanes", complete_on), make)


def complete_places(world: Atlas, on: date) -> tuple[Address, ...]:
    """Where nothing is wanting of what a landed cost reads on a day; everywhere, if that is nowhere."""

    def make() -> tuple[Address, ...]:
        return tuple(place for place in _known(world) if _complete(world, place.scope, on)) or _known(world)

    return world.remember(("testing", "complete", on), make)


def _complete(world: Atlas, scope: str, on: date) -> bool:
    """Whether every rule that the landed cost of a plain parcel from abroad reads says something on a day."""
    abroad = Country("CN" if scope.startswith("US") else "US")
    tee = {"sku": "tee", "unit_price": Money.of(1, Currency("EUR")), "hs": "610910", "origin": abroad, "duty_rate": "0.12"}
    parcel = Parcel(lines=(tee,), ship_from=abroad, ship_to=scope, channel="courier", transport="air", sold_via="own", gift=False)
    plan = plan_for(parcel.case, world.moment(scope, on), world)
    return plan.known and not (plan.needs or plan.duty_silent or plan.tax_silent)


def _known(world: Atlas) -> tuple[Address, ...]:
    def make() -> tuple[Address, ...]:
        names = [name.upper() for name in world.listed("places")]
        regions = {entry.scope for entry in _entries(world)} - set(names) - set(world.listed("blocs"))
        return tuple(map(Address.read, (*names, *sorted(regions))))

    return world.remember(("testing", "places"), make)


def from_atlas(atlas: Atlas, /, *, rules: str = "") -> SearchStrategy[Entry]:
    """What the pages of an atlas say: any entry in force, or those of rules that begin like `shipping.vat`."""

    def known() -> SearchStrategy[Entry]:
        found = [entry for entry in atlas.entries() if entry.name.startswith(rules) and entry.status == "in_force"]
        if not found:
            message = f"the atlas {atlas.edition} has no entry of a rule that begins with {rules!r}"
            raise InvalidArgument(message)
        return st.sampled_from(found)

    return st.deferred(known)


def _spans() -> SearchStrategy[list[Span]]:
    """Times that follow each other, some with a silence in between; the last may have no end."""
    return st.tuples(st.lists(_any_day(*COVERS), min_size=1, max_size=3, unique=True), st.integers(0, 7)).map(_spanned)


def _spanned(drawn: tuple[list[date], int]) -> list[Span]:
    marks, silences = sorted(drawn[0]), drawn[1]
    spans: list[Span] = []
    for index, since in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        early = since + ((following or since + 1000 * _DAY) - since) // 2
        spans.append((since, early if silences >> index & 1 and early > since else following))
    return spans


def _numbers() -> SearchStrategy[Decimal]:
    return st.integers(0, 30).map(lambda percent: Decimal(percent) / 100)


@st.composite
def timelines(draw: DrawFn, *, values: SearchStrategy[Any] | None = None) -> Timeline:
    """What one rule said, day by day: entries in order, never two at once, with silences, and perhaps a change announced."""
    said = _numbers() if values is None else values
    act = Source(**_ACT)  # type: ignore[arg-type] # a table of a page
    entries = [
        Entry(scope="QM", name="shipping.vat.standard", since=since, until=until, value=draw(said), grade="A", sources=(act,))
        for since, until in draw(_spans())
    ]
    if draw(st.booleans()):
        since = entries[-1].since
        entries.append(Entry(scope="QM", name="shipping.vat.standard", since=since, value=draw(said), status="announced"))
    return Timeline.of(entries)


_RULES: dict[str, SearchStrategy[Any]] = {
    "shipping.vat.standard": _numbers(),
    "hours.weekend": st.sampled_from((["sat", "sun"], ["fri", "sat"], ["sun"], [])),
    "shipping.duty.relief": st.integers(1, 500).map(lambda limit: {"method": "at_most", "limit": f"{limit} EUR", "basis": "goods"})
    | st.just({"method": "none"}),
    "locale.languages": st.sampled_from((["de"], ["pt-BR", "en"], ["zh-Hant"])),
}


@st.composite
def _rules(draw: DrawFn) -> dict[str, Any]:
    page: dict[str, Any] = {}
    for rule in draw(st.lists(st.sampled_from(sorted(_RULES)), min_size=1, max_size=2, unique=True)):
        entries = []
        for since, until in draw(_spans()):
            grade = draw(st.sampled_from("ABC"))
            entry = {"since": since, "value": draw(_RULES[rule]), "grade": grade, "sources": [_ACT] if grade != "C" else []}
            entries.append(entry if until is None else {**entry, "until": until})
        *folders, name = rule.split(".")
        table = page
        for folder in folders:
            table = table.setdefault(folder, {})
        table[name] = entries
    return page


@st.composite
def layers(draw: DrawFn, *, countries: SearchStrategy[Country] | None = None) -> Layer:
    """Layers of one to three places, each with rules of their own; by default invented places, of which some are in a bloc."""
    codes = draw(st.lists(st.sampled_from(_INVENTED) if countries is None else countries, min_size=1, max_size=3, unique=True))
    pages: dict[str, dict[str, Any]] = {}
    for code in codes:
        header = {"name": f"Place {code}", "currency": "EUR", "zone": "Europe/Berlin", "tax_name": "VAT", "tax_local": "VAT", "blocs": [_BLOC]}
        pages[f"places/{code.lower()}"] = {**(header if code in _INVENTED else {}), **draw(_rules())}
    if draw(st.booleans()):
        members = [
            {"place": code, "since": since, "grade": "A", "sources": [_ACT], **({"until": until} if until else {})}
            for code in codes
            for since, until in draw(_spans())
        ]
        pages[f"blocs/{_BLOC}"] = {"name": "The Toys", "members": members, **draw(_rules())}
    return Layer.from_mapping(pages, edition=draw(st.sampled_from(_EDITIONS)))


@st.composite
def atlases(draw: DrawFn, *, ground: Atlas | None = None) -> Atlas:
    """Atlases of one to three layers of invented places; with `ground`, that atlas with up to three layers laid over it."""
    laid = draw(st.lists(layers(), min_size=0 if ground else 1, max_size=3))
    return ground.overlay(*laid) if ground else Atlas((laid[0],)).overlay(*laid[1:])
