"""What is in force for parcels of one case: the plan, its limits, and the ways of charging that they lead to."""

from math import lcm
from typing import Any, NamedTuple

import numpy as np

from xborder.adapters.frames.columns import Mask
from xborder.adapters.frames.worth import Worth
from xborder.shipping.consignment import Columns, Consignment, Pair
from xborder.shipping.figures import steps_of
from xborder.shipping.kernel import Line, Steps, compiled
from xborder.shipping.limits import NO_LIMIT, Limits
from xborder.shipping.plan import LandedCostPlan
from xborder.shipping.regime import Regime, regime_of

__all__ = ["Cell", "Law", "Members", "Way", "consignment", "shared_rates", "steps_between"]


class Way(NamedTuple):
    """How the parcels of some cells are charged: one function of a line, in which duty or tax may be at a rate of nothing."""

    steps: Steps
    line: Line
    duty: str
    reads: frozenset[str]
    freed: tuple[str, ...]
    """The parts of the value that are free of duty or tax, where only the excess is charged."""
    entire: bool
    """Whether goods, freight and insurance are always taken together."""


class Cell(NamedTuple):
    """What holds between two limits; `duty` and `tax` tell whether the way's own are charged."""

    regime: Regime
    way: Way
    inner: Way | None
    duty: bool
    tax: str


class Members(NamedTuple):
    """Cells that are charged by one function of a line."""

    cell: Cell
    """The first of them."""
    members: list[int]
    duty: bool | tuple[bool, ...]
    """Whether the way's own duty is charged; where they differ, for each cell."""
    waives: bool | tuple[bool, ...]
    """Whether a tax that is small as a whole is waived."""
    tops: Any
    """For each category the numerator of the tax; where they differ, for each cell."""
    bottom: int
    inner: tuple[Any, int]
    """The seller's rates of tax, for lines that a scheme takes out of those at the border."""


