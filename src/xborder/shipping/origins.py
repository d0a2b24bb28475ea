"""From where would this parcel cost the least?

>>> from xborder import Parcel, compare_origins
>>> parcel = Parcel(lines=[{"sku": "tee", "quantity": 10, "unit_price": "20.00 USD", "hs": "6109.10.0012"}],
...                 ship_from="CN", ship_to="US", channel="courier", freight="10.00 USD")
>>> answer = compare_origins(parcel, ["CN", "MX", "DE"], on="2025-12-01")
>>> [(str(one.origin), one.cost.status) for one in (*answer.ranked, *answer.apart)][0][1]
'complete'
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, final

from attrs import evolve, frozen

from xborder.atlas import Atlas, standard
from xborder.codes import Country
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, assumed, told
from xborder.shipping.cost import LandedCost
from xborder.shipping.landed_cost import landed_cost
from xborder.shipping.parcel import Line, Parcel
from xborder.values import Value, read, sequence

__all__ = ["FromOrigin", "Gap", "OriginComparison", "compare_origins"]


@final
@frozen(kw_only=True)
class Gap(Value):
    """A charge that makes a difference: what it comes to here and from the cheapest origin."""

    code: str
    here: Money
    cheapest: Money

    @property
    def difference(self) -> Money:
        """By how much it is more."""
        return self.here - self.cheapest

    WIRE = ("code", "here", "cheapest", "difference")


@final
@frozen(kw_only=True)
class FromOrigin(Value):
    """The parcel as it would be from one origin; `difference` and `made_by` are None and empty where no total is known."""

    WIRE = ("origin", "rank", "total", "difference", "made_by", "status", "low", "high", "needs")

    origin: Country
    rank: int | None
    cost: LandedCost
    difference: Money | None
    made_by: tuple[Gap, ...]
    """The charges that differ from the cheapest origin's, those that differ most first."""

    @property
    def total(self) -> Money | None:
        """The door price."""
        return self.cost.total

    @property
    def status(self) -> str:
        """Whether it is complete, incomplete or prohibited."""
        return self.cost.status

    @property
    def low(self) -> Money | None:
        """The least it can come to."""
        return self.cost.low

    @property
    def high(self) -> Money | None:
        """The most it can come to; None where nothing bounds it."""
        return self.cost.high

    @property
    def needs(self) -> tuple[Need, ...]:
        """What is missing for a total."""
        return self.cost.needs


@final
@frozen(kw_only=True)
class OriginComparison(Answer):
    """Origins by door price, the cheapest first; those whose price is not known, or may not enter, stand apart."""

    WIRE = ("status", "edition", "ranked", "apart", "because", "needs", "caveats", "assumed")

    ranked: tuple[FromOrigin, ...]
    apart: tuple[FromOrigin, ...]
    sent: bool
    edition: str

    @property
    def needs(self) -> tuple[Need, ...]:
        """What would let those that stand apart be ranked."""
        return tuple(dict.fromkeys(need for one in self.apart for need in one.needs))

    @property
    def because(self) -> tuple[Reason, ...]:
        """What makes each origin dearer than the cheapest."""
        found = []
        for one in self.ranked:
            if one.difference is not None and one.difference.units:
                charges = ", ".join(f"{gap.code} ({gap.difference})" for gap in one.made_by)
                found.append(told("origin.dearer", "from {origin} it costs {difference} more: {by}", origin=one.origin, difference=one.difference, by=charges))
        return tuple(found)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Where a stated duty rate hides what the origin would change, and what to know of each landed cost."""
        every = (*self.ranked, *self.apart)
        lines = every[0].cost.parcel.lines if every else ()
        text = "the duty rate of {} is stated, so its origin changes no duty: leave it out to have the tariff asked"
        stated = (Caveat(kind="estimated", text=text.format(line.sku)) for line in lines if line.duty_rate is not None)
        return tuple(dict.fromkeys((*stated, *(caveat for one in every for caveat in one.cost.caveats))))

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """From where it is sent, and what is claimed."""
        sent = assumed("/ship_from", self.sent, "sent from its origin" if self.sent else "sent from where the parcel says")
        return (sent, assumed("/parcel/lines/claim", None, "a preference is claimed only for the origin it was written for"))


def compare_origins(
    parcel: Parcel | Mapping[str, Any],
    origins: Iterable[Country | str],
    /,
    *,
    on: date | str,
    ship_from: bool = False,
    rates: ExchangeRates | None = None,
    atlas: Atlas | None = None,
) -> OriginComparison:
    """What would this parcel cost at the door if its goods came from each of these countries?

    With `ship_from=True` it is also sent from there. An origin without a total is never ranked: what it needs stands
    with it.
    """
    parcel = read(Parcel, parcel)
    world = standard() if atlas is None else atlas
    try:
        countries = tuple(dict.fromkeys(sequence(origins, Country)))
    except FactError as error:
        raise error.under("origins") from None
    costs = [(origin, landed_cost(_from(parcel, origin, ship_from=ship_from), on=on, rates=rates, atlas=world)) for origin in countries]
    priced = sorted(((total, origin, cost) for origin, cost in costs if (total := cost.total) is not None), key=lambda one: one[0].minor)
    ranked = [
        FromOrigin(origin=origin, rank=_rank(total, priced), cost=cost, difference=total - priced[0][0], made_by=tuple(_gaps(cost, priced[0][2])))
        for total, origin, cost in priced
    ]
    apart = [FromOrigin(origin=origin, rank=None, cost=cost, difference=None, made_by=()) for origin, cost in costs if cost.total is None]
    return OriginComparison(ranked=tuple(ranked), apart=tuple(apart), sent=ship_from, edition=world.edition)


def _rank(total: Money, priced: list[tuple[Money, Country, LandedCost]]) -> int:
    """Its place; equal prices share one."""
    return 1 + sum(other < total for other, _, _ in priced)


def _from(parcel: Parcel, origin: Country, *, ship_from: bool) -> Parcel:
    lines = tuple(_made_in(line, origin) for line in parcel.lines)
    return evolve(parcel, lines=lines, ship_from=str(origin)) if ship_from else evolve(parcel, lines=lines)


def _made_in(line: Line, origin: Country) -> Line:
    return line if line.origin == origin else evolve(line, origin=origin, claim=None)


def _gaps(cost: LandedCost, cheapest: LandedCost) -> Iterator[Gap]:
    mine, theirs = _by_code(cost), _by_code(cheapest)
    nothing = Money.of(0, cost.currency)
    gaps = [Gap(code=code, here=mine.get(code, nothing), cheapest=theirs.get(code, nothing)) for code in sorted(mine.keys() | theirs.keys())]
    yield from sorted((gap for gap in gaps if gap.difference.units), key=lambda gap: (-abs(gap.difference.units), gap.code))


def _by_code(cost: LandedCost) -> dict[str, Money]:
    found: dict[str, Money] = {}
    for charge in cost.charges:
        if charge.amount is not None and charge.status != "not_applicable":
            found[charge.code] = found.get(charge.code, Money.of(0, cost.currency)) + charge.amount
    return found
