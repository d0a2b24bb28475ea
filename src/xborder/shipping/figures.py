"""The figures of one consignment: which regime applies, and what each line comes to, in minor units."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from xborder.atlas import Entry
from xborder.money import ExchangeRates, Money, allocate, divide
from xborder.shipping.kernel import Steps, compiled
from xborder.shipping.plan import Fee, LandedCostPlan, Scheme

__all__ = ["Consignment", "Regime", "Row", "Terms", "regime_of", "rows_of", "spread"]

Pair = tuple[int, int]


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
    in_scheme: tuple[bool, ...]
    undecided: tuple[str, ...] = ()


def spread(total: int, weights: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    """Shares of a total by weight: remainders are carried in canonical order, so the order given never moves a cent."""
    if not total:
        return (0,) * len(weights)
    if len(weights) == 1:
        return (total,)
    shares = allocate(total, [weights[index] for index in order])
    back = [0] * len(weights)
    for index, share in zip(order, shares, strict=True):
        back[index] = share
    return tuple(back)


class _Limits:
    """Compares a consignment with the limits of the law, and remembers what it could not compare."""

    def __init__(self, plan: LandedCostPlan, parcel: Consignment, rates: ExchangeRates | None) -> None:
        self.plan = plan
        self.parcel = parcel
        self.rates = rates
        self.goods = sum(parcel.goods)
        self.undecided: list[str] = []

    def bound(self, limit: Money) -> int | None:
        found = self.plan.bound(limit, self.rates, floor=True)
        if found is None:
            self.undecided.append(f"/rates/{limit.currency}~1{self.plan.currency}")
        return found

    def holds(self, limit: Money | None, basis: str, *, strict: bool) -> bool | None:
        """Whether the consignment's value is inside a limit; None where that is not known."""
        if limit is None:
            return True
        bound = self.bound(limit)
        if bound is None:
            return None
        value = self.goods
        if basis == "cif":
            value += self.parcel.insurance + (self.parcel.freight or 0)
        inside = value < bound if strict else value <= bound
        if inside and basis == "cif" and self.parcel.freight is None:
            self.undecided.append("/parcel/freight")
            return None
        return inside

    def each(self, scheme: Scheme) -> tuple[bool, ...] | None:
        """Which lines are under a scheme; None where that is not known."""
        count = len(self.parcel.goods)
        if not scheme.per_item:
            held = self.holds(scheme.limit, scheme.basis, strict=scheme.strict)
            return None if held is None else (held,) * count
        bound = self.bound(scheme.limit) if scheme.limit else None
        if bound is None:
            return None
        pairs = zip(self.parcel.goods, self.parcel.pieces, strict=True)
        return tuple(value < bound * pieces if scheme.strict else value <= bound * pieces for value, pieces in pairs)


def regime_of(plan: LandedCostPlan, parcel: Consignment, rates: ExchangeRates | None) -> Regime:
    """Which regime the law puts this consignment under. Facts that leave it undecided stand in `undecided`."""
    limits = _Limits(plan, parcel, rates)
    nobody = (False,) * len(parcel.goods)
    scheme = plan.scheme
    if scheme and not (scheme.registered or scheme.mandatory or scheme.unregistered == "untaxed"):
        scheme = None
    in_scheme = limits.each(scheme) if scheme else nobody
    duty, duty_entry = _duty_of(plan, limits, in_scheme)
    tax, tax_entry = "import", plan.tax_base
    if duty == "replaces_all":
        tax, tax_entry, in_scheme = "none", duty_entry, nobody
    elif in_scheme is None:
        tax, in_scheme = "open", nobody
    elif scheme and any(in_scheme):
        tax, tax_entry = "scheme" if scheme.registered or scheme.unregistered == "owed" else "untaxed", scheme.entry
    elif plan.tax_relief and plan.tax_relief.method in ("at_most", "below"):
        relieved = limits.holds(plan.tax_relief.limit, plan.tax_relief.basis, strict=plan.tax_relief.method == "below")
        if relieved is not False:
            tax, tax_entry = "open" if relieved is None else "none", plan.tax_relief.entry
    return Regime(duty, duty_entry, tax, tax_entry, in_scheme, tuple(dict.fromkeys(limits.undecided)))


