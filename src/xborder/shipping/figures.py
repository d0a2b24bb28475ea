"""The figures of one consignment: which regime applies, and what each line comes to, in minor units."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xborder.atlas import Entry
from xborder.money import allocate, divide
from xborder.shipping.kernel import LineFunction, Steps, compiled
from xborder.shipping.limits import FeeAmounts, Limits
from xborder.shipping.plan import LandedCostPlan

__all__ = ["Consignment", "Need", "Pair", "Regime", "Row", "Terms", "regime_of", "rows_of", "spread"]

Pair = tuple[int, int]
Need = Callable[[str], None]
"""Is told the path of a fact that is missing."""


class Terms(NamedTuple):
    """What is the same for every charge of one kind in an answer."""

    code: str
    kind: str
    name: str
    entry: Entry | None
    collected_by: str


class Row(NamedTuple):
    """One charge: its terms, its line (None for the whole parcel) and its figures in the destination's minor units."""

    terms: Terms
    line: int | None
    base: int | None
    rate: Pair | None
    amount: int | None
    low: int
    high: int | None
    status: str


class Consignment(NamedTuple):
    """A parcel in the destination's minor units; None is a figure that nobody told."""

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


class Regime(NamedTuple):
    """How duty and tax are charged on this consignment, by which entries, and what left that undecided."""

    duty: str
    duty_entry: Entry | None
    tax: str
    tax_entry: Entry | None
    in_scheme: tuple[bool, ...] | None
    undecided: tuple[str, ...] = ()


class Track(NamedTuple):
    """How one line is charged under a regime: its function, and which columns it reads."""

    line: LineFunction
    rated: bool
    taxed: bool
    tax_reads_freight: bool
    tax_reads_duty: bool


