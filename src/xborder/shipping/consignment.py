"""A parcel brought home: everything in the destination's minor units."""

from collections.abc import Sequence
from typing import NamedTuple

from xborder.money import allocate

__all__ = ["Consignment", "Pair", "spread"]

Pair = tuple[int, int]


class Consignment(NamedTuple):
    """The columns of a parcel's lines, and what belongs to all of them; None is a figure that nobody told."""

    goods: tuple[int, ...]
    freight: int | None
    insurance: int
    duty_rates: tuple[Pair | None, ...]
    tax_rates: tuple[Pair | None, ...]
    scheme_rates: tuple[Pair | None, ...]
    items: tuple[str | None, ...]
    pieces: tuple[int, ...]
    order: tuple[int, ...]
    weights: tuple[int, ...]


def spread(total: int, weights: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    """Shares of a total by weight: remainders are carried in canonical order, so the order given never moves a cent."""
    if not total or len(weights) == 1:
        return (total,) * len(weights)
    whole = sum(weights)
    if not whole or total < 0:
        shares = allocate(total, [weights[index] for index in order])
        return tuple(share for _, share in sorted(zip(order, shares, strict=True)))
    back = [0] * len(weights)
    seen = given = 0
    for index in order:
        seen += weights[index]
        reached = (2 * total * seen + whole) // (2 * whole)
        back[index] = reached - given
        given = reached
    return tuple(back)
