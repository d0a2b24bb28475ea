"""What a block of parcels comes to: cells of the law, each charged by its own function of a line."""

from typing import Any, NamedTuple

import numpy as np

from xborder.adapters.frames.block import Block, Fractions, divided, shares
from xborder.adapters.frames.bounds import fits
from xborder.adapters.frames.charging import Group, Out, summed, taken
from xborder.adapters.frames.columns import WHOLE, Columns, Ints
from xborder.adapters.frames.law import Law, consignment
from xborder.adapters.frames.money import Brought, converted

__all__ = ["Figures", "Reckoning", "Unfit"]

NOTHING = Fractions(0, 1)


_WIDEST = 14


class Unfit(Exception):
    """Some figure would not fit into a column of int64."""


class Figures(NamedTuple):
    """What parcels come to, in the quote's minor units; line by line in the destination's."""

    goods: Ints
    freight: Any
    insurance: Any
    duty: Any
    tax: Any
    fee: Any
    line_duty: Any
    line_tax: Any
    cells: Any
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
        self.freed: dict[str, Any] = {}
        self._order: tuple[Ints, Ints] | None = None
        self._bound()
        self.overdrawn: Any = None
        if block.discount is not None:
            ways = ((converted(block.values, way), converted(block.discount, way)) for way in {money.home, money.written})
            self.overdrawn = np.logical_or.reduce([off > summed(values, block.lines) for values, off in ways])
            self.block = block = block._replace(discount=np.where(self.overdrawn, 0, block.discount))
        values = converted(block.values, money.home)
        self.carriage = [converted(one, money.home) for one in (_filled(block.freight), _filled(block.insurance))]
        self.values = values if block.discount is None else values - self._spread(converted(block.discount, money.home), values)
        self.goods = summed(self.values, block.lines)

    def _ordered(self) -> tuple[Ints, Ints]:
        if self._order is None:
            self._order = self.block.order(self.columns.skus, self.columns)
        return self._order

    def _sorted(self, values: Ints) -> Ints:
        """Values in canonical order."""
        places, written = self._ordered()
        if values is self.block.values:
            return written
        return np.take_along_axis(values, places, axis=0)

    def _spread(self, total: Any, values: Ints) -> Any:
        if self.block.lines == 1:
            return total[None] if np.ndim(total) else np.broadcast_to(total, values.shape)
        return shares(total, self._sorted(values), self._ordered()[0])

    def figures(self) -> Figures:
        """What the parcels come to."""
        law, block = self.law, self.block
        freight, insurance = self.carriage
        inside = None
        if law.by_item:
            limit = min(law.limits.scheme or 0, WHOLE // 2)
            pieces = block.pieces if isinstance(block.pieces, int) else np.minimum(block.pieces, max(WHOLE // max(limit, 1), 1))
            inside = self.values < limit * pieces
        cells, known = law.cells(self.goods, lambda: self.goods + freight + insurance, inside, block.without_freight)
        found = [law.cell(one, lambda one=one: self._one(cells, one)) for one in known]
        fees, in_base = self._fees()
        rated = self._rates()
        tables = law.tax_rates(known, self.categories)
        groups: dict[tuple[Any, ...], list[int]] = {}
        for index, cell in enumerate(found):
            kind = cell.regime.duty if cell.way.steps.duty == "given" or cell.regime.duty == "replaces_all" else ""
            groups.setdefault((cell.way, kind, cell.inner), []).append(index)
        reads = frozenset().union(*(way.reads for cell in found for way in (cell.way, cell.inner) if way))
        told = (("freight", freight), ("insurance", insurance), ("fees", in_base))
        parts = [self._spread(one, self.values) if name in reads and np.any(one) else 0 for name, one in told]
        place = None if cells is None else _places(known)[cells]
        self.freed = {name: self._spread(amount, self.values) for name in reads & {"duty_free", "tax_free"} if (amount := getattr(law.limits, name))}
        out = Out(self, lines=self.lines)
        for members in groups.values():
            rows = None if len(groups) == 1 else np.flatnonzero(np.array([one in members for one in range(len(known))])[place])
            Group(self, found, members, place, inside).charge(out, rows, parts, rated, tables)
        prices, carriage = self._shown()
        return Figures(prices, carriage[0], carriage[1], out.duty, out.tax, fees + out.fee, out.line_duty, out.line_tax, place, known)

    def _shown(self) -> tuple[Any, list[Any]]:
        """Goods, freight and insurance as written, in the quote's currency."""
        block, money = self.block, self.money
        if money.written == money.home:
            return self.goods, self.carriage
        goods = converted(block.values, money.written).sum(axis=0)
        if block.discount is not None:
            goods = goods - converted(block.discount, money.written)
        return goods, [converted(_filled(one), money.written) for one in (block.freight, block.insurance)]

    def _one(self, cells: Any, name: int) -> Any:
        """One parcel of a cell, for the law to decide by."""
        at = 0 if cells is None else int(np.argmax(cells == name))
        block = self.block
        goods = tuple(int(one) for one in self.values[:, at])
        pieces = (block.pieces,) * len(goods) if isinstance(block.pieces, int) else tuple(int(one) for one in block.pieces[:, at])
        freight, insurance = (one if isinstance(one, int) else int(one[at]) for one in self.carriage)
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

    def by_category(self, tops: Any, rows: Any) -> Any:
        """The numerator of each line's tax, from those of the categories."""
        ranks = self.block.categories
        return int(tops[-1]) if ranks is None or (tops == tops[0]).all() else tops[taken(ranks, rows)]

    def ordered(self, rows: Any) -> tuple[Ints, Ints]:
        """Of some parcels which line stands at each place in canonical order, and the values in it."""
        places = self._ordered()[0].take(rows, axis=1)
        return places, np.take_along_axis(self.values.take(rows, axis=1), places, axis=0)

    def spread(self, total: Any, rows: Any) -> Any:
        """A total of some parcels, shared among their lines."""
        if rows is None or self.block.lines == 1:
            return self._spread(total, self.values if rows is None else self.values.take(rows, axis=1))
        places, values = self.ordered(rows)
        return shares(total, values, places)

    def items(self, rows: Any = None) -> Ints:
        """What stands for the item of each line: its HS code of six digits, or else the line itself."""
        block = self.block
        own = -1 - np.arange(block.lines)[:, None]
        if block.hs is None or self.columns.hs is None:
            return np.broadcast_to(own, self.values.shape if rows is None else (block.lines, len(rows)))
        short = sorted({word[:6] for word in self.columns.hs.known})
        table = np.array([*(short.index(word[:6]) for word in self.columns.hs.known), -1], np.int64)
        found = table[block.hs if rows is None else block.hs.take(rows, axis=1)]
        return np.where(found < 0, own, found)

    def _fees(self) -> tuple[Any, Any]:
        """The fees of a parcel in the quote's currency, and those in the destination's that are taxed along with the goods."""
        whole, in_base = 0, 0
        for fee, limit, above, amount, least, most in self.law.limits.fees:
            if limit is None or above is None or amount is None or least is None or most is None:
                continue
            if fee.rate:
                due = np.minimum(np.maximum(divided(self.goods * fee.rate.numerator, fee.rate.denominator), least), min(most, WHOLE))
            else:
                due = (
                    amount * {"per_parcel": 1, "per_line": self.block.lines, "per_item": _distinct(self.items()) if fee.method == "per_item" else 1}[fee.method]
                )
            charged = self.goods < min(limit, WHOLE)
            due = due * (charged & (self.goods >= above) if above else charged)
            whole = whole + converted(due, self.money.shown)
            in_base = in_base + due if fee.in_vat_base else in_base
        return whole, in_base

    def lacking(self, figures: Figures) -> tuple[Any, Any]:
        """Which parcels may lack a fact, and which are asked alone because a tariff has to be read for them."""
        law, block = self.law, self.block
        rows: Any = np.ones(block.parcels, np.bool_) if law.silent else None
        unrated = np.ones(block.values.shape, np.bool_) if block.duty is None else block.unrated
        alone = None
        if unrated is not None and law.general is None:
            rated = self._of_cells(figures, [law.memo[one].regime.duty == "rate" for one in figures.known])
            lacks = unrated.any(axis=0) & rated
            if law.tariff:
                alone = np.flatnonzero(lacks)
            else:
                rows = _either(rows, lacks)
        if block.without_freight is not None:
            rows = _either(rows, block.without_freight)
        by_code = law.plan.simplified is not None and law.plan.simplified.item == "hs6" and block.lines > 1
        if by_code:
            coded = np.zeros(block.parcels, np.bool_) if block.hs is None else (block.hs >= 0).all(axis=0)
            rows = _either(rows, ~coded & self._of_cells(figures, [law.memo[one].regime.duty == "per_item" for one in figures.known]))
        found = None if rows is None else np.flatnonzero(rows)
        if self.overdrawn is not None and self.overdrawn.any():
            refused = np.flatnonzero(self.overdrawn)
            alone = refused if alone is None else np.union1d(alone, refused)
        if alone is not None and found is not None and len(alone):
            found = np.setdiff1d(found, alone)
        return found, alone

    def _of_cells(self, figures: Figures, told: list[bool]) -> Any:
        if figures.cells is None:
            return np.full(self.block.parcels, told[0])
        return np.array(told)[figures.cells]

    def pattern(self, figures: Figures, rows: Any) -> Any:
        """A number for each way in which parcels lack facts; None where they are too many or too mixed to tell."""
        law, block = self.law, self.block
        waived = law.plan.duty_waiver and law.plan.levies
        if block.lines > _WIDEST or waived or any(law.memo[one].inner is not None for one in figures.known):
            return None
        found = np.full(len(rows), figures.known[0]) if figures.cells is None else np.array(figures.known)[figures.cells[rows]]
        found = 2 * found + (0 if block.without_freight is None else block.without_freight[rows])
        nothing = np.zeros(block.values.shape, np.bool_)
        taxes = [{one: rate.numerator for one, rate, _ in group} for group in (law.plan.tax_rates, law.plan.scheme_rates)]
        kinds = np.array([sum(((one in table) + bool(table.get(one))) << 2 * at for at, table in enumerate(taxes)) for one in self.categories])
        bare = block.duty is None
        marks = [
            (~nothing if bare else nothing if block.unrated is None else block.unrated),
            (nothing if bare or block.duty is None else np.broadcast_to(block.duty.numerators == 0, nothing.shape)),
            (~nothing if block.hs is None else block.hs < 0),
        ]
        for line in range(block.lines):
            for mark in marks:
                found = 2 * found + mark[line][rows]
        if block.categories is not None:
            if block.lines > _WIDEST // 3:
                return None
            for line in range(block.lines):
                found = 16 * found + kinds[block.categories[line][rows]]
        return found

    def _bound(self) -> None:
        """Refuses a block in which a number could come up that int64 does not hold."""
        block, law, money = self.block, self.law, self.money
        highs = block.bounds
        rates = [(NOTHING if one is None else one).ends for one in (block.duty, block.excise)]
        # up to the next power of two, so that few are ever reckoned
        name = ("room", block.lines, *(one.bit_length() for one in highs), *rates)
        roomy = law.memo.get(name)
        if roomy is None:
            roomy = law.memo[name] = fits(law, money, block.lines, [1 << one.bit_length() for one in highs], rates[0], rates[1])
        if not roomy:
            raise Unfit


def _either(one: Any, other: Any) -> Any:
    return other if one is None else one | other


def _filled(one: Any) -> Any:
    return 0 if one is None else one


def _distinct(items: Ints) -> Ints:
    """How many different items a parcel holds."""
    found = np.ones(items.shape[1], np.int64)
    for one in range(1, len(items)):
        found += ~(items[one] == items[:one]).any(axis=0)
    return found


def _places(known: list[int]) -> Ints:
    """Where each cell stands in the list of those there are."""
    table = np.zeros(max(known) + 1, np.int64)
    table[known] = np.arange(len(known))
    return table