def spread(total: int, weights: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    """Shares of a total by weight: remainders are carried in canonical order, so the order given never moves a cent."""
    if not total:
        return (0,) * len(weights)
    if len(weights) == 1:
        return (total,)
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


def regime_of(plan: LandedCostPlan, limits: Limits, parcel: Consignment) -> Regime:
    """Which regime the law puts this consignment under. Facts that leave it undecided stand in `undecided`."""
    goods = sum(parcel.goods)
    undecided: list[str] = []

    def holds(limit: int | None, basis: str) -> bool | None:
        """Whether the consignment's value is inside a limit; None where that is not known."""
        if limit is None:
            undecided.extend(limits.wanted)
            return None
        if basis != "cif":
            return goods < limit
        inside = goods + parcel.insurance + (parcel.freight or 0) < limit
        if inside and parcel.freight is None:
            undecided.append("/parcel/freight")
            return None
        return inside

    scheme = plan.scheme
    in_scheme: tuple[bool, ...] | None = None
    if scheme and (scheme.registered or scheme.mandatory or scheme.unregistered == "untaxed"):
        if scheme.per_item and limits.scheme is not None:
            in_scheme = tuple(value < limits.scheme * pieces for value, pieces in zip(parcel.goods, parcel.pieces, strict=True))
            fits: bool | None = any(in_scheme)
        else:
            fits = holds(limits.scheme, scheme.basis)
    else:
        fits = False
    if fits and scheme and scheme.duty == "none" and (in_scheme is None or all(in_scheme)):
        duty, duty_entry = "none", scheme.entry
    elif (simplified := plan.simplified) and (held := holds(limits.simplified, simplified.basis)) is not False:
        duty, duty_entry = "open" if held is None else simplified.method, simplified.entry
    elif (relief := plan.duty_relief) and relief.limit and (held := holds(limits.duty_relief, relief.basis)) is not False:
        duty, duty_entry = "open" if held is None else "none", relief.entry
    else:
        duty, duty_entry = "rate", plan.duty_base
    if duty == "replaces_all":
        return Regime(duty, duty_entry, "none", duty_entry, None, tuple(undecided))
    if fits is None:
        return Regime(duty, duty_entry, "open", plan.tax_base, None, tuple(undecided))
    if fits and scheme:
        tax = "scheme" if scheme.registered or scheme.unregistered == "owed" else "untaxed"
        return Regime(duty, duty_entry, tax, scheme.entry, in_scheme, tuple(undecided))
    relief = plan.tax_relief
    if relief and relief.by_value and (held := holds(limits.tax_relief, relief.basis)) is not False:
        return Regime(duty, duty_entry, "open" if held is None else "none", relief.entry, None, tuple(undecided))
    return Regime(duty, duty_entry, "import", plan.tax_base, None, tuple(undecided))


def _track(plan: LandedCostPlan, duty: str, tax: str) -> Track:
    """How a line is charged under a way of charging duty and a way of charging tax, remembered on the plan."""
    known: Track | None = plan.memo.get((duty, tax))
    if known is not None:
        return known
    steps = steps_of(plan, duty, tax)
    made = Track(compiled(steps), steps.duty == "rate", steps.tax, "freight" in steps.tax_columns, "duty" in steps.tax_columns)
    return plan.memo.setdefault((duty, tax), made)


def steps_of(plan: LandedCostPlan, duty: str, tax: str) -> Steps:
    """The steps of a line under a way of charging duty and a way of charging tax."""
    one = (1, 1)
    scheme = plan.scheme if tax == "scheme" else None
    uplift = plan.uplift if tax == "import" else None
    return Steps(
        duty="rate" if duty in ("rate", "replaces_all") else "given" if duty in ("per_item", "bands") else "none",
        duty_columns=("goods", "freight", "insurance") if plan.cif else ("goods",),
        duty_factor=(plan.factor.numerator, plan.factor.denominator) if plan.factor and duty == "rate" else one,
        duty_rounding=plan.rounding("duty"),
        tax=tax in ("import", "scheme"),
        tax_columns=scheme.base if scheme else plan.tax_columns,
        uplift=(uplift.numerator, uplift.denominator) if uplift else (0, 1),
        inside=plan.inside and tax == "import",
        tax_factor=(scheme.factor.numerator, scheme.factor.denominator) if scheme and scheme.factor else one,
        base_rounding=plan.rounding("base"),
        tax_rounding=plan.rounding("vat"),
    )


def _terms(plan: LandedCostPlan, regime: Regime) -> tuple[Terms, Terms, Terms]:
    """The terms of the duty, of a tax the seller collects, and of a tax collected at the border."""
    name = ("terms", regime.duty, regime.tax, regime.duty_entry and regime.duty_entry.name, regime.tax_entry and regime.tax_entry.name)
    known: tuple[Terms, Terms, Terms] | None = plan.memo.get(name)
    if known is not None:
        return known
    code = plan.simplified.code if plan.simplified and regime.duty in ("per_item", "bands", "replaces_all") else "mfn"
    sold = plan.scheme_rates[0][2] if plan.scheme_rates else regime.tax_entry
    imported = plan.tax_rates[0][2] if plan.tax_rates and regime.tax != "none" else regime.tax_entry
    made = (
        Terms(f"duty.{code}", "duty", "customs duty", regime.duty_entry, plan.collector),
        Terms("tax.vat", "tax", plan.tax_name, sold, "platform" if plan.platform else "seller"),
        Terms("tax.vat", "tax", plan.tax_name, imported, plan.collector),
    )
    return plan.memo.setdefault(name, made)


def rows_of(plan: LandedCostPlan, limits: Limits, parcel: Consignment, regime: Regime, need: Need) -> tuple[Row, ...]:
    """Every charge of the consignment: fees, then duty, then tax, line by line."""
    for fact in regime.undecided:
        need(fact)
    fee_rows = [_fee(fee, plan, parcel, limits, need) for fee in limits.fees] if limits.fees else []
    rows = [row for row in fee_rows if row is not None]
    in_base = sum(fee.amount or 0 for fee, known in zip(fee_rows, limits.fees, strict=True) if fee and known.fee.in_vat_base)
    given, duty_open = _given(plan, limits, parcel, regime, need)
    duty_terms, sold_terms, import_terms = _terms(plan, regime)
    duty_rows, tax_rows = _line_rows(plan, parcel, regime, given, in_base, need, duty_open=duty_open)
    if regime.duty not in ("rate", "replaces_all"):
        total = sum(given)
        status = "missing" if duty_open else "not_applicable" if regime.duty == "none" else "known"
        duty_rows = [Row(duty_terms, None, None, None, None if duty_open else total, total, None if duty_open else total, status)]
    if regime.tax == "open":
        tax_rows = [Row(import_terms, None, None, None, None, 0, None, "missing")]
    elif not tax_rows and regime.tax_entry is not None:
        tax_rows = [Row(import_terms._replace(entry=regime.tax_entry), None, None, None, 0, 0, 0, "not_applicable")]
    if plan.tax_relief and not plan.tax_relief.by_value:
        tax_rows = _waived(plan, limits, tax_rows)
    return (*rows, *duty_rows, *tax_rows)


def _line_rows(
    plan: LandedCostPlan, parcel: Consignment, regime: Regime, given: tuple[int, ...], fees_in_base: int, need: Need, *, duty_open: bool
) -> tuple[list[Row], list[Row]]:
    """The charges that are reckoned line by line."""
    weights, order = parcel.weights, parcel.order
    freights = spread(parcel.freight or 0, weights, order)
    insurances = spread(parcel.insurance, weights, order)
    fees = spread(fees_in_base, weights, order)
    duty_terms, sold_terms, import_terms = _terms(plan, regime)
    freight_unknown = parcel.freight is None
    replacing = plan.simplified.rate if plan.simplified and regime.duty == "replaces_all" else None
    duty_rates = ((replacing.numerator, replacing.denominator),) * len(given) if replacing else parcel.duty_rates
    duty_rows: list[Row] = []
    tax_rows: list[Row] = []
    for index, goods in enumerate(parcel.goods):
        tax = _tax_of(regime, index)
        track = _track(plan, regime.duty, tax)
        duty_rate = duty_rates[index]
        tax_rate = (parcel.scheme_rates if tax == "scheme" else parcel.tax_rates)[index]
        duty_base, duty, tax_base, amount = track.line(
            goods, freights[index], insurances[index], fees[index], given[index], *(duty_rate or (0, 1)), *(tax_rate or (0, 1))
        )
        missing = duty_open
        if track.rated:
            without_freight = freight_unknown and plan.cif
            if duty_rate is None:
                need(f"/parcel/lines/{index}/duty_rate")
                missing = True
            elif without_freight and duty_rate[0]:
                need("/parcel/freight")
                missing = True
            duty_rows.append(_row(duty_terms, index, None if without_freight else duty_base, duty_rate, duty, missing=missing))
        if track.taxed:
            taxed = tax_rate is None or bool(tax_rate[0])
            missing = tax_rate is None or (taxed and ((missing and track.tax_reads_duty) or (freight_unknown and track.tax_reads_freight)))
            terms = sold_terms if tax == "scheme" else import_terms
            tax_rows.append(_row(terms, index, None if missing else tax_base, tax_rate, amount, missing=missing))
    return duty_rows, tax_rows


def _tax_of(regime: Regime, index: int) -> str:
    """How the tax of a line is collected: by the seller, at the border, or not at all."""
    if regime.tax in ("scheme", "untaxed"):
        inside = regime.in_scheme is None or regime.in_scheme[index]
        return ("scheme" if regime.tax == "scheme" else "none") if inside else "import"
    return regime.tax if regime.tax == "import" else "none"


def _row(terms: Terms, line: int, base: int | None, rate: Pair | None, amount: int, *, missing: bool) -> Row:
    """A line's charge; a missing one knows at least what it comes to without the missing facts."""
    if missing:
        return Row(terms, line, base, rate, None, amount, None, "missing")
    return Row(terms, line, base, rate, amount, amount, amount, "known")


def _given(plan: LandedCostPlan, limits: Limits, parcel: Consignment, regime: Regime, need: Need) -> tuple[tuple[int, ...], bool]:
    """Each line's share of a duty that is not a rate of the line, and whether a fact for it is missing."""
    nothing = (0,) * len(parcel.goods)
    if regime.duty == "per_item":
        return _per_item(plan, limits, parcel, need)
    if regime.duty != "bands":
        return nothing, regime.duty == "open"
    if limits.bands is None:
        for fact in limits.wanted:
            need(fact)
        return nothing, True
    value = sum(parcel.goods)
    without_freight = False
    if plan.simplified and plan.simplified.basis == "cif":
        without_freight = parcel.freight is None
        value += parcel.insurance + (parcel.freight or 0)
    if without_freight:
        need("/parcel/freight")
    for up_to, numerator, denominator, less in limits.bands:
        if value < up_to:
            total = max(divide(value * numerator, denominator) - less, 0)
            return spread(total, parcel.weights, parcel.order), without_freight
    return nothing, without_freight


def _per_item(plan: LandedCostPlan, limits: Limits, parcel: Consignment, need: Need) -> tuple[tuple[int, ...], bool]:
    """So much for each item; goods of one HS code are one item, shared among its lines by value."""
    if limits.per_item is None:
        for fact in limits.wanted:
            need(fact)
        return (0,) * len(parcel.goods), True
    groups: dict[str, list[int]] = {}
    unknown = False
    for index in parcel.order:
        item = parcel.items[index]
        if item is None and len(parcel.items) > 1 and plan.simplified and plan.simplified.item == "hs6":
            need(f"/parcel/lines/{index}/hs")
            unknown = True
        groups.setdefault((item or "") if plan.simplified and plan.simplified.item == "hs6" else str(index), []).append(index)
    shares = [0] * len(parcel.goods)
    for members in groups.values():
        for index, share in zip(members, allocate(limits.per_item, [parcel.weights[one] for one in members]), strict=True):
            shares[index] = share
    return tuple(shares), unknown


def _fee(known: FeeAmounts, plan: LandedCostPlan, parcel: Consignment, limits: Limits, need: Need) -> Row | None:
    """What a fee comes to, or None where the parcel is above its limit."""
    fee, limit, amount, least, most = known
    goods = sum(parcel.goods)
    if limit is not None and goods >= limit:
        return None
    terms = Terms(f"fee.{fee.code}", "fee", fee.code, fee.entry, fee.collected_by)
    if limit is None or amount is None or least is None or most is None:
        for fact in limits.wanted:
            need(fact)
        return Row(terms, None, None, None, None, 0, None, "missing")
    if fee.rate:
        total = min(max(divide(goods * fee.rate.numerator, fee.rate.denominator), least), most)
        return Row(terms, None, goods, (fee.rate.numerator, fee.rate.denominator), total, total, total, "known")
    items = len({item or str(index) for index, item in enumerate(parcel.items)})
    total = amount * {"per_parcel": 1, "per_line": len(parcel.goods), "per_item": items}[fee.method]
    return Row(terms, None, None, None, total, total, total, "known")


def _waived(plan: LandedCostPlan, limits: Limits, rows: list[Row]) -> list[Row]:
    """Tax rows, unless the tax collected at the border is as a whole too small to be collected."""
    own = [row for row in rows if row.terms.collected_by == plan.collector]
    if not own or plan.tax_relief is None or limits.tax_relief is None or any(row.status != "known" for row in own):
        return rows
    if sum(row.amount or 0 for row in own) >= limits.tax_relief:
        return rows
    waived = own[0].terms._replace(entry=plan.tax_relief.entry)
    return [row for row in rows if row not in own] + [Row(waived, None, None, None, 0, 0, 0, "not_applicable")]
