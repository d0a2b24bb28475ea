"""A parcel brought home: everything in the destination's minor units."""

from collections.abc import Sequence
from typing import NamedTuple

from xborder.codes import Currency
from xborder.money import allocate

__all__ = ["Columns", "Consignment", "Pair", "spread"]

Pair = tuple[int, int]


class Columns(NamedTuple):
    """A parcel's lines as columns; `goods` in minor units of `currency` where all lines share one, None where not."""

    currency: Currency | None
    goods: tuple[int, ...] | None
    duty_rates: tuple[Pair | None, ...]
    excise_rates: tuple[Pair, ...]
    nothing: tuple[int, ...]
    items: tuple[str | None, ...]
    pieces: tuple[int, ...]
    categories: tuple[str, ...]
    order: tuple[int, ...]
    """The lines by their content: whoever shares anything goes through them in this order."""


class Consignment(NamedTuple):
    """The columns of a parcel's lines, and what belongs to all of them; None is a figure that nobody told."""

    goods: tuple[int, ...]
    freight: int | None
    insurance: int
    duty_rates: tuple[Pair | None, ...]
    tax_rates: tuple[Pair | None, ...]
    scheme_rates: tuple[Pair | None, ...]
    weights: tuple[int, ...]
    columns: Columns
    known_duty: tuple[int, ...]
    """The duty of lines whose duty the tariff was asked for; 0 for the others."""
    tariffed: frozenset[int] = frozenset()
    """The lines whose duty stands in `known_duty`."""
    undecided: frozenset[int] = frozenset()
    """Those of them whose duty the tariff leaves open: what stands there is the least."""


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
