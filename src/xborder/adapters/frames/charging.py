"""The parcels of some cells, charged by one function of a line, and the sums that come of it."""

from typing import Any, NamedTuple, cast

import numpy as np

from xborder.adapters.frames.block import Block, Fractions, divided
from xborder.adapters.frames.columns import WHOLE, Columns, Ints, Mask
from xborder.adapters.frames.law import Law, Members
from xborder.adapters.frames.money import converted
from xborder.adapters.frames.worth import Worth, summed, taken
from xborder.shipping.consignment import Pair
from xborder.shipping.kernel import DUTY, TAX, levy_figure

__all__ = ["Group", "Out", "Whole", "items_of"]

NOTHING = Fractions(0, 1)


class Whole(NamedTuple):
    """What all groups of a block have in common."""

    law: Law
    block: Block
    columns: Columns
    worth: Worth
    shown: Pair | None
    place: Any
    inside: Mask | None
    parts: list[Any]
    """Freight, insurance and fees of each line."""
    rated: Fractions
    freed: dict[str, Any]

    def of_cells(self, told: bool | tuple[bool, ...], rows: Any) -> Any:  # noqa: FBT001 - what is told of all cells alike
        """For each parcel what is told of its cell."""
        if isinstance(told, bool):
            return told
        place = taken(self.place, rows)
        if told == (False, True):
            return place.view(np.bool_)
        return np.array(told).take(place)


class Group:
    """The parcels of some cells that are charged by one way."""

    def __init__(self, whole: Whole, members: Members) -> None:
        self.whole = whole
        self.law = whole.law
        self.members = members

    def charge(self, out: "Out", rows: Any, *, spared: bool = False) -> None:
        """Charges the parcels, and again without their duty those in which it is too small to be collected."""
        law, whole, members = self.law, self.whole, self.members
        cell = members.cell
        way = law.way("none", cell.tax) if spared else cell.way
        on = not spared and whole.of_cells(members.duty, rows)
        given = self.given(rows, cell.regime.duty) if way.steps.duty == "given" else 0
        pair = law.plan.simplified.rate if law.plan.simplified and cell.regime.duty == "replaces_all" else None
        rate = Fractions(pair.numerator, pair.denominator) if pair else _rates(whole.rated, rows)
        if on is not True:
            rate = NOTHING if on is False else Fractions(np.where(on, rate.numerators, 0), rate.denominators)
        excise = NOTHING if whole.block.excise is None else _rates(whole.block.excise, rows)
        parts = (whole.worth.cif_lines, 0, 0, whole.parts[2]) if way.entire and cell.inner is None else (whole.worth.values, *whole.parts)
        amounts = [taken(one, rows) for one in parts]
        freed = {name: taken(one, rows) for name, one in whole.freed.items()}
        tax = self.tax_rate(rows)
        nothing = [name for name, one in zip(("freight", "insurance", "fees"), amounts[1:], strict=True) if isinstance(one, int) and not one]
        nothing += ["duty"] if way.steps.duty == "rate" and isinstance(rate.numerators, int) and not rate.numerators else []
        nothing += ["tax"] if isinstance(tax, int) and not tax else []
        figures = law.line(way, tuple(nothing))(*amounts, given, *rate, tax, members.bottom, *excise, **freed)
        if cell.inner is not None and whole.inside is not None:
            tops, bottom = members.inner
            own = cell.inner.line(*amounts, given, *rate, self.by_category(tops, rows), bottom, *excise, **freed)
            within = taken(whole.inside, rows)
            figures = tuple([cast("Any", np.where(within, one, other)) for one, other in zip(own, figures, strict=True)])
        out.put(rows, members, figures, summed(given, whole.block.lines) if way.steps.duty == "given" else None)
        relief = law.limits.duty_relief
        if law.plan.duty_waiver and relief is not None and on is not False and way.duty == "rate" and not spared:
            small = (summed(figures[DUTY], whole.block.lines) < relief) & on
            if np.any(small):
                again = np.flatnonzero(small) if rows is None else rows[small]
                self.charge(out, again, spared=True)

    def tax_rate(self, rows: Any) -> Any:
        """The numerator of each line's tax."""
        tops, ranks = self.members.tops, self.whole.block.categories
        if tops.ndim == 1:
            return self.by_category(tops, rows)
        place = taken(self.whole.place, rows)
        return tops[:, -1].take(place) if ranks is None else tops[place[None], taken(ranks, rows)]

    def by_category(self, tops: Any, rows: Any) -> Any:
        """The numerator of each line's tax, from those of the categories."""
        ranks = self.whole.block.categories
        return int(tops[-1]) if ranks is None or (tops == tops[0]).all() else tops[taken(ranks, rows)]

    def given(self, rows: Any, method: str) -> Any:
        """Each line's share of a duty that is no rate of the line."""
        law, whole = self.law, self.whole
        if method == "per_item":
            return self.per_item(rows)
        cif = law.plan.simplified is not None and law.plan.simplified.basis == "cif"
        value = taken(whole.worth.cif if cif else whole.worth.goods, rows)
        total: Any = np.zeros(len(value), np.int64)
        for up_to, numerator, denominator, less in reversed(law.limits.bands or ()):
            total = np.where(value < min(up_to, WHOLE), np.maximum(divided(value * numerator, denominator) - less, 0), total)
        return whole.worth.spread(total, rows)

    def per_item(self, rows: Any) -> Any:
        """So much for each item, shared by value among the lines of one item."""
        law, whole = self.law, self.whole
        amount, lines = law.limits.per_item or 0, whole.block.lines
        if law.plan.simplified is None or law.plan.simplified.item != "hs6" or lines == 1:
            return amount
        items = items_of(whole.block, whole.columns, rows)
        # lines without a code are one item: which of them is which, the answer asks
        items = np.where(items < 0, -1, items)
        twins = np.zeros(items.shape[1], np.bool_)
        for one in range(lines):
            for other in range(one):
                twins |= items[one] == items[other]
        if not twins.any():
            return amount
        found = np.full(items.shape, amount, np.int64)
        some = np.flatnonzero(twins)
        found[:, some] = _among(amount, items[:, some], *whole.worth.ordered(some if rows is None else rows[some]))
        return found


