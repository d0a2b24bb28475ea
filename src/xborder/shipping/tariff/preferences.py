"""Under which programmes may goods from here enter there at a lower duty, that day?

>>> from datetime import date
>>> [(one.id, one.symbols) for one in preferences("MX", "US", on=date(2026, 11, 21))]
[('usmca', ('S', 'S+'))]
>>> [one.id for one in preferences("JP", "DE", on=date(2026, 11, 21))]
['eu-jp']

A programme that joins two countries promises nothing for one good: its rules of origin decide, and the importer claims it
with a proof. Who belongs to which programme since when stands on the atlas's pages of blocs, where an overlay may mend it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, final

from attrs import frozen

from xborder.atlas import Atlas, Entry, Moment, Stretch, standard
from xborder.atlas.timeline import BEGINNING, END
from xborder.codes import Country
from xborder.reasons import Grade, Source
from xborder.values import Value, day_or_instant

__all__ = ["COLUMN_2", "PRODUCT_SYMBOLS", "SCHEMES", "Joined", "Programme", "column_2", "joined", "preferences", "under_column_2"]

_DAY = 86_400

Kind = Literal["among", "partners", "granted"]


class Scheme(NamedTuple):
    """A page of members and what it joins.

    `among`: its members with each other; `partners`: each member with `hub`, both ways; `granted`: goods of its members
    entering `hub`. Its symbols are those of the US tariff; `own` says that each member's own code is one.
    """

    page: str
    kind: Kind
    hub: str = ""
    symbols: tuple[str, ...] = ()
    own: bool = False


SCHEMES = (
    Scheme("usmca", "among", symbols=("S", "S+")),
    Scheme("cafta-dr", "among", symbols=("P", "P+")),
    Scheme("us-agreements", "partners", "US", own=True),
    Scheme("agoa", "granted", "US", symbols=("D",)),
    Scheme("cbera", "granted", "US", symbols=("E", "E*")),
    Scheme("cbtpa", "granted", "US", symbols=("R",)),
    Scheme("us-nepal", "granted", "US", symbols=("NP",)),
    Scheme("us-gsp", "granted", "US", symbols=("A", "A*")),
    Scheme("us-gsp-ldc", "granted", "US", symbols=("A", "A*", "A+")),
    Scheme("eu-agreements", "partners", "eu"),
    Scheme("eu-us", "granted", "eu"),
    Scheme("eu-eba", "granted", "eu"),
    Scheme("eu-gsp-plus", "granted", "eu"),
    Scheme("eu-gsp", "granted", "eu"),
    Scheme("uk-agreements", "partners", "GB"),
    Scheme("uk-dcts", "granted", "GB"),
    Scheme("au-agreements", "partners", "AU"),
    Scheme("aanzfta", "among"),
    Scheme("rcep", "among"),
    Scheme("cptpp", "among"),
    Scheme("mercosur", "among"),
    Scheme("afcfta", "among"),
    Scheme("gcc", "among"),
    Scheme("efta", "among"),
    Scheme("asean", "among"),
)
COLUMN_2 = "us-column-2"
"""The page of countries whose goods the United States charges under column 2."""
PRODUCT_SYMBOLS = {
    "B": "Automotive Products Trade Act",
    "C": "Agreement on Trade in Civil Aircraft",
    "K": "Agreement on Trade in Pharmaceutical Products",
    "L": "Uruguay Round Concessions on Intermediate Chemicals for Dyes",
}
"""Symbols of the US tariff that ask what the goods are for and not where they are from (general note 3(c)); B asks for Canada, too."""


@final
@frozen(kw_only=True)
class Programme(Value):
    """A programme that joins an origin and a destination on a day, by the entry that says so.

    `symbols` are those by which the US tariff names it. `grade` says how well the membership is known.
    """

    WIRE = ("id", "name", "symbols", "since", "until", "grade", "note", "rule", "sources")

    id: str
    name: str
    symbols: tuple[str, ...] = ()
    entry: Entry

    @property
    def since(self) -> date:
        """The first day that the entry speaks of."""
        return self.entry.since

    @property
    def until(self) -> date | None:
        """The first day on which it no longer holds, if one is known."""
        return self.entry.until

    @property
    def grade(self) -> Grade:
        """How well the membership is known."""
        return self.entry.grade

    @property
    def note(self) -> str:
        """What else there is to know."""
        return self.entry.note

    @property
    def rule(self) -> str:
        """The id that answers cite."""
        return self.entry.rule

    @property
    def sources(self) -> tuple[Source, ...]:
        """What was read."""
        return self.entry.sources


def origin_of(origin: str, on: date) -> Country:
    """A country of origin that there was on the day."""
    return Country(origin).on(on)


class Joined(NamedTuple):
    """The programmes that join two countries, and the seconds, first and last, between which they are these."""

    programmes: tuple[Programme, ...]
    first: int
    last: int


def joined(origin: Country, to: str, second: int, atlas: Atlas) -> Joined:
    """The programmes that join an origin and a destination (a country, or `EU`) at a second on the destination's clock."""
    moment = Moment(second, second, date.fromordinal(second // _DAY))
    return atlas.plan(("preferences", origin, to), moment, lambda: _Joining(atlas, origin, to, second).joined())


def preferences(origin: str, to: str, on: date | str, atlas: Atlas | None = None) -> tuple[Programme, ...]:
    """The programmes that join an origin and a destination (a country, or `EU`) on a day or at an instant."""
    world = atlas or standard()
    when = day_or_instant(on)
    destination = "EU" if to == "EU" else str(Country(to))
    moment = world.moment(destination if destination != "EU" else "DE", when)  # Brussels keeps Berlin's clock
    return joined(origin_of(origin, moment.day), destination, moment.first, world).programmes


def column_2(origin: str, on: date | str, atlas: Atlas | None = None) -> Entry | None:
    """The entry that puts an origin's goods under column 2 of the US tariff on a day; None where none does."""
    world = atlas or standard()
    moment = world.moment("US", day_or_instant(on))
    return under_column_2(origin_of(origin, moment.day), moment.first, world).entry


def under_column_2(origin: Country, second: int, atlas: Atlas) -> Stretch:
    """What says that an origin's goods stand under column 2 of the US tariff, and for how long it does."""
    return atlas.find_on("blocs", COLUMN_2, f"members.{origin}", second)


class _Joining:
    """One pass over the pages of members; each entry that was read narrows the time for which the answer holds."""

    def __init__(self, atlas: Atlas, origin: str, to: str, second: int) -> None:
        self.atlas = atlas
        self.origin = origin
        self.to = to
        self.second = second
        self.first, self.last = BEGINNING, END

    def joined(self) -> Joined:
        """The programmes, and for how long they are these."""
        found = tuple(self._programmes())
        return Joined(found, self.first, self.last)

    def _member(self, page: str, place: str) -> Entry | None:
        stretch = self.atlas.find_on("blocs", page, f"members.{place}", self.second)
        self.first, self.last = max(self.first, stretch.first), min(self.last, stretch.last)
        return stretch.entry

    def _at(self, place: str, hub: str) -> bool:
        """Whether a place is the hub or, where the hub is the European Union, a member of it that second."""
        if hub != "eu":
            return place == hub
        return place == "EU" or self._member(hub, place) is not None

    def _programmes(self) -> Iterator[Programme]:
        origin, to = self.origin, self.to
        if origin == to or (self._at(origin, "eu") and self._at(to, "eu")):
            return
        for scheme in SCHEMES:
            if scheme.kind == "among":
                other = to != "EU" and self._member(scheme.page, to)
                entry, partner = self._member(scheme.page, origin) if other else None, ""
            elif self._at(to, scheme.hub):
                entry, partner = self._member(scheme.page, origin), origin
            elif scheme.kind == "partners" and to != "EU" and self._at(origin, scheme.hub):
                entry, partner = self._member(scheme.page, to), to
            else:
                continue
            if entry is not None:
                yield _programme(self.atlas, scheme, entry, partner, to)


def _programme(atlas: Atlas, scheme: Scheme, entry: Entry, partner: str, to: str) -> Programme:
    """The programme of an entry; with a partner of the hub it is the agreement that the entry's note names."""
    title = str(atlas.page_header("blocs", scheme.page).get("name"))
    symbols = () if to != "US" else (str(partner),) if scheme.own else scheme.symbols
    if scheme.kind != "partners":
        return Programme(id=scheme.page, name=title, symbols=symbols, entry=entry)
    name = entry.note.partition(";")[0] or title
    return Programme(id=f"{scheme.page.partition('-')[0]}-{partner.lower()}", name=name, symbols=symbols, entry=entry)
