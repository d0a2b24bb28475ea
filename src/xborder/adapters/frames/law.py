"""What is in force for parcels of one case: the plan, its limits, and the ways of charging that they lead to."""

from math import lcm
from typing import Any, NamedTuple

import numpy as np

from xborder.adapters.frames.columns import Ints
from xborder.shipping.consignment import Columns, Consignment, Pair
from xborder.shipping.figures import steps_of
from xborder.shipping.kernel import Line, Steps, compiled
from xborder.shipping.limits import NO_LIMIT, Limits
from xborder.shipping.plan import LandedCostPlan
from xborder.shipping.regime import Regime, regime_of

__all__ = ["Cell", "Law", "Way", "consignment", "shared_rates", "steps_between"]


class Way(NamedTuple):
    """How the parcels of some cells are charged: one function of a line, in which duty or tax may be at a rate of nothing."""

    steps: Steps
    line: Line
    duty: str
    reads: frozenset[str]
    freed: tuple[str, ...]
    """The parts of the value that are free of duty or tax, where only the excess is charged."""


class Cell(NamedTuple):
    """What holds between two limits; `duty` and `tax` tell whether the way's own are charged."""

    regime: Regime
    way: Way
    inner: Way | None
    duty: bool
    tax: str


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
    def by_item(self) -> bool:
        """Whether a scheme goes by item."""
        scheme = self.plan.scheme
        return scheme is not None and scheme.collects and scheme.per_item and self.limits.scheme is not None

    def cells(self, goods: Ints, cif: Any, inside: Any, unfreighted: Any) -> tuple[Any, list[int]]:
        """In which cell each parcel is, and the cells there are; None where all are in the first."""
        found: Any = 0
        if self.goods_steps:
            found = sum(((goods >= step).view(np.int8) for step in self.goods_steps), start=np.zeros(1, np.int8))
        if self.cif_steps:
            value = cif()
            over = sum(((value >= step).view(np.int8) for step in self.cif_steps), start=np.zeros(1, np.int8))
            found = found * np.int8(len(self.cif_steps) + 1) + over
        if inside is not None:
            found = found * np.int8(3) + inside.any(axis=0) + inside.all(axis=0)
        if unfreighted is not None or not isinstance(found, int):
            found = found * np.int8(2) + (np.int8(0) if unfreighted is None else unfreighted)
        if isinstance(found, int):
            return None, [0]
        low, high = int(found.min()), int(found.max())
        if low == high:
            return None, [low]
        known = [one for one in range(low, high + 1) if one in (low, high) or (found == one).any()]
        return found, known

    def cell(self, name: int, parcel: Any) -> Cell:
        """What holds in a cell, decided by the law for one parcel in it."""
        known: Cell | None = self.memo.get(name)
        if known is None:
            regime = regime_of(self.plan, self.limits, parcel())
            mixed = regime.in_scheme is not None
            way = self.way(regime.duty, "import" if mixed else regime.tax_of(0))
            inner = self.way(regime.duty, "scheme" if regime.tax == "scheme" else "none") if mixed else None
            known = self.memo[name] = Cell(regime, way, inner, regime.duty in ("rate", "replaces_all"), "import" if mixed else regime.tax_of(0))
        return known

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
        made = self.memo[duty, tax] = Way(steps, line, kind, frozenset({*read, *uplifted, *freed}), freed)
        return made

    def _bare(self, steps: Steps, *, duty: str, tax: bool) -> tuple[object, ...]:
        """What is left of steps whose duty or tax is nothing, as far as it moves an amount."""
        feeless = not any(fee.in_vat_base for fee in self.plan.fees)
        columns = frozenset(one for one in steps.tax_columns if not (one == "fees" and feeless) and not (one == "duty" and duty == "none"))
        uplift = (steps.uplift, steps.uplift_columns) if steps.uplift[0] else ()
        duties = (steps.duty_columns, steps.duty_free, steps.duty_factor, steps.duty_rounding, steps.base_rounding) if duty == "rate" else ()
        taxes = (columns, steps.tax_free, uplift, steps.inside, steps.tax_factor, steps.base_rounding, steps.tax_rounding) if tax else ()
        return duties, taxes, steps.levies

    def tax_rates(self, cells: list[int], categories: tuple[str, ...]) -> tuple[Any, int]:
        """For each cell and category the numerator of the tax, and the denominator of all."""
        name = ("rates", tuple(cells), categories)
        known: tuple[Any, int] | None = self.memo.get(name)
        if known is None:
            border, sold = ({one: (rate.numerator, rate.denominator) for one, rate, _ in rates} for rates in (self.plan.tax_rates, self.plan.scheme_rates))
            pairs = []
            for cell in cells:
                tax = self.memo[cell].tax
                table = {"scheme": sold, "import": border}.get(tax, {})
                pairs.append(_pairs(table, categories))
            tops, shared = shared_rates([pair for row in pairs for pair in row])
            known = self.memo[name] = np.array(tops, np.int64).reshape(len(cells), -1), shared
        return known

    def inner_rates(self, categories: tuple[str, ...]) -> tuple[Any, int]:
        """The seller's rates of tax for each category."""
        table = {one: (rate.numerator, rate.denominator) for one, rate, _ in self.plan.scheme_rates}
        tops, shared = shared_rates(_pairs(table, categories))
        return np.array(tops, np.int64), shared


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
