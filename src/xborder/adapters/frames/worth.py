"""A block's amounts in one currency, and how a total is shared among the lines of a parcel."""

from functools import cached_property
from typing import Any

import numpy as np

from xborder.adapters.frames.block import Block, shares
from xborder.adapters.frames.columns import Columns, Ints
from xborder.adapters.frames.money import converted
from xborder.shipping.consignment import Pair

__all__ = ["Worth", "summed", "taken", "worth_of"]


class Worth:
    """What parcels hold, brought to one currency: of it nothing depends on a destination's law."""

    def __init__(self, block: Block, columns: Columns, pair: Pair | None) -> None:
        self.block = block
        self.columns = columns
        values = converted(block.values, pair)
        self.freight, self.insurance = (converted(0 if one is None else one, pair) for one in (block.freight, block.insurance))
        self.values: Ints = values if block.discount is None else values - self._spread(converted(block.discount, pair), values)
        self.goods: Ints = summed(self.values, block.lines)
        self._shared: dict[Any, Any] = {}

    @cached_property
    def cif(self) -> Any:
        """The goods' value with carriage."""
        return _with(self.goods, self.freight, self.insurance)

    @cached_property
    def cif_lines(self) -> Any:
        """The same of each line."""
        return _with(self.values, self.part("freight"), self.part("insurance"))

    def reaches(self, step: int, *, cif: bool) -> Any:
        """Whether the goods' value, or that with carriage, is at or above a step."""
        if (step, cif) not in self._shared:
            self._shared[step, cif] = ((self.cif if cif else self.goods) >= step).view(np.int8)
        return self._shared[step, cif]

    def part(self, name: str) -> Any:
        """Each line's share of the freight or the insurance."""
        if name not in self._shared:
            total = getattr(self, name)
            self._shared[name] = self._spread(total, self.values) if np.any(total) else 0
        return self._shared[name]

    def spread(self, total: Any, rows: Any = None) -> Any:
        """A total of some parcels, shared among their lines."""
        if rows is None or self.block.lines == 1:
            return self._spread(total, self.values if rows is None else self.values.take(rows, axis=1))
        places, values = self.ordered(rows)
        return shares(total, values, places)

    def ordered(self, rows: Any) -> tuple[Ints, Ints]:
        """Of some parcels which line stands at each place in canonical order, and the values in it."""
        places = self.block.order(self.columns)[0].take(rows, axis=1)
        return places, np.take_along_axis(self.values.take(rows, axis=1), places, axis=0)

    def _spread(self, total: Any, values: Ints) -> Any:
        if self.block.lines == 1:
            return total[None] if np.ndim(total) else total
        places, written = self.block.order(self.columns)
        return shares(total, written if values is self.block.values else np.take_along_axis(values, places, axis=0), places)


def worth_of(block: Block, columns: Columns, pair: Pair | None) -> Worth:
    """A block's worth, remembered on it: the products of many destinations are brought to each currency once."""
    name = (pair, *(one if isinstance(one, int) else None for one in (block.freight, block.insurance)))
    known: Worth | None = block.memo.get(name)
    if known is None:
        known = block.memo[name] = Worth(block, columns, pair)
    return known


def _with(amount: Any, *others: Any) -> Any:
    """An amount and others, as far as they are not nothing."""
    for one in others:
        amount = amount if isinstance(one, int) and not one else amount + one
    return amount


def summed(figure: Any, lines: int) -> Any:
    """What the lines come to together."""
    if isinstance(figure, int):
        return figure * lines
    if len(figure) == 1:
        return figure[0]
    whole = figure[0] + figure[1]
    for one in figure[2:]:
        whole += one
    return whole


def taken(part: Any, rows: Any) -> Any:
    """The part of some parcels, where it is not one for all."""
    return part if rows is None or isinstance(part, int) else part.take(rows, axis=-1)