class Law(NamedTuple):
    """The law of one case under the rates given."""

    plan: LandedCostPlan
    limits: Limits
    silent: bool
    """Whether a rule or a rate is missing, so that it has to be asked what stays open."""
    general: Pair | None
    """The rate of duty of lines that were given none, where there is one rate for all."""
    tariff: bool
    goods_steps: tuple[int, ...]
    cif_steps: tuple[int, ...]
    memo: dict[Any, Any]

    @property
    def uneven(self) -> bool:
        """Whether the seller's rates of tax are of other categories than those at the border."""
        border, sold = ([one for one, _, _ in rates] for rates in (self.plan.tax_rates, self.plan.scheme_rates))
        return border != sold

    @property
    def mixed(self) -> bool:
        """Whether there are levies, and goods that bear tax beside others that do not: a relief from tax is for parcels of the former."""
        return bool(self.plan.levies) and len({rate.numerator == 0 for _, rate, _ in self.plan.tax_rates}) > 1

    @property
    def by_item(self) -> bool:
        """Whether a scheme goes by item."""
        scheme = self.plan.scheme
        return scheme is not None and scheme.collects and scheme.per_item and self.limits.scheme is not None

    def cells(self, worth: Worth, inside: Mask | None, unfreighted: Mask | None) -> tuple[Any, list[int]]:
        """Where each parcel's cell stands among the cells there are; None where all are in the first."""
        found: Any = None
        for cif, steps in ((False, self.goods_steps), (True, self.cif_steps)):
            if steps:
                over = worth.reaches(steps[0], cif=cif)
                for step in steps[1:]:
                    over = over + worth.reaches(step, cif=cif)
                found = over if found is None else found * np.int8(len(steps) + 1) + over
        if inside is not None:
            found = (0 if found is None else found * np.int8(3)) + inside.any(axis=0).astype(np.int8) + inside.all(axis=0)
        if unfreighted is not None:
            found = unfreighted.view(np.int8) if found is None else found * np.int8(2) + unfreighted
        if found is None:
            return None, [0]
        low, high = int(found.min()), int(found.max())
        known = [one for one in range(low, high + 1) if one in (low, high) or (found == one).any()]
        names = [one if unfreighted is not None else 2 * one for one in known]
        if low == high:
            return None, names
        if known[-1] == len(known) - 1:
            return found, names
        table = np.zeros(high + 1, np.int8)
        table[known] = np.arange(len(known))
        return table.take(found), names

    def decide(self, name: int, parcel: Consignment) -> None:
        """Sets down what holds in a cell, decided by the law for one parcel in it."""
        regime = regime_of(self.plan, self.limits, parcel)
        mixed = regime.in_scheme is not None
        tax = "import" if mixed else regime.tax_of(0)
        inner = self.way(regime.duty, "scheme" if regime.tax == "scheme" else "none") if mixed else None
        self.memo[name] = Cell(regime, self.way(regime.duty, tax), inner, regime.duty in ("rate", "replaces_all"), tax)

    def groups(self, known: list[int], categories: tuple[str, ...]) -> tuple[tuple[Members, ...], frozenset[str]]:
        """The cells by the function of a line that charges them, and what these functions read."""
        name = ("groups", tuple(known), categories)
        made: tuple[tuple[Members, ...], frozenset[str]] | None = self.memo.get(name)
        if made is not None:
            return made
        cells = [self.memo[one] for one in known]
        tops, bottom = self._tax_rates(cells, categories)
        found: dict[tuple[Any, ...], list[int]] = {}
        for index, cell in enumerate(cells):
            kind = cell.regime.duty if cell.way.steps.duty == "given" or cell.regime.duty == "replaces_all" else ""
            found.setdefault((cell.way, kind, cell.inner), []).append(index)
        duties, waivers = tuple(one.duty for one in cells), tuple(one.regime.waives_tax for one in cells)
        inner = self._inner_rates(categories)
        groups = tuple(Members(cells[own[0]], own, _among(duties, own), _among(waivers, own), _rows_among(tops, own), bottom, inner) for own in found.values())
        reads = frozenset().union(*(way.reads for one in cells for way in (one.way, one.inner) if way))
        made = self.memo[name] = groups, reads
        return made

    def way(self, duty: str, tax: str) -> Way:
        """How lines are charged under a kind of duty and of tax: where it comes to the same, as a wider way at a rate of nothing."""
        known: Way | None = self.memo.get((duty, tax))
        if known is not None:
            return known
        own = steps_of(self.plan, duty, tax)
        steps, kind = own, duty
        if duty in ("rate", "none", "open") and not self.plan.levies:
            wanted = self._bare(own, duty="rate" if duty == "rate" else "none", tax=own.tax)
            for wide in ("import", "scheme"):
                host = steps_of(self.plan, "rate", wide)
                if self._bare(host, duty="rate" if duty == "rate" else "none", tax=own.tax) == wanted:
                    steps, kind = host, "rate"
                    break
        line = compiled(steps)
        read = {*steps.duty_columns, *(steps.tax_columns if steps.tax else ()), *(column for levy in steps.levies for column in levy.columns)}
        uplifted = steps.uplift_columns if steps.uplift[0] else ()
        freed = tuple(name for name in ("duty_free", "tax_free") if getattr(steps, name))
        made = self.memo[duty, tax] = Way(steps, line, kind, frozenset({*read, *uplifted, *freed}), freed, _entire(steps))
        return made

    def line(self, way: Way, absent: tuple[str, ...]) -> Line:
        """The way's function of a line without what is nothing in every line: a part of the value, or the rate of duty or tax."""
        name = (way.line, absent)
        known: Line | None = self.memo.get(name)
        if known is None:
            steps = way.steps
            for word in absent:
                steps = _without(steps, word)
            known = self.memo[name] = compiled(steps)
        return known

    def _bare(self, steps: Steps, *, duty: str, tax: bool) -> tuple[object, ...]:
        """What is left of steps whose duty or tax is nothing, as far as it moves an amount."""
        feeless = not any(fee.in_vat_base for fee in self.plan.fees)
        columns = frozenset(one for one in steps.tax_columns if not (one == "fees" and feeless) and not (one == "duty" and duty == "none"))
        uplift = (steps.uplift, steps.uplift_columns) if steps.uplift[0] else ()
        duties = (steps.duty_columns, steps.duty_free, steps.duty_factor, steps.duty_rounding, steps.base_rounding) if duty == "rate" else ()
        taxes = (columns, steps.tax_free, uplift, steps.inside, steps.tax_factor, steps.base_rounding, steps.tax_rounding) if tax else ()
        return duties, taxes, steps.levies

    def _tax_rates(self, cells: list[Cell], categories: tuple[str, ...]) -> tuple[Any, int]:
        """For each cell and category the numerator of the tax, and the denominator of all."""
        border, sold = ({one: (rate.numerator, rate.denominator) for one, rate, _ in rates} for rates in (self.plan.tax_rates, self.plan.scheme_rates))
        pairs = [_pairs({"scheme": sold, "import": border}.get(one.tax, {}), categories) for one in cells]
        tops, shared = shared_rates([pair for row in pairs for pair in row])
        return np.array(tops, np.int64).reshape(len(cells), -1), shared

    def _inner_rates(self, categories: tuple[str, ...]) -> tuple[Any, int]:
        """The seller's rates of tax for each category."""
        table = {one: (rate.numerator, rate.denominator) for one, rate, _ in self.plan.scheme_rates}
        tops, shared = shared_rates(_pairs(table, categories))
        return np.array(tops, np.int64), shared


