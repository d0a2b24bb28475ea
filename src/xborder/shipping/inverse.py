"""Which prices without duty and tax make the prices the shop wrote?

Within one regime the door price rises with the net price, so the net price is the highest whose door price does not
exceed the one written; what is left over, less than a step, belongs to the tax. A regime counts only if the net prices
it leads to fall under it.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from xborder.shipping.consignment import Consignment
from xborder.shipping.figures import Tape
from xborder.shipping.regime import Regime

__all__ = ["Net", "net_goods"]

Quote = Callable[[Consignment, Regime], Tape]
Law = Callable[[Consignment], Regime]


class Net(NamedTuple):
    """Net prices, the regime they fall under, and whether another regime would have done as well."""

    parcel: Consignment
    regime: Regime
    ambiguous: bool


def net_goods(parcel: Consignment, inside: Iterable[str], law: Law, quote: Quote) -> Net | tuple[int, int]:
    """The net prices behind written ones, or the two neighbouring prices between which there are none."""
    kinds = frozenset(inside)
    found: list[Net] = []
    tried: list[Regime] = []
    for part in (1, 2, 4, 8, 16, 64):
        guess = parcel._replace(goods=tuple(price // part for price in parcel.goods))
        regime = law(guess)
        if any(regime.same(one) for one in tried):
            continue
        tried.append(regime)
        net = _solve(parcel, regime, kinds, quote)
        if law(net).same(regime):
            found.append(Net(net, regime, ambiguous=False))
    if not found:
        return _gap(parcel, kinds, law, quote)
    lowest = min(found, key=lambda one: sum(one.parcel.goods))
    return lowest._replace(ambiguous=len(found) > 1)


def _solve(parcel: Consignment, regime: Regime, kinds: frozenset[str], quote: Quote) -> Consignment:
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


def _doors(parcel: Consignment, regime: Regime, kinds: frozenset[str], quote: Quote) -> list[int]:
    """What each line costs with the charges that the written price holds."""
    doors = []
    for price, (_, duty, _, tax) in zip(parcel.goods, quote(parcel, regime).lines, strict=True):
        doors.append(price + ("duty" in kinds) * duty + ("tax" in kinds) * tax)
    return doors


def _gap(parcel: Consignment, kinds: frozenset[str], law: Law, quote: Quote) -> tuple[int, int]:
    """The door prices on both sides of a threshold that no net price reaches."""
    low, high = 0, sum(parcel.goods)
    whole = max(sum(parcel.goods), 1)

    def at(total: int) -> Consignment:
        return parcel._replace(goods=tuple(price * total // whole for price in parcel.goods))

    first = law(at(low))
    while high - low > 1:
        middle = (low + high) // 2
        if law(at(middle)).same(first):
            low = middle
        else:
            high = middle
    below, above = at(low), at(high)
    return sum(_doors(below, law(below), kinds, quote)), sum(_doors(above, law(above), kinds, quote))