def _duty_of(plan: LandedCostPlan, limits: _Limits, in_scheme: tuple[bool, ...] | None) -> tuple[str, Entry | None]:
    if plan.scheme and plan.scheme.duty == "none" and in_scheme and all(in_scheme):
        return "none", plan.scheme.entry
    if plan.simplified:
        held = limits.holds(plan.simplified.limit, plan.simplified.basis, strict=plan.simplified.strict)
        if held is not False:
            return "open" if held is None else plan.simplified.method, plan.simplified.entry
    relief = plan.duty_relief
    if relief and relief.method in ("at_most", "below"):
        held = limits.holds(relief.limit, relief.basis, strict=relief.method == "below")
        if held is not False:
            return "open" if held is None else "none", relief.entry
    return "rate", plan.duty_base


def steps_of(plan: LandedCostPlan, duty: str, tax: str) -> Steps:
    """The steps of a line under a way of charging duty and a way of charging tax."""
    one = (1, 1)
    factor = (plan.factor.numerator, plan.factor.denominator) if plan.factor else one
    scheme = plan.scheme if tax == "scheme" else None
    columns = scheme.base if scheme else plan.tax_columns
    uplift = plan.uplift if tax == "import" else None
    return Steps(
        duty="rate" if duty in ("rate", "replaces_all") else "given" if duty in ("per_item", "bands") else "none",
        duty_columns=("goods", "freight", "insurance") if plan.cif else ("goods",),
        duty_factor=factor if duty == "rate" else one,
        duty_rounding=plan.rounding("duty"),
        tax=tax in ("import", "scheme"),
        tax_columns=columns,
        uplift=(uplift.numerator, uplift.denominator) if uplift else (0, 1),
        inside=plan.inside and tax == "import",
        tax_factor=(scheme.factor.numerator, scheme.factor.denominator) if scheme and scheme.factor else one,
        base_rounding=plan.rounding("base"),
        tax_rounding=plan.rounding("vat"),
    )


Problem = Callable[[str], None]


def rows_of(plan: LandedCostPlan, parcel: Consignment, regime: Regime, rates: ExchangeRates | None, need: Problem) -> tuple[Row, ...]:
    """Every charge of the consignment: fees, then duty, then tax, line by line. `need` is told what is missing."""
    for fact in regime.undecided:
        need(fact)
    fees = tuple(_fees(plan, parcel, rates, need))
    given, duty_open = _given(plan, parcel, regime, rates, need)
    duty_open = duty_open or regime.duty == "open"
    lines = _Lines(plan, parcel, regime, given, sum(row.amount or 0 for row, fee in fees if fee.in_vat_base), duty_open, need)
    duty_rows, tax_rows = lines.rows()
    duty_terms, _, import_terms = lines.terms
    if regime.duty != "rate" and regime.duty != "replaces_all":
        total = sum(given)
        status = "missing" if duty_open else "not_applicable" if regime.duty == "none" else "known"
        duty_rows = [Row(duty_terms, None, None, None, None if duty_open else total, total, None if duty_open else total, status)]
    if regime.tax == "open":
        tax_rows = [Row(import_terms, None, None, None, None, 0, None, "missing")]
    elif not tax_rows and regime.tax_entry is not None:
        tax_rows = [Row(import_terms._replace(entry=regime.tax_entry), None, None, None, 0, 0, 0, "not_applicable")]
    return (*(row for row, _ in fees), *duty_rows, *_waived(plan, tax_rows, rates))


