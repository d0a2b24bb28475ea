"""What a block of parcels comes to: cells of the law, each charged by its own function of a line."""

from typing import Any, NamedTuple

import numpy as np

from xborder.adapters.frames.block import Block, Fractions, divided
from xborder.adapters.frames.bounds import fits
from xborder.adapters.frames.charging import Group, Out, Whole, items_of
from xborder.adapters.frames.columns import WHOLE, Columns, Ints, Mask
from xborder.adapters.frames.law import Law, consignment
from xborder.adapters.frames.money import Brought, converted
from xborder.adapters.frames.worth import Worth, summed, worth_of
from xborder.shipping.limits import FeeAmounts

__all__ = ["Figures", "Reckoning", "Unfit"]


class Unfit(Exception):
    """Some figure would not fit into a column of int64."""


class Figures(NamedTuple):
    """What parcels come to, in the quote's minor units; line by line in the destination's."""

    goods: Ints
    freight: Any
    insurance: Any
    value: Any
    """All three together."""
    duty: Any
    tax: Any
    fee: Any
    line_duty: Any
    line_tax: Any
    place: Any
    """Of each parcel where its cell stands in `known`; None where all are in the first."""
    known: list[int]


class Reckoning:
    """One pass over a block of parcels whose facts are all known, or taken to be nothing where they are not."""

    def __init__(self, law: Law, block: Block, columns: Columns, money: Brought, categories: tuple[str, ...], *, lines: bool) -> None:
        self.law = law
        self.columns = columns
        self.money = money
        self.categories = categories
        self.lines = lines
        self.block = block
        self._bound()
        self.overdrawn: Any = None
        if block.discount is not None:
            ways = ((converted(block.values, way), converted(block.discount, way)) for way in {money.home, money.written})
            self.overdrawn = np.logical_or.reduce([off > summed(values, block.lines) for values, off in ways])
            self.block = block = block._replace(discount=np.where(self.overdrawn, 0, block.discount), memo={})
        self.worth = worth_of(block, columns, money.home) if block.discount is None else Worth(block, columns, money.home)

    def figures(self) -> Figures:
        """What the parcels come to."""
        law, worth = self.law, self.worth
        inside = self._inside() if law.by_item else None
        place, known = law.cells(worth, inside, self.block.without_freight)
        for index, one in enumerate(known):
            if one not in law.memo:
                law.decide(one, self._one(place, index))
        groups, reads = law.groups(known, self.categories)
        fees, in_base = self._fees() if law.limits.fees else (0, 0)
        parts = [worth.part(name) if name in reads else 0 for name in ("freight", "insurance")]
        parts.append(worth.spread(in_base) if "fees" in reads and np.any(in_base) else 0)
        freed: dict[str, Any] = {name: worth.spread(amount) for name in ("duty_free", "tax_free") if name in reads and (amount := getattr(law.limits, name))}
        whole = Whole(law, self.block, self.columns, worth, self.money.shown, place, inside, parts, self._rates(), freed)
        out = Out(whole, lines=self.lines)
        for members in groups:
            rows = (
                None if place is None or len(groups) == 1 else np.flatnonzero(whole.of_cells(tuple(one in members.members for one in range(len(known))), None))
            )
            Group(whole, members).charge(out, rows)
        return Figures(*self._shown(), out.duty, out.tax, fees + out.fee, out.line_duty, out.line_tax, place, known)

    def _inside(self) -> Mask:
        """Which lines are under a scheme that goes by item."""
        limit = min(self.law.limits.scheme or 0, WHOLE // 2)
        pieces = self.block.pieces
        found: Mask = self.worth.values < limit * (pieces if isinstance(pieces, int) else np.minimum(pieces, max(WHOLE // max(limit, 1), 1)))
        return found

    def _shown(self) -> tuple[Any, Any, Any, Any]:
        """Goods, freight and insurance as written, in the quote's currency, and all three together."""
        block, money, worth = self.block, self.money, self.worth
        if money.written != money.home:
            goods = summed(converted(block.values, money.written), block.lines)
            if block.discount is not None:
                goods = goods - converted(block.discount, money.written)
            freight, insurance = (converted(0 if one is None else one, money.written) for one in (block.freight, block.insurance))
            return goods, freight, insurance, goods + freight + insurance
        return worth.goods, worth.freight, worth.insurance, worth.cif

    def _one(self, place: Any, index: int) -> Any:
        """One parcel of a cell, for the law to decide by."""
        at = 0 if place is None else int(np.argmax(place == index))
        block, worth = self.block, self.worth
        goods = tuple(int(one) for one in worth.values[:, at])
        pieces = (block.pieces,) * len(goods) if isinstance(block.pieces, int) else tuple(int(one) for one in block.pieces[:, at])
        freight, insurance = (one if isinstance(one, int) else int(one[at]) for one in (worth.freight, worth.insurance))
        unknown = block.without_freight is not None and bool(block.without_freight[at])
        return consignment(goods, pieces, None if unknown else freight, insurance)

    def _rates(self) -> Fractions:
        """The rate of duty of each line; where none was given, the one that all goods bear, or nothing for now."""
        block, general = self.block, self.law.general
        if block.duty is None:
            return Fractions(*(general or (0, 1)))
        if block.unrated is None or general is None:
            return block.duty
        top, bottom = block.duty
        if isinstance(bottom, int):
            shared = int(np.lcm(bottom, general[1]))
            return Fractions(np.where(block.unrated, general[0] * (shared // general[1]), top * (shared // bottom)), shared)
        return Fractions(np.where(block.unrated, general[0], top), np.where(block.unrated, general[1], bottom))

    def _fees(self) -> tuple[Any, Any]:
        """The fees of a parcel in the quote's currency, and those in the destination's that are taxed along with the goods."""
        whole, in_base = 0, 0
        for known in self.law.limits.fees:
            fee, limit, above, amount, least, most = known
            if limit is None or above is None or amount is None or least is None or most is None:
                continue
            due: Any
            if fee.rate:
                base = self.worth.cif if fee.cif else self.worth.goods
                due = np.minimum(np.maximum(divided(base * fee.rate.numerator, fee.rate.denominator), least), min(most, WHOLE))
            elif fee.method == "per_item":
                due = amount * _distinct(items_of(self.block, self.columns))
            else:
                due = amount * (self.block.lines if fee.method == "per_line" else 1)
            due = due * self.charged(known)
            whole = whole + converted(due, self.money.shown)
            in_base = in_base + due if fee.in_vat_base else in_base
        return whole, in_base

    def charged(self, known: FeeAmounts) -> Any:
        """Which parcels pay a fee."""
        goods = self.worth.goods
        below = goods < min(WHOLE if known.limit is None else known.limit, WHOLE)
        return below & (goods >= known.above) if known.above else below

    def _bound(self) -> None:
        """Refuses a block in which a number could come up that int64 does not hold."""
        block, law = self.block, self.law
        highs = block.bounds
        # up to the next power of two, so that few are ever reckoned
        name = ("room", block.lines, *(one.bit_length() for one in highs), *block.ends)
        roomy = law.memo.get(name)
        if roomy is None:
            duty, excise = ((0, 1, 1) if one is None else one for one in block.ends)
            roomy = law.memo[name] = fits(law, self.money, block.lines, [1 << one.bit_length() for one in highs], duty, excise)
        if not roomy:
            raise Unfit


def _distinct(items: Ints) -> Ints:
    """How many different items a parcel holds."""
    found = np.ones(items.shape[1], np.int64)
    for one in range(1, len(items)):
        found += ~(items[one] == items[:one]).any(axis=0)
    return found
