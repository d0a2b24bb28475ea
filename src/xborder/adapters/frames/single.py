"""Parcels of a batch that are asked one at a time: what the column path leaves alone, and one for each way of lacking a fact."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from xborder.adapters.frames.columns import LINE
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import Money, Rate
from xborder.shipping.cost import LandedCost
from xborder.shipping.figures import levy_figures
from xborder.shipping.kernel import DUTY, TAX
from xborder.shipping.parcel import Parcel

__all__ = ["COMPLETE", "Asked", "Outcome", "asked_alone"]

FIGURES = ("goods", "freight", "insurance", "duty", "tax", "fee", "total")


class Outcome(NamedTuple):
    """How it ended for a parcel, and which of its figures are known."""

    status: str
    needs: tuple[str, ...]
    error: str | None
    known: tuple[bool, ...]


COMPLETE = Outcome("complete", (), None, (True,) * len(FIGURES))


class Asked(NamedTuple):
    """What a parcel that was asked alone comes to."""

    outcome: Outcome
    figures: tuple[int, ...]
    line_duty: tuple[int, ...]
    line_tax: tuple[int, ...]


def asked_alone(batch: Any, row: int, template: Parcel, prices_in: Currency, ask: Callable[[Parcel], LandedCost], *, most: int) -> Asked:
    """What one row of a batch comes to, asked as `landed_cost` is; what cannot be read is said, not raised."""
    told = batch.slice(row, 1).to_pylist()[0]
    count = len(_listed(told))
    nothing = (0,) * count
    try:
        cost = ask(_parcel(told, template, prices_in))
    except FactError as error:
        return Asked(Outcome("refused", (error.path,) if error.path else (), str(error), (False,) * len(FIGURES)), (0,) * len(FIGURES), nothing, nothing)
    sums = cost.sums
    amounts = (cost.goods, cost.freight, cost.insurance, sums.duty, sums.tax, sums.fee, cost.total)
    figures = tuple(0 if one is None else one.minor for one in amounts)
    line_duty, line_tax = _by_line(cost) or (nothing, nothing)
    if max(*figures, *line_duty, *line_tax) > most:
        text = "a figure of this parcel is beyond a column of int64"
        return Asked(Outcome("refused", (), text, (False,) * len(FIGURES)), (0,) * len(FIGURES), nothing, nothing)
    needs = tuple(dict.fromkeys(need.path for need in cost.needs))
    return Asked(Outcome(cost.status, needs, None, tuple(one is not None for one in amounts)), figures, line_duty, line_tax)


def _by_line(cost: LandedCost) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Duty and tax of each line in the destination's minor units, levies of either kind among them."""
    tape, plan = cost.tape, cost.plan
    if tape is None:
        return None
    on_duty, on_tax = levy_figures(plan, "duty"), levy_figures(plan, "tax")
    duties = tuple(line[DUTY] + sum(line[one] for one in on_duty) for line in tape.lines)
    taxes = tuple((0 if tape.waived else line[TAX]) + sum(line[one] for one in on_tax) for line in tape.lines)
    return duties, taxes


def _listed(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of a row, whichever way they are written."""
    if "lines" in told:
        return told["lines"] or []
    columns = {name: told[name] for name in LINE if name in told}
    if not any(isinstance(one, list) for one in columns.values()):
        return [columns]
    counts = [len(one) for one in columns.values() if one is not None]
    return [{name: one[index] for name, one in columns.items() if one is not None} for index in range(max(counts, default=0))]


def _parcel(told: dict[str, Any], template: Parcel, prices_in: Currency) -> Parcel:
    facts = {name: getattr(template, name) for name in template.to_dict()}
    for name in ("freight", "insurance", "discount"):
        if name in told:
            facts[name] = None if told[name] is None else _money(told[name], prices_in)
    facts["lines"] = [_line(one, index, prices_in) for index, one in enumerate(_listed(told))]
    return Parcel(**facts)


def _line(told: dict[str, Any], index: int, prices_in: Currency) -> dict[str, Any]:
    facts = {name: value for name, value in told.items() if value is not None}
    if "unit_price" in facts:
        facts["unit_price"] = _money(facts["unit_price"], prices_in)
    for name in ("duty_rate", "excise_rate"):
        if isinstance(facts.get(name), dict):
            top, bottom = facts[name].values()
            if bottom <= 0:
                raise FactError("unreadable_rate", f"{top}/{bottom} is not a rate", path=f"/lines/{index}/{name}", hint="a denominator is above zero")
            facts[name] = Rate.of(top, bottom)
    return {"sku": f"{index:05d}", **facts}


def _money(amount: int | Decimal, currency: Currency) -> Money:
    return Money.of(amount, currency) if isinstance(amount, int) else Money(amount, currency)