class _Lines:
    """The charges that are reckoned line by line."""

    def __init__(self, plan: LandedCostPlan, parcel: Consignment, regime: Regime, given: tuple[int, ...], fees: int, duty_open: bool, need: Problem) -> None:  # noqa: FBT001
        self.plan = plan
        self.parcel = parcel
        self.regime = regime
        self.given = given
        self.duty_open = duty_open
        self.need = need
        self.terms = _terms(plan, regime)
        self.freight = spread(parcel.freight or 0, parcel.weights, parcel.order)
        self.insurance = spread(parcel.insurance, parcel.weights, parcel.order)
        self.fees = spread(fees, parcel.weights, parcel.order)

    def rows(self) -> tuple[list[Row], list[Row]]:
        duty_rows: list[Row] = []
        tax_rows: list[Row] = []
        replacing = self.regime.duty == "replaces_all" and self.plan.simplified and self.plan.simplified.rate
        for index in range(len(self.parcel.goods)):
            tax = self.tax_of(index)
            steps = steps_of(self.plan, self.regime.duty, tax)
            duty_rate = (replacing.numerator, replacing.denominator) if replacing else self.parcel.duty_rates[index]
            tax_rate = (self.parcel.scheme_rates if tax == "scheme" else self.parcel.tax_rates)[index]
            duty_base, duty, tax_base, tax_amount = compiled(steps)(
                self.parcel.goods[index], self.freight[index], self.insurance[index], self.fees[index], self.given[index], *(duty_rate or (0, 1)), *(tax_rate or (0, 1))
            )  # fmt: skip
            open_duty = self.duty_open
            if steps.duty == "rate":
                open_duty = self.open_duty(index, duty_rate)
                base = None if self.parcel.freight is None and self.plan.cif else duty_base
                duty_rows.append(_row(self.terms[0], index, base, duty_rate, duty, missing=open_duty))
            if steps.tax:
                missing = self.open_tax(steps, tax_rate, open_duty=open_duty)
                tax_rows.append(_row(self.terms[1 if tax == "scheme" else 2], index, None if missing else tax_base, tax_rate, tax_amount, missing=missing))
        return duty_rows, tax_rows

    def tax_of(self, index: int) -> str:
        """How the tax of a line is collected: by the seller, at the border, or not at all."""
        mode = self.regime.tax
        if mode in ("scheme", "untaxed"):
            return ("scheme" if mode == "scheme" else "none") if self.regime.in_scheme[index] else "import"
        return mode if mode == "import" else "none"

    def open_duty(self, index: int, rate: Pair | None) -> bool:
        """Whether a fact is missing for a line's duty; a rate of zero needs no base."""
        if rate is None:
            self.need(f"/parcel/lines/{index}/duty_rate")
            return True
        if self.parcel.freight is None and self.plan.cif and rate[0]:
            self.need("/parcel/freight")
            return True
        return False

    def open_tax(self, steps: Steps, rate: Pair | None, *, open_duty: bool) -> bool:
        if rate is None:
            return True
        if not rate[0]:
            return False
        without_freight = self.parcel.freight is None and "freight" in steps.tax_columns
        if without_freight:
            self.need("/parcel/freight")
        return without_freight or (open_duty and "duty" in steps.tax_columns)


def _row(terms: Terms, line: int, base: int | None, rate: Pair | None, amount: int, *, missing: bool) -> Row:
    """A line's charge; a missing one knows at least what it comes to without the missing facts."""
    return Row(terms, line, base, rate, None if missing else amount, amount, None if missing else amount, "missing" if missing else "known")


def _terms(plan: LandedCostPlan, regime: Regime) -> tuple[Terms, Terms, Terms]:
    """The terms of the duty, of a tax the seller collects, and of a tax collected at the border."""
    code = plan.simplified.code if plan.simplified and regime.duty in ("per_item", "bands", "replaces_all") else "mfn"
    duty = Terms(f"duty.{code}", "duty", "customs duty", regime.duty_entry, plan.collector)
    sold = plan.scheme_rates[0][2] if plan.scheme_rates else regime.tax_entry
    imported = plan.tax_rates[0][2] if plan.tax_rates and regime.tax != "none" else regime.tax_entry
    by_seller = Terms("tax.vat", "tax", plan.tax_name, sold, "platform" if plan.platform else "seller")
    return duty, by_seller, Terms("tax.vat", "tax", plan.tax_name, imported, plan.collector)


