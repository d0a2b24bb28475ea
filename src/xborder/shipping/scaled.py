"""The same parcel with goods of another value: every line moves in proportion, everything else stays."""

from attrs import evolve

from xborder.codes import Currency
from xborder.money import Money, divide
from xborder.shipping.consignment import spread
from xborder.shipping.cost import LandedCost
from xborder.shipping.parcel import Parcel

__all__ = ["scaled"]


def scaled(cost: LandedCost, goods: int) -> Parcel:
    """The parcel of an answer, its goods worth exactly so many of the destination's minor units.

    Its prices stand in the destination's currency, after discount and without the charges they may have held. A unit
    price is as fine as it takes for the line to come to its share to the minor unit.
    """
    parcel, figures, home = cost.parcel, cost.quote.figures, cost.plan.currency
    shares = spread(goods, figures.goods, figures.columns.order)
    lines = tuple(evolve(line, unit_price=_each(share, line.quantity, home)) for line, share in zip(parcel.lines, shares, strict=True))
    return evolve(parcel, lines=lines, discount=None, prices_include=None, currency=None)


def _each(share: int, quantity: int, currency: Currency) -> Money:
    finer = len(str(quantity))  # 10 ** finer is above the quantity, so that the line rounds back to its share
    return Money.of(divide(share * 10**finer, quantity), currency, currency.exponent + finer)