def _among(amount: int, items: Ints, places: Ints, values: Ints) -> Any:
    """An amount for each item, shared by value in canonical order among its lines."""
    lines = len(items)
    kinds = np.take_along_axis(items, places, axis=0)
    seen, whole, heads, all_heads = (np.zeros_like(values) for _ in range(4))
    for one in range(lines):
        for other in range(lines):
            same = kinds[one] == kinds[other]
            whole[one] += np.where(same, values[other], 0)
            all_heads[one] += same
            if other <= one:
                seen[one] += np.where(same, values[other], 0)
                heads[one] += same
    bare = whole == 0
    seen, whole, own = np.where(bare, heads, seen), np.where(bare, all_heads, whole), np.where(bare, 1, values)
    found = divided(amount * seen, whole) - divided(amount * (seen - own), whole)
    back = np.empty_like(found)
    np.put_along_axis(back, places, found, axis=0)
    return back


class Out:
    """The sums of a block, filled group by group."""

    def __init__(self, whole: Whole, *, lines: bool) -> None:
        self.whole = whole
        self.lines = lines
        self.duty: Any = 0
        self.tax: Any = 0
        self.fee: Any = 0
        self.line_duty: Any = 0
        self.line_tax: Any = 0

    def put(self, rows: Any, members: Members, figures: tuple[Any, ...], given: Any) -> None:
        """The figures of some parcels, added up by kind."""
        whole, law, count = self.whole, self.whole.law, self.whole.block.lines
        shown = whole.shown
        duty, tax = figures[DUTY], figures[TAX]
        sums = {
            "duty": summed(converted(duty, shown), count) if given is None else converted(given, shown),
            "tax": summed(converted(tax, shown), count),
            "fee": 0,
        }
        if members.waives is not False and law.limits.tax_relief is not None and not isinstance(tax, int):
            small = (sums["tax"] if shown is None else summed(tax, count)) < law.limits.tax_relief
            kept = ~(small & whole.of_cells(members.waives, rows))
            sums["tax"], tax = sums["tax"] * kept, tax * kept
        own = {"duty": duty, "tax": tax, "fee": 0}
        for index, levy in enumerate(law.plan.levies):
            levied = figures[levy_figure(index)]
            sums[levy.kind] = sums[levy.kind] + summed(converted(levied, shown), count)
            own[levy.kind] = own[levy.kind] + levied
        shape = whole.worth.values.shape
        self.duty, self.tax, self.fee = (_put(one, rows, sums[kind], shape[1:]) for kind, one in (("duty", self.duty), ("tax", self.tax), ("fee", self.fee)))
        if self.lines:
            self.line_duty, self.line_tax = (_put(one, rows, own[kind], shape) for kind, one in (("duty", self.line_duty), ("tax", self.line_tax)))


def _put(into: Any, rows: Any, amounts: Any, shape: tuple[int, ...]) -> Any:
    if rows is None:
        return amounts
    whole = into if isinstance(into, np.ndarray) and into.flags.writeable and into.shape == shape else np.broadcast_to(into, shape).copy()
    whole[..., rows] = amounts
    return whole


def items_of(block: Block, columns: Columns, rows: Any = None) -> Ints:
    """What stands for the item of each line: its HS code of six digits, or else the line itself."""
    own = -1 - np.arange(block.lines)[:, None]
    if block.hs is None or columns.hs is None:
        return np.broadcast_to(own, block.values.shape if rows is None else (block.lines, len(rows)))
    short = sorted({word[:6] for word in columns.hs.known})
    table = np.array([*(short.index(word[:6]) for word in columns.hs.known), -1], np.int64)
    found = table[taken(block.hs, rows)]
    return np.where(found < 0, own, found)


def _rates(rate: Fractions, rows: Any) -> Fractions:
    return rate if rows is None else rate.take(rows)