def _entire(steps: Steps) -> bool:
    """Whether no figure reads one part of the value without the others."""
    value = {"goods", "freight", "insurance"}
    read = [steps.duty_columns, steps.tax_columns, *([steps.uplift_columns] if steps.uplift[0] else []), *(one.columns for one in steps.levies)]
    return all(value.isdisjoint(columns) or value.issubset(columns) for columns in read)


def _without(steps: Steps, word: str) -> Steps:
    """The steps where a column is nothing."""

    def left(columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in columns if one != word)

    levies = tuple(one._replace(columns=left(one.columns)) for one in steps.levies)
    steps = steps._replace(duty_columns=left(steps.duty_columns), tax_columns=left(steps.tax_columns), uplift_columns=left(steps.uplift_columns), levies=levies)
    if word == "duty":
        return steps._replace(duty="none")
    if word == "tax":
        return steps._replace(tax=False)
    return steps


def _among(told: tuple[bool, ...], own: list[int]) -> bool | tuple[bool, ...]:
    """What is so in all or none of some cells; otherwise for each of all."""
    some = {told[one] for one in own}
    return told if len(some) > 1 else some.pop()


def _rows_among(tops: Any, own: list[int]) -> Any:
    """The rates of some cells: one row where they are alike, otherwise all."""
    first = tops[own[0]]
    return first if (tops[own] == first).all() else tops


def _pairs(table: dict[str, Pair], categories: tuple[str, ...]) -> list[Pair]:
    """The rate of each category; what no parcel of the case holds stands at another's."""
    other = next(iter(table.values()), (0, 1))
    return [table.get(one, other) for one in categories]


def shared_rates(pairs: list[Pair]) -> tuple[list[int], int]:
    """Fractions over one denominator."""
    shared = lcm(*(bottom for _, bottom in pairs), 1)
    return [top * (shared // bottom) for top, bottom in pairs], shared


def steps_between(limits: Limits, plan: LandedCostPlan) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the regime can change as the goods' value rises, and where as their value with carriage does."""
    scheme, simplified = plan.scheme, plan.simplified
    found = [
        *([(limits.scheme, scheme.basis)] if scheme and not scheme.per_item else []),
        *([(limits.simplified, simplified.basis)] if simplified else []),
        *([(limits.duty_relief, plan.duty_relief.basis)] if plan.duty_relief and plan.duty_relief.by_value else []),
        *([(limits.tax_relief, plan.tax_relief.basis)] if plan.tax_relief and plan.tax_relief.by_value else []),
    ]
    known = [(limit, basis == "cif") for limit, basis in found if limit is not None and limit < min(NO_LIMIT, 1 << 62)]
    return tuple(sorted({limit for limit, cif in known if not cif})), tuple(sorted({limit for limit, cif in known if cif}))


def consignment(goods: tuple[int, ...], pieces: tuple[int, ...], freight: int | None, insurance: int) -> Consignment:
    """As much of a parcel as decides which regime it is under."""
    nothing = (0,) * len(goods)
    none: tuple[Pair | None, ...] = (None,) * len(goods)
    columns = Columns(None, goods, none, ((0, 1),) * len(goods), nothing, none, pieces, ("standard",) * len(goods), tuple(range(len(goods))))  # type: ignore[arg-type]
    return Consignment(goods, freight, insurance, none, none, none, goods, columns, nothing)
