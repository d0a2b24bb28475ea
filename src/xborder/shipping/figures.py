"""What each line comes to under a regime, as ints: the tape that an answer keeps."""

from collections.abc import Sequence
from typing import NamedTuple

from xborder.money import allocate, divide
from xborder.shipping.consignment import Consignment, spread
from xborder.shipping.kernel import Line, Lines, Steps, compiled
from xborder.shipping.limits import FeeAmounts, Limits
from xborder.shipping.plan import LandedCostPlan
from xborder.shipping.regime import Regime, named_regime

__all__ = ["Tape", "reckon", "steps_of"]


class Tape(NamedTuple):
    """Per line: duty base, duty, tax base, tax. Beside them what is fixed, what is open (nothing, where those are empty), and the sums."""

    regime: Regime
    lines: tuple[tuple[int, int, int, int], ...]
    given: tuple[int, ...]
    fees: tuple[int | None, ...]
    open_duty: Sequence[bool]
    open_tax: Sequence[bool]
    waived: bool
    duty: int
    tax: int


class Track(NamedTuple):
    """How one line is charged under a regime: its function, and which columns it reads."""

    line: Line
    lines: Lines
    rated: bool
    taxed: bool
    tax_reads_freight: bool
    tax_reads_duty: bool


def reckon(plan: LandedCostPlan, limits: Limits, parcel: Consignment, regime: Regime, wants: list[str]) -> Tape:
    """The figures of a consignment under its regime; the paths of missing facts are added to `wants`."""
    duty_open = False
    fees: tuple[int | None, ...] = ()
    given = (0,) * len(parcel.goods)
    if regime.undecided:
        wants += regime.undecided
    if limits.fees:
        fees = tuple([_fee(fee, parcel, limits, wants) for fee in limits.fees])
    if regime.duty not in ("rate", "none"):
        given, duty_open = _given(plan, limits, parcel, regime, wants)
    tape = _lines(plan, limits, parcel, regime, given, fees, wants, duty_open)
    if plan.duty_waiver and regime.duty == "rate":
        return _without_small_duty(plan, limits, parcel, tape, wants)
    return tape


def _without_small_duty(plan: LandedCostPlan, limits: Limits, parcel: Consignment, tape: Tape, wants: list[str]) -> Tape:
    """The tape without a duty that is as a whole too small to be collected."""
    relief, regime = plan.duty_relief, tape.regime
    if relief is None or limits.duty_relief is None or any(tape.open_duty) or tape.duty >= limits.duty_relief:
        return tape
    spared = named_regime(plan, "none", relief.entry, regime.tax, regime.tax_entry, regime.in_scheme)
    return _lines(plan, limits, parcel, spared, tape.given, tape.fees, wants, duty_open=False)


def _lines(
    plan: LandedCostPlan,
    limits: Limits,
    parcel: Consignment,
    regime: Regime,
    given: tuple[int, ...],
    fees: tuple[int | None, ...],
    wants: list[str],
    duty_open: bool,  # noqa: FBT001
) -> Tape:
    goods, freight, insurance, duty_rates, tax_rates, scheme_rates, _, _, order, weights = parcel
    freights = spread(freight or 0, weights, order)
    insurances = spread(insurance, weights, order)
    fee_shares = spread(_in_base(fees, limits) if fees else 0, weights, order)
    if regime.duty == "replaces_all" and plan.simplified and plan.simplified.rate:
        duty_rates = ((plan.simplified.rate.numerator, plan.simplified.rate.denominator),) * len(goods)
    mixed = regime.in_scheme is not None
    how = regime.tax_of(0)
    track = _track(plan, regime.duty, how)
    if not (mixed or duty_open or freight is None or None in duty_rates or None in tax_rates or None in scheme_rates):
        columns = zip(goods, freights, insurances, fee_shares, given, duty_rates, scheme_rates if how == "scheme" else tax_rates, strict=True)
        done, duty_sum, tax_sum = track.lines(columns)
        waived = plan.tax_waiver and _waived(plan, limits, regime, tax_sum, ())
        return Tape(regime, done, given, fees, (), (), waived, duty_sum, 0 if waived else tax_sum)
    lines: list[tuple[int, int, int, int]] = []
    open_duty: list[bool] = []
    open_tax: list[bool] = []
    duty_sum = tax_sum = 0
    for index, value in enumerate(goods):
        if mixed:
            how = regime.tax_of(index)
            track = _track(plan, regime.duty, how)
        duty_rate = duty_rates[index]
        tax_rate = scheme_rates[index] if how == "scheme" else tax_rates[index]
        dn, dd = duty_rate or (0, 1)
        tn, td = tax_rate or (0, 1)
        figures = track.line(value, freights[index], insurances[index], fee_shares[index], given[index], dn, dd, tn, td)
        lines.append(figures)
        duty_sum += figures[1]
        tax_sum += figures[3]
        missing = duty_open
        if track.rated:
            if duty_rate is None:
                wants.append(f"/parcel/lines/{index}/duty_rate")
                missing = True
            elif freight is None and plan.cif and dn:
                missing = True
        open_duty.append(missing)
        open_tax.append(
            track.taxed and (tax_rate is None or (tn > 0 and ((missing and track.tax_reads_duty) or (freight is None and track.tax_reads_freight))))
        )
    waived = _waived(plan, limits, regime, tax_sum, open_tax)
    if waived:
        tax_sum -= sum(line[3] for index, line in enumerate(lines) if regime.tax_of(index) == "import")
    return Tape(regime, tuple(lines), given, fees, tuple(open_duty), tuple(open_tax), waived, duty_sum, tax_sum)


