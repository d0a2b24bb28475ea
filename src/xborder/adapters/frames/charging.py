"""The parcels of some cells, charged by one function of a line, and the sums that come of it."""

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from xborder.adapters.frames.block import Fractions, divided
from xborder.adapters.frames.columns import WHOLE, Ints, Mask
from xborder.adapters.frames.law import Cell
from xborder.adapters.frames.money import converted
from xborder.shipping.kernel import DUTY, TAX, levy_figure

if TYPE_CHECKING:
    from xborder.adapters.frames.reckoning import Reckoning

__all__ = ["Group", "Out", "summed", "taken"]

NOTHING = Fractions(0, 1)


class Group:
    """The parcels of some cells that are charged by one way; `place` tells each parcel's cell."""

    def __init__(self, whole: "Reckoning", found: list[Cell], members: list[int], place: Any, inside: Mask | None) -> None:
        self.whole = whole
        self.law = whole.law
        self.found = found
        self.members = members
        self.place = place
        self.inside = inside

    def flags(self, rows: Any, told: list[bool]) -> Any:
        """What is so in some of the cells, for each parcel; one truth where it is so in all or none."""
        own = [told[one] for one in self.members]
        if all(own) or not any(own):
            return own[0]
        return np.array(told)[self.place if rows is None else self.place[rows]]

    def charge(self, out: "Out", rows: Any, parts: list[Any], rated: Fractions, tables: tuple[Any, int], *, spared: bool = False) -> None:
        """Charges the parcels, and again without their duty those in which it is too small to be collected."""
        law, whole, cell = self.law, self.whole, self.found[self.members[0]]
        regime = cell.regime
        way = law.way("none", cell.tax) if spared else cell.way
        on = not spared and self.flags(rows, [one.duty for one in self.found])
        given = self.given(rows, regime.duty) if way.steps.duty == "given" else 0
        pair = law.plan.simplified.rate if law.plan.simplified and regime.duty == "replaces_all" else None
        rate = Fractions(pair.numerator, pair.denominator) if pair else rates_of(rated, rows)
        if on is not True:
            rate = NOTHING if on is False else Fractions(rate.numerators * on, rate.denominators)
        excise = NOTHING if whole.block.excise is None else rates_of(whole.block.excise, rows)
        amounts = [taken(one, rows) for one in (whole.values, *parts)]
        freed = {name: taken(one, rows) for name, one in whole.freed.items()}
        figures = way.line(*amounts, given, *rate, self.tax_rate(rows, tables[0]), tables[1], *excise, **freed)
        if cell.inner is not None and self.inside is not None:
            tops, bottom = law.inner_rates(whole.categories)
            own = cell.inner.line(*amounts, given, *rate, whole.by_category(tops, rows), bottom, *excise, **freed)
            within = taken(self.inside, rows)
            figures = tuple([cast("Any", np.where(within, one, other)) for one, other in zip(own, figures, strict=True)])
        out.put(rows, self, figures, summed(given, whole.block.lines) if way.steps.duty == "given" else None)
        relief = law.limits.duty_relief
        if law.plan.duty_waiver and relief is not None and on is not False and way.duty == "rate" and not spared:
            small = (summed(figures[DUTY], whole.block.lines) < relief) & on
            if small.any():
                again = np.flatnonzero(small) if rows is None else rows[small]
                self.charge(out, again, parts, rated, tables, spared=True)

    def tax_rate(self, rows: Any, tops: Any) -> Any:
        """The numerator of each line's tax."""
        own = tops[self.members]
        if (own == own[0]).all():
            return self.whole.by_category(own[0], rows)
        place = self.place if rows is None else self.place[rows]
        ranks = self.whole.block.categories
        return tops[:, -1][place] if ranks is None else tops[place[None], taken(ranks, rows)]

    def given(self, rows: Any, method: str) -> Any:
        """Each line's share of a duty that is no rate of the line."""
        law, whole = self.law, self.whole
        if method == "per_item":
            return self.per_item(rows)
        value = taken(whole.goods, rows)
        if law.plan.simplified and law.plan.simplified.basis == "cif":
            value = value + sum(taken(one, rows) for one in whole.carriage)
        total: Any = np.zeros(len(value), np.int64)
        for up_to, numerator, denominator, less in reversed(law.limits.bands or ()):
            total = np.where(value < min(up_to, WHOLE), np.maximum(divided(value * numerator, denominator) - less, 0), total)
        return whole.spread(total, rows)

    def per_item(self, rows: Any) -> Any:
        """So much for each item, shared by value among the lines of one item."""
        law, whole = self.law, self.whole
        amount, lines = law.limits.per_item or 0, whole.block.lines
        if law.plan.simplified is None or law.plan.simplified.item != "hs6" or lines == 1:
            return amount
        items = whole.items(rows)
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
        found[:, some] = _among(amount, items[:, some], *whole.ordered(some if rows is None else rows[some]))
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

    def __init__(self, whole: "Reckoning", *, lines: bool) -> None:
        self.whole = whole
        self.lines = lines
        self.duty: Any = 0
        self.tax: Any = 0
        self.fee: Any = 0
        self.line_duty: Any = 0
        self.line_tax: Any = 0

    def put(self, rows: Any, group: Group, figures: tuple[Any, ...], given: Any) -> None:
        """The figures of some parcels, added up by kind."""
        whole, law, count = self.whole, group.law, self.whole.block.lines
        shown = whole.money.shown
        duty, tax = figures[DUTY], figures[TAX]
        sums = {
            "duty": summed(converted(duty, shown), count) if given is None else converted(given, shown),
            "tax": summed(converted(tax, shown), count),
            "fee": 0,
        }
        waives = group.flags(rows, [one.regime.waives_tax for one in group.found])
        if waives is not False and law.limits.tax_relief is not None:
            kept = ~(((sums["tax"] if shown is None else summed(tax, count)) < law.limits.tax_relief) & waives)
            sums["tax"], tax = sums["tax"] * kept, tax * kept
        own = {"duty": duty, "tax": tax, "fee": 0}
        for index, levy in enumerate(law.plan.levies):
            levied = figures[levy_figure(index)]
            sums[levy.kind] = sums[levy.kind] + summed(converted(levied, shown), count)
            own[levy.kind] = own[levy.kind] + levied
        self.duty, self.tax, self.fee = (
            _put(one, rows, sums[kind], whole.goods.shape) for kind, one in (("duty", self.duty), ("tax", self.tax), ("fee", self.fee))
        )
        if self.lines:
            self.line_duty, self.line_tax = (_put(one, rows, own[kind], whole.values.shape) for kind, one in (("duty", self.line_duty), ("tax", self.line_tax)))


def _put(into: Any, rows: Any, amounts: Any, shape: tuple[int, ...]) -> Any:
    if rows is None:
        return amounts
    whole = into if isinstance(into, np.ndarray) and into.flags.writeable and into.shape == shape else np.broadcast_to(into, shape).copy()
    whole[..., rows] = amounts
    return whole


def summed(figure: Any, lines: int) -> Any:
    """What the lines come to together."""
    if np.ndim(figure) == 0:
        return figure * lines
    if len(figure) == 1:
        return figure[0]
    whole = figure[0] + figure[1]
    for one in figure[2:]:
        whole += one
    return whole


def taken(part: Any, rows: Any) -> Any:
    """The part of some parcels, where it is not one for all."""
    return part if rows is None or np.ndim(part) == 0 else part.take(rows, axis=-1)


def rates_of(rate: Fractions, rows: Any) -> Fractions:
    return rate if rows is None else rate.take(rows)
