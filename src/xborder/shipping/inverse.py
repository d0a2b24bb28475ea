"""Which prices without duty and tax make the prices the shop wrote?

Within one regime the door price rises with the net price, so the net price is the highest whose door price does not
exceed the one written; what is left over, less than a step, belongs to the tax. A regime counts only if the net prices
it leads to fall under it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from xborder.shipping.consignment import Consignment
from xborder.shipping.figures import Tape
from xborder.shipping.kernel import DUTY, TAX
from xborder.shipping.regime import Regime

__all__ = ["Net", "net_goods"]

Quote = Callable[[Consignment, Regime], Tape]
Law = Callable[[Consignment], Regime]


class Net(NamedTuple):
    """Net prices, the regime they fall under, and whether another regime would have done as well."""

    parcel: Consignment
    regime: Regime
    ambiguous: bool


class Kinds(NamedTuple):
    """Which charges a written price holds: duty, tax, and levies by where they stand among a line's figures."""

    inside: frozenset[str]
    levies: tuple[int, ...]


def net_goods(parcel: Consignment, inside: Iterable[str], law: Law, quote: Quote, slack: int, levies: Mapping[str, tuple[int, ...]]) -> Net | tuple[int, int]:
    """The net prices behind written ones, or the two neighbouring prices between which there are none.

    `slack` is what roundings may leave between a written price and the nearest door price; `levies` are the figures that
    count beside duty and tax themselves.
    """
    kinds = Kinds(frozenset(inside), tuple(figure for figures in levies.values() for figure in figures))
    found: list[Net] = []
    tried: list[Regime] = []
    for part in (1, 2, 4, 8, 16, 64):
        regime = law(parcel._replace(goods=tuple(price // part for price in parcel.goods)))
        if any(regime.same(one) for one in tried):
            continue
        tried.append(regime)
        net = _solve(parcel, regime, kinds, quote)
        doors = _doors(net, regime, kinds, quote)
        near = all(0 <= price - door <= slack for price, door in zip(parcel.goods, doors, strict=True))
        if near and law(net).same(regime):
            found.append(Net(net, regime, ambiguous=False))
    if not found:
        return _gap(parcel, kinds, law, quote)
    lowest = min(found, key=lambda one: sum(one.parcel.goods))
    return lowest._replace(ambiguous=len(found) > 1)


def _solve(parcel: Consignment, regime: Regime, kinds: Kinds, quote: Quote) -> Consignment:
    """For each line the highest net price whose door price does not exceed the one written."""
    low, high = [0] * len(parcel.goods), list(parcel.goods)
    while any(least < most for least, most in zip(low, high, strict=True)):
        middle = [(least + most + 1) // 2 for least, most in zip(low, high, strict=True)]
        doors = _doors(parcel._replace(goods=tuple(middle)), regime, kinds, quote)
        for index, door in enumerate(doors):
            if low[index] == high[index]:
                continue
            if door <= parcel.goods[index]:
                low[index] = middle[index]
            else:
                high[index] = middle[index] - 1
    return parcel._replace(goods=tuple(low))


def _doors(parcel: Consignment, regime: Regime, kinds: Kinds, quote: Quote) -> list[int]:
    """What each line costs with the charges that the written price holds."""
    tape = quote(parcel, regime)
    doors = []
    for index, (price, line) in enumerate(zip(parcel.goods, tape.lines, strict=True)):
        taxed = "tax" in kinds.inside and not (tape.waived and regime.tax_of(index) == "import")
        door = price + ("duty" in kinds.inside) * line[DUTY] + taxed * line[TAX]
        doors.append(door + sum(line[figure] for figure in kinds.levies))
    return doors


def _gap(parcel: Consignment, kinds: Kinds, law: Law, quote: Quote) -> tuple[int, int]:
    """The door prices on both sides of the cliff that the written prices fall into."""
    written = max(sum(parcel.goods), 1)

    def door(total: int) -> int:
        net = parcel._replace(goods=tuple(price * total // written for price in parcel.goods))
        return sum(_doors(net, law(net), kinds, quote))

    low, high = 0, written
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if door(middle) <= written else (low, middle)
    return door(low), door(high)