def _in_base(fees: tuple[int | None, ...], limits: Limits) -> int:
    """The fees that are taxed along with the goods."""
    return sum(fee for fee, known in zip(fees, limits.fees, strict=True) if fee and fee != NOT_CHARGED and known.fee.in_vat_base)


def _waived(plan: LandedCostPlan, limits: Limits, regime: Regime, tax: int, open_tax: Sequence[bool]) -> bool:
    """Whether the tax at the border is as a whole too small to be collected."""
    relief = plan.tax_relief
    if relief is None or relief.by_value or relief.limit is None or limits.tax_relief is None or regime.tax != "import":
        return False
    return not any(open_tax) and tax < limits.tax_relief


def _track(plan: LandedCostPlan, duty: str, tax: str) -> Track:
    """How a line is charged under a way of charging duty and a way of charging tax, remembered on the plan."""
    known: Track | None = plan.memo.get((duty, tax))
    if known is not None:
        return known
    steps = steps_of(plan, duty, tax)
    made = Track(*compiled(steps), steps.duty == "rate", steps.tax, "freight" in steps.tax_columns, "duty" in steps.tax_columns)
    plan.memo[duty, tax] = made
    return made


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


def _given(plan: LandedCostPlan, limits: Limits, parcel: Consignment, regime: Regime, wants: list[str]) -> tuple[tuple[int, ...], bool]:
    """Each line's share of a duty that is not a rate of the line, and whether a fact for it is missing."""
    nothing = (0,) * len(parcel.goods)
    if regime.duty == "per_item":
        return _per_item(plan, limits, parcel, wants)
    if regime.duty != "bands":
        return nothing, regime.duty == "open"
    if limits.bands is None:
        wants += limits.wanted
        return nothing, True
    value = sum(parcel.goods)
    without_freight = False
    if plan.simplified and plan.simplified.basis == "cif":
        without_freight = parcel.freight is None
        value += parcel.insurance + (parcel.freight or 0)
    for up_to, numerator, denominator, less in limits.bands:
        if value < up_to:
            total = max(divide(value * numerator, denominator) - less, 0)
            return spread(total, parcel.weights, parcel.order), without_freight
    return nothing, without_freight


def _per_item(plan: LandedCostPlan, limits: Limits, parcel: Consignment, wants: list[str]) -> tuple[tuple[int, ...], bool]:
    """So much for each item; goods of one HS code are one item, shared among its lines by value."""
    if limits.per_item is None:
        wants += limits.wanted
        return (0,) * len(parcel.goods), True
    by_code = plan.simplified is not None and plan.simplified.item == "hs6"
    groups: dict[str, list[int]] = {}
    unknown = False
    for index in parcel.order:
        item = parcel.items[index]
        if item is None and by_code and len(parcel.items) > 1:
            wants.append(f"/parcel/lines/{index}/hs")
            unknown = True
        groups.setdefault((item or "") if by_code else str(index), []).append(index)
    shares = [0] * len(parcel.goods)
    for members in groups.values():
        for index, share in zip(members, allocate(limits.per_item, [parcel.weights[one] for one in members]), strict=True):
            shares[index] = share
    return tuple(shares), unknown


NOT_CHARGED = -1
"""Where a fee would stand that this parcel does not pay."""


def _fee(known: FeeAmounts, parcel: Consignment, limits: Limits, wants: list[str]) -> int | None:
    """What a fee comes to; None while a rate is missing."""
    fee, limit, above, amount, least, most = known
    goods = sum(parcel.goods)
    if limit is None or above is None or amount is None or least is None or most is None:
        wants += limits.wanted
        return None
    if goods >= limit or (above and goods < above):
        return NOT_CHARGED
    if fee.rate:
        return min(max(divide(goods * fee.rate.numerator, fee.rate.denominator), least), most)
    items = len({item or str(index) for index, item in enumerate(parcel.items)})
    return amount * {"per_parcel": 1, "per_line": len(parcel.goods), "per_item": items}[fee.method]
