"""Near which values of the goods does the landed cost jump?

>>> from xborder import Parcel, cliffs
>>> parcel = Parcel(lines=[{"sku": "tee", "unit_price": "140.00 EUR", "hs": "610910", "origin": "CN", "duty_rate": "0.12"}],
...                 ship_from="CN", ship_to="DE", channel="courier", freight="10.00 EUR")
>>> answer = cliffs(parcel, on="2026-06-30", around="149.99 EUR")
>>> edge = answer.cliffs[0]
>>> edge.below.goods, edge.below.total, edge.above.total, edge.away
(Money('150.00', 'EUR'), Money('190.40', 'EUR'), Money('213.26', 'EUR'), Money('10.01', 'EUR'))
>>> edge.jump
Money('22.86', 'EUR')
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any, final

from attrs import frozen

from xborder.atlas import Atlas, standard
from xborder.codes import Currency
from xborder.money import ExchangeRates, Money, divide
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, assumed
from xborder.shipping.charges import Charge
from xborder.shipping.cost import LandedCost
from xborder.shipping.landed_cost import landed_cost
from xborder.shipping.parcel import Parcel
from xborder.shipping.plan import worth
from xborder.shipping.scaled import scaled
from xborder.shipping.turning import Limit, turns_of
from xborder.values import Value, read

__all__ = ["Cliff", "Cliffs", "Side", "Step", "cliffs"]


@final
@frozen(kw_only=True)
class Side(Value):
    """One side of a limit: goods of this value, and what they cost at the door; None while a fact is missing."""

    goods: Money
    total: Money | None


@final
@frozen(kw_only=True)
class Step(Value):
    """What a kind of charge comes to on either side of a limit; None where it is open."""

    code: str
    below: Money | None
    above: Money | None


@final
@frozen(kw_only=True)
class Cliff(Value):
    """Two neighbouring values of the goods between which one or more limits lie, in the destination's currency."""

    WIRE = ("limits", "below", "above", "jump", "away", "priced", "steps", "bites")

    limits: tuple[Limit, ...]
    below: Side
    above: Side
    away: Money
    """How far the parcel's goods are from the other side: above zero where they are below the limit, else below zero."""
    priced: Money | None
    """The highest price of the goods that stays below, in the currency that the parcel's lines are priced in."""
    steps: tuple[Step, ...]
    """The charges that begin, end or change their way here."""
    bites: bool
    """Whether the door price jumps: a limit that others outrank moves nothing."""

    @property
    def jump(self) -> Money | None:
        """By how much the door price rises (or falls, where it is below zero) with the last minor unit of the goods."""
        one, other = self.below.total, self.above.total
        return None if one is None or other is None else other - one