def _given(plan: LandedCostPlan, parcel: Consignment, regime: Regime, rates: ExchangeRates | None, need: Problem) -> tuple[tuple[int, ...], bool]:
    """Each line's share of a duty that is not a rate of the line, and whether a fact for it is missing."""
    simple = plan.simplified
    none = (0,) * len(parcel.goods)
    if simple is None or regime.duty not in ("per_item", "bands"):
        return none, False
    if regime.duty == "per_item":
        amount = plan.bound(simple.amount, rates) if simple.amount else 0
        if amount is None:
            need(f"/rates/{simple.amount.currency if simple.amount else ''}~1{plan.currency}")
            return none, True
        groups: dict[str, list[int]] = {}
        for index, item in enumerate(parcel.items):
            if item is None and len(parcel.items) > 1 and simple.item == "hs6":
                need(f"/parcel/lines/{index}/hs")
                return (amount, *none[1:]), True
            groups.setdefault((item or "") if simple.item == "hs6" else str(index), []).append(index)
        shares = [0] * len(parcel.goods)
        for members in groups.values():
            ranked = [index for index in parcel.order if index in members]
            for index, share in zip(ranked, allocate(amount, [parcel.weights[index] for index in ranked]), strict=True):
                shares[index] = share
        return tuple(shares), False
    value = sum(parcel.goods)
    if simple.basis == "cif":
        if parcel.freight is None:
            need("/parcel/freight")
        value += parcel.insurance + (parcel.freight or 0)
    for top, rate, less in simple.bands:
        bound, off = plan.bound(top, rates, floor=True), plan.bound(less, rates) if less else 0
        if bound is None or off is None:
            need(f"/rates/{top.currency}~1{plan.currency}")
            return none, True
        if value <= bound:
            total = max(divide(value * rate.numerator, rate.denominator) - off, 0)
            return spread(total, parcel.weights, parcel.order), simple.basis == "cif" and parcel.freight is None
    return none, False


def _fees(plan: LandedCostPlan, parcel: Consignment, rates: ExchangeRates | None, need: Problem) -> Iterator[tuple[Row, Fee]]:
    limits = _Limits(plan, parcel, rates)
    for fee in plan.fees:
        held = limits.holds(fee.limit, "goods", strict=fee.strict)
        if held is False:
            continue
        terms = Terms(f"fee.{fee.code}", "fee", fee.code, fee.entry, fee.collected_by)
        amount = None if held is None else _fee(fee, plan, parcel, rates)
        if amount is None:
            need(next(iter(limits.undecided), f"/rates/{_currency(fee)}~1{plan.currency}"))
        rate = (fee.rate.numerator, fee.rate.denominator) if fee.rate else None
        base = sum(parcel.goods) if fee.rate else None
        yield Row(terms, None, base, rate, amount, amount or 0, amount, "missing" if amount is None else "known"), fee


def _currency(fee: Fee) -> str:
    money = fee.amount or fee.least or fee.most or fee.limit
    return str(money.currency) if money else ""


def _fee(fee: Fee, plan: LandedCostPlan, parcel: Consignment, rates: ExchangeRates | None) -> int | None:
    if fee.method == "rate" and fee.rate:
        amount = divide(sum(parcel.goods) * fee.rate.numerator, fee.rate.denominator)
        least, most = plan.bound(fee.least, rates) if fee.least else 0, plan.bound(fee.most, rates) if fee.most else amount
        return None if least is None or most is None else min(max(amount, least), max(most, least))
    each = plan.bound(fee.amount, rates) if fee.amount else 0
    if each is None:
        return None
    items = len({item or str(index) for index, item in enumerate(parcel.items)})
    return each * {"per_parcel": 1, "per_line": len(parcel.goods), "per_item": items}[fee.method]


def _waived(plan: LandedCostPlan, rows: list[Row], rates: ExchangeRates | None) -> list[Row]:
    """Tax rows, unless the tax as a whole is too small to be collected."""
    relief = plan.tax_relief
    if not relief or relief.limit is None or relief.method not in ("tax_at_most", "tax_below"):
        return rows
    own = [row for row in rows if row.terms.collected_by == plan.collector and row.status == "known"]
    bound = plan.bound(relief.limit, rates, floor=True)
    if not own or bound is None:
        return rows
    total = sum(row.amount or 0 for row in own)
    if total > bound or (relief.method == "tax_below" and total == bound):
        return rows
    waived = own[0].terms._replace(entry=relief.entry)
    return [row for row in rows if row not in own] + [Row(waived, None, None, None, 0, 0, 0, "not_applicable")]