@final
@frozen(kw_only=True)
class Cliffs(Answer):
    """Every limit in force for a parcel, by value of the goods or by nearness, each with what it does to the door price."""

    WIRE = ("status", "edition", "currency", "goods", "cliffs", "level", "because", "needs", "caveats", "assumed")

    cost: LandedCost
    found: tuple[Cliff, ...]
    needs: tuple[Need, ...]

    @property
    def cliffs(self) -> tuple[Cliff, ...]:
        """Where the door price jumps."""
        return tuple(one for one in self.found if one.bites)

    @property
    def level(self) -> tuple[Cliff, ...]:
        """Limits in force at which nothing changes for this parcel."""
        return tuple(one for one in self.found if not one.bites)

    @property
    def currency(self) -> Currency:
        """The destination's, in which all sides are told."""
        return self.cost.plan.currency

    @property
    def goods(self) -> Money | None:
        """What the parcel's own goods come to."""
        return None if self.cost.tape is None else Money.of(sum(self.cost.quote.figures.goods), self.currency)

    @property
    def edition(self) -> str:
        """The atlas that was read."""
        return self.cost.edition

    @property
    def because(self) -> tuple[Reason, ...]:
        """One reason for each limit."""
        words = "{kind} {edge} {limit} turns at {goods}"
        limits = ((limit, one.above.goods) for one in self.found for limit in one.limits)
        told = (
            one.entry.reason(f"cliff.{one.kind}", words, kind=one.kind.replace("_", " "), edge=one.edge.replace("_", " "), limit=one.limit, goods=goods)
            for one, goods in limits
        )
        return tuple(dict.fromkeys(told))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know of the parcel's own landed cost."""
        return self.cost.caveats

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What the parcel leans on, and how it is scaled."""
        text = "every line rises and falls in proportion; freight, insurance and quantities stay"
        return (*self.cost.assumed, assumed("/scaling", "proportional", text))


def cliffs(
    parcel: Parcel | Mapping[str, Any],
    /,
    *,
    on: date | str,
    around: Money | Mapping[str, Any] | str | None = None,
    rates: ExchangeRates | None = None,
    atlas: Atlas | None = None,
) -> Cliffs:
    """Near which values of the goods does this parcel's landed cost jump, by how much, and by which rule?

    Each limit in force that day is quoted just below and just beyond, with all lines scaled in proportion. With `around`
    the nearest comes first, else the lowest. Steps of rounding (Japan's JPY 1,000) are no cliffs.
    """
    parcel = read(Parcel, parcel)
    world = standard() if atlas is None else atlas
    cost = landed_cost(parcel, on=on, rates=rates, atlas=world)
    needs = {need.path: need for need in cost.needs}
    if cost.tape is None:
        return Cliffs(cost=cost, found=(), needs=tuple(needs.values()))
    for path in cost.limits.wanted:
        needs.setdefault(path, Need(kind="fact", path=path, text=f"{path} decides where a limit lies"))
    known: dict[int, LandedCost] = {}

    def quoted(goods: int) -> LandedCost:
        if goods not in known:
            known[goods] = landed_cost(scaled(cost, goods), on=on, rates=rates, atlas=world)
        return known[goods]

    groups = groupby(turns_of(cost, quoted), key=lambda one: one.beyond)
    found = [_cliff(cost, quoted(beyond - 1), quoted(beyond), beyond, [one.limit for one in turns]) for beyond, turns in groups]
    if around is not None:
        place = _home(Money.read(around), cost, needs)
        if place is not None:
            found.sort(key=lambda one: (max(one.below.goods.minor - place, place - one.above.goods.minor), one.above.goods.minor))
    return Cliffs(cost=cost, found=tuple(found), needs=tuple(needs.values()))


def _home(money: Money, cost: LandedCost, needs: dict[str, Need]) -> int | None:
    """A price in the destination's minor units; without a rate, a need."""
    home = cost.plan.currency
    exact = worth(money, home, cost.rates)
    if exact is None:
        path = f"/rates/{money.currency}~1{home}"
        needs.setdefault(path, Need(kind="fact", path=path, text=f"what one {money.currency} is in {home}: pass rates with '{money.currency}/{home}'"))
        return None
    return divide(*exact)


def _cliff(cost: LandedCost, below: LandedCost, above: LandedCost, beyond: int, limits: Iterable[Limit]) -> Cliff:
    home, goods = cost.plan.currency, sum(cost.quote.figures.goods)
    steps = tuple(_steps(below, above))
    away = beyond - goods if goods < beyond else beyond - 1 - goods
    one, other = below.total, above.total
    leap = one is not None and other is not None and abs(other.minor - one.minor) > _slack(above)
    return Cliff(
        limits=tuple(limits),
        below=Side(goods=Money.of(beyond - 1, home), total=one),
        above=Side(goods=Money.of(beyond, home), total=other),
        away=Money.of(away, home),
        priced=_priced(cost, beyond - 1),
        steps=steps,
        bites=leap or bool(steps),
    )


def _slack(cost: LandedCost) -> int:
    """How far the door price may move with one minor unit of the goods where no limit is near: a step of rounding a charge."""
    steps = max(cost.plan.rounding(name)[0] for name in ("base", "duty", "vat"))
    return 2 + steps * len(cost.charges)


def _steps(below: LandedCost, above: LandedCost) -> Iterable[Step]:
    """Charges whose rule, kind or collector is not the same on both sides, summed by code."""
    sides = [_named(one.charges) for one in (below, above)]
    codes = sorted({code for code, *_ in (sides[0] - sides[1]) + (sides[1] - sides[0])})
    for code in codes:
        yield Step(code=code, below=_sum(below, code), above=_sum(above, code))


def _named(charges: Iterable[Charge]) -> Counter[tuple[str, str | None, str, str]]:
    """The charges that come to something, by what they are and not by how much."""
    live = (one for one in charges if one.status != "not_applicable" and (one.amount is None or one.amount.units))
    return Counter((one.code, one.rule, one.collected_by, one.status) for one in live)


def _sum(cost: LandedCost, code: str) -> Money | None:
    total = Money.of(0, cost.currency)
    for one in cost.charges:
        if one.code == code and one.status != "not_applicable":
            if one.amount is None:
                return None
            total += one.amount
    return total


def _priced(cost: LandedCost, below: int) -> Money | None:
    """The highest price in the lines' own currency that comes to no more at home, where each converts half up."""
    currency, home = cost.parcel.columns.currency, cost.plan.currency
    exact = None if currency is None else worth(Money.of(1, currency), home, cost.rates)
    if currency is None or exact is None:
        return None
    top, bottom = exact
    return Money.of(-(-(2 * below * bottom + bottom) // (2 * top)) - 1, currency)
