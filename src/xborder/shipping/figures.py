"""What each line comes to under a regime, as ints: the tape that an answer keeps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from xborder.money import allocate, divide
from xborder.shipping.consignment import Consignment, spread
from xborder.shipping.kernel import DUTY, SHARED, TAX, Levied, Line, Lines, Steps, compiled, levy_figure, looped
from xborder.shipping.limits import FeeAmounts, Limits
from xborder.shipping.plan import Fee, LandedCostPlan, Levy, Scheme
from xborder.shipping.regime import Regime, named_regime

__all__ = ["NOT_CHARGED", "Tape", "customs_values", "fee_base", "levy_figures", "reckon", "steps_of"]


_TUPLE = tuple.__new__
"""What a named tuple's own constructor does, without the call that reads its arguments."""


class Tape(NamedTuple):
    """Per line its figures; beside them what is fixed, what is open (nothing, where that is empty), and the sums."""

    regime: Regime
    lines: tuple[tuple[int, ...], ...]
    given: tuple[int, ...]
    fees: tuple[int | None, ...]
    open: tuple[int, ...]
    """For each line a bit for each figure that a fact is missing for."""
    waived: bool
    duty: int
    tax: int
    levied: int

    def lacks(self, line: int, figure: int) -> bool:
        """Whether a fact is missing for a figure of a line."""
        return bool(self.open) and self.open[line] >> figure & 1 == 1


class Track(NamedTuple):
    """How one line is charged under a regime: its function, and what each of its figures reads."""

    steps: Steps
    line: Line
    rated: bool
    taxed: bool
    reads: tuple[tuple[int, bool, int, bool], ...]
    """Of each charge after duty: where it stands, whether it reads freight, which figures as bits, and whether it falls with the tax."""


def reckon(plan: LandedCostPlan, limits: Limits, parcel: Consignment, regime: Regime, wants: list[str]) -> Tape:
    """The figures of a consignment under its regime; the paths of missing facts are added to `wants`."""
    if regime.plain and (tape := _plainly(plan, limits, parcel, regime)):
        return tape
    duty_open = False
    fees: tuple[int | None, ...] = ()
    given = parcel.known_duty
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


def _plainly(plan: LandedCostPlan, limits: Limits, parcel: Consignment, regime: Regime) -> Tape | None:
    """The tape of lines that are charged alike and all of whose facts are known."""
    goods, freight, insurance, duty_rates, at_border, by_seller, _, columns, given, _, _ = parcel
    tax_rates = by_seller if regime.tax == "scheme" else at_border
    if freight is None or None in duty_rates or None in tax_rates:
        return None
    duty_free, tax_free = limits.duty_free, limits.tax_free
    shape = (freight > 0) + 2 * (insurance > 0)
    loop = regime.loops.get(shape)
    if loop is None:
        loop = regime.loops[shape] = _loop(plan, regime.duty, regime.tax_of(0), freight, insurance, 0, duty_free, tax_free)
    found = loop(goods, freight, insurance, 0, duty_free, tax_free, given, duty_rates, tax_rates, columns.excise_rates, columns.order)
    if found is None:
        return None
    lines, duty, tax, levied = found
    if regime.waives_tax and limits.tax_relief is not None and tax < limits.tax_relief:
        return Tape(regime, lines, given, (), (), True, duty, 0, levied)  # noqa: FBT003 - the tape's own field
    return _TUPLE(Tape, (regime, lines, given, (), (), False, duty, tax, levied))


def _without_small_duty(plan: LandedCostPlan, limits: Limits, parcel: Consignment, tape: Tape, wants: list[str]) -> Tape:
    """The tape without a duty that is as a whole too small to be collected."""
    relief, regime = plan.duty_relief, tape.regime
    duty_open = any(tape.lacks(line, DUTY) for line in range(len(tape.lines)))
    if relief is None or limits.duty_relief is None or duty_open or tape.duty >= limits.duty_relief:
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
    goods, freight, insurance = parcel.goods, parcel.freight, parcel.insurance
    fee = _in_base(fees, limits) if fees else 0
    duty_rates = parcel.duty_rates
    if regime.duty == "replaces_all" and plan.simplified and plan.simplified.rate:
        duty_rates = ((plan.simplified.rate.numerator, plan.simplified.rate.denominator),) * len(goods)
    mixed = regime.in_scheme is not None
    how = regime.tax_of(0)
    tax_rates = parcel.scheme_rates if how == "scheme" else parcel.tax_rates
    if not (mixed or duty_open or freight is None or None in duty_rates or None in tax_rates):
        shared = (freight, insurance, fee, limits.duty_free, limits.tax_free)
        loop = _loop(plan, regime.duty, how, *shared)
        if found := loop(goods, *shared, given, duty_rates, tax_rates, parcel.columns.excise_rates, parcel.columns.order):
            done, duty, tax, levied = found
            waived = _waived(limits, regime, tax, ())
            return Tape(regime, done, given, fees, (), waived, duty, 0 if waived else tax, levied)
    return _one_by_one(plan, limits, parcel._replace(duty_rates=duty_rates), regime, given, fees, wants, duty_open)


def _one_by_one(
    plan: LandedCostPlan,
    limits: Limits,
    parcel: Consignment,
    regime: Regime,
    given: tuple[int, ...],
    fees: tuple[int | None, ...],
    wants: list[str],
    duty_open: bool,  # noqa: FBT001
) -> Tape:
    """Lines that are charged in different ways, or not all of whose facts are known."""
    common = (parcel.freight or 0, parcel.insurance, _in_base(fees, limits) if fees else 0, limits.duty_free, limits.tax_free)
    freights, insurances, fee_shares, duty_free, tax_free = (spread(whole, parcel.weights, parcel.columns.order) for whole in common)
    lines: list[tuple[int, ...]] = []
    opens: list[int] = []
    for index, value in enumerate(parcel.goods):
        how = regime.tax_of(index)
        duty_rate = parcel.duty_rates[index]
        tariffed = regime.duty == "rate" and duty_rate is None and index in parcel.tariffed
        track = _track(plan, "given" if tariffed else regime.duty, how)
        tax_rate = (parcel.scheme_rates if how == "scheme" else parcel.tax_rates)[index]
        pairs = (*(duty_rate or (0, 1)), *(tax_rate or (0, 1)), *parcel.columns.excise_rates[index])
        lines.append(track.line(value, freights[index], insurances[index], fee_shares[index], given[index], *pairs, duty_free[index], tax_free[index]))
        missing = duty_open or (tariffed and index in parcel.undecided)
        if track.rated and duty_rate is None:
            wants.append(f"/parcel/lines/{index}/duty_rate")
            missing = True
        elif track.rated and parcel.freight is None and plan.cif and pairs[0]:
            missing = True
        opens.append(_open(track, missing << DUTY, parcel.freight is None, tax_rate))
    some = any(opens)
    tax = sum(line[TAX] for line in lines)
    waived = _waived(limits, regime, tax, opens)
    if waived:
        tax -= sum(line[TAX] for index, line in enumerate(lines) if regime.tax_of(index) == "import")
    levied = sum(sum(line[5::2]) for line in lines)
    return Tape(regime, tuple(lines), given, fees, tuple(opens) if some else (), waived, sum(line[DUTY] for line in lines), tax, levied)


def _open(track: Track, bits: int, without_freight: bool, tax_rate: tuple[int, int] | None) -> int:  # noqa: FBT001
    """Which figures of a line are open, as bits, where duty's own is known."""
    for figure, reads_freight, reads, falls in track.reads:
        if figure == TAX:
            missing = track.taxed and (tax_rate is None or (tax_rate[0] > 0 and ((without_freight and reads_freight) or bits & reads)))
        else:
            missing = (without_freight and reads_freight) or bits & reads or (falls and tax_rate is None)
        bits |= bool(missing) << figure
    return bits


def customs_values(plan: LandedCostPlan, limits: Limits, parcel: Consignment) -> tuple[int, ...] | None:
    """Each line's value for duty; None while a freight that counts is unknown."""
    if parcel.freight is None and plan.cif:
        return None
    common = (parcel.freight or 0, parcel.insurance, limits.duty_free)
    freights, insurances, free = (spread(whole, parcel.weights, parcel.columns.order) for whole in common)
    line = _track(plan, "rate", "none").line
    columns = zip(parcel.goods, freights, insurances, free, strict=True)
    return tuple(line(goods, freight, insurance, 0, 0, 0, 1, 0, 1, 0, 1, spared)[0] for goods, freight, insurance, spared in columns)


def levy_figures(plan: LandedCostPlan, kind: str) -> tuple[int, ...]:
    """Where the levies of a kind stand among a line's figures."""
    return tuple(levy_figure(index) for index, levy in enumerate(plan.levies) if levy.kind == kind)


def _in_base(fees: tuple[int | None, ...], limits: Limits) -> int:
    """The fees that are taxed along with the goods."""
    return sum(fee for fee, known in zip(fees, limits.fees, strict=True) if fee and fee != NOT_CHARGED and known.fee.in_vat_base)


def _waived(limits: Limits, regime: Regime, tax: int, opens: Sequence[int]) -> bool:
    """Whether the tax at the border is as a whole too small to be collected."""
    if not regime.waives_tax or limits.tax_relief is None:
        return False
    return not any(one >> TAX & 1 for one in opens) and tax < limits.tax_relief


def _loop(plan: LandedCostPlan, duty: str, tax: str, *shared: int) -> Lines:
    """The loop over lines under a way of charging duty and one of charging tax, remembered on the plan."""
    name = (duty, tax, *map(bool, shared))
    known: Lines | None = plan.memo.get(name)
    if known is None:
        told = tuple(one for one, amount in zip(SHARED, shared, strict=True) if amount)
        known = plan.memo[name] = looped(steps_of(plan, duty, tax), told)
    return known


def _track(plan: LandedCostPlan, duty: str, tax: str) -> Track:
    """How a line is charged under a way of charging duty and a way of charging tax, remembered on the plan."""
    known: Track | None = plan.memo.get((duty, tax))
    if known is None:
        steps = steps_of(plan, duty, tax)
        known = plan.memo[duty, tax] = Track(steps, compiled(steps), steps.duty == "rate", steps.tax, tuple(_reads(steps)))
    return known


def _reads(steps: Steps) -> Iterator[tuple[int, bool, int, bool]]:
    """What each charge after duty reads, in the order they are reckoned."""
    figures = {"duty": DUTY, "tax": TAX, **{f"levy{index}": levy_figure(index) for index in range(len(steps.levies))}}
    charges = [(levy_figure(index), one.columns, one.after_tax, one.taxed) for index, one in enumerate(steps.levies)]
    for figure, columns, _, falls in sorted([*charges, (TAX, steps.tax_columns, False, False)], key=lambda one: (one[2], one[0] == TAX)):
        freighted = "freight" in columns or ("duty_base" in columns and "freight" in steps.duty_columns)
        yield figure, freighted, sum(1 << figures[one] for one in columns if one in figures), falls


def steps_of(plan: LandedCostPlan, duty: str, tax: str) -> Steps:
    """The steps of a line under a way of charging duty and a way of charging tax."""
    one = (1, 1)
    scheme = plan.scheme if tax == "scheme" else None
    uplift = plan.uplift if tax == "import" else None
    charged = [levy.charged(duty=duty, tax=tax, scheme=scheme) for levy in plan.levies]
    columns = {levy.name: f"levy{index}" for index, (levy, due) in enumerate(zip(plan.levies, charged, strict=True)) if due}
    levies = tuple(
        _levied(levy, scheme, columns) if due else Levied((), (0, 1), inside=False, after_tax=False) for levy, due in zip(plan.levies, charged, strict=True)
    )
    return Steps(
        duty="rate" if duty in ("rate", "replaces_all") else "given" if duty in ("per_item", "bands", "given") else "none",
        duty_columns=("goods", "freight", "insurance") if plan.cif else ("goods",),
        duty_factor=(plan.factor.numerator, plan.factor.denominator) if plan.factor and duty == "rate" else one,
        duty_rounding=plan.rounding("duty"),
        tax=tax in ("import", "scheme"),
        tax_columns=_resolved((*scheme.base, "excise") if scheme else plan.tax_columns, plan.levies, columns),
        uplift=(uplift.numerator, uplift.denominator) if uplift else (0, 1),
        uplift_columns=("goods", "freight", "insurance") if plan.uplift_cif else ("goods",),
        inside=plan.inside and tax == "import",
        tax_factor=(scheme.factor.numerator, scheme.factor.denominator) if scheme and scheme.factor else one,
        base_rounding=plan.rounding("base"),
        tax_rounding=plan.rounding("vat"),
        duty_free=duty == "rate" and plan.duty_relief is not None and plan.duty_relief.method == "excess",
        tax_free=tax == "import" and plan.tax_relief is not None and plan.tax_relief.method == "excess",
        levies=levies,
    )


def _levied(levy: Levy, scheme: Scheme | None, columns: Mapping[str, str]) -> Levied:
    rate = (levy.rate.numerator, levy.rate.denominator) if levy.rate else None
    base = scheme.base if scheme else levy.base
    falls = levy.where == "tax" and levy.rate is not None
    return Levied(_resolved(base, (), columns), rate, inside=levy.inside, after_tax=levy.after_tax, taxed=falls)


def _resolved(words: Iterable[str], levies: Iterable[Levy], columns: Mapping[str, str]) -> tuple[str, ...]:
    """Columns of the arithmetic for the words of a page: a charge that is not made is left out."""
    found: list[str] = []
    for word in words:
        if word in ("goods", "freight", "insurance", "fees", "duty"):
            found.append(word)
        elif word in ("vat", "dutiable"):
            found.append({"vat": "tax", "dutiable": "duty_base"}[word])
        elif word == "levies":
            found += [columns[levy.name] for levy in levies if levy.name in columns and levy.rate and not levy.after_tax]
        elif (name := word.removeprefix("levy.")) in columns:
            found.append(columns[name])
    return tuple(dict.fromkeys(found))


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
            return spread(total, parcel.weights, parcel.columns.order), without_freight
    return nothing, without_freight


def _per_item(plan: LandedCostPlan, limits: Limits, parcel: Consignment, wants: list[str]) -> tuple[tuple[int, ...], bool]:
    """So much for each item; goods of one HS code are one item, shared among its lines by value."""
    if limits.per_item is None:
        wants += limits.wanted
        return (0,) * len(parcel.goods), True
    by_code = plan.simplified is not None and plan.simplified.item == "hs6"
    groups: dict[str, list[int]] = {}
    unknown = False
    for index in parcel.columns.order:
        item = parcel.columns.items[index]
        if item is None and by_code and len(parcel.columns.items) > 1:
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


def fee_base(fee: Fee, parcel: Consignment) -> int:
    """What the rate of a fee is taken of."""
    return sum(parcel.goods) + ((parcel.freight or 0) + parcel.insurance if fee.cif else 0)


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
        if fee.cif and parcel.freight is None:
            return None
        return min(max(divide(fee_base(fee, parcel) * fee.rate.numerator, fee.rate.denominator), least), most)
    items = len({item or str(index) for index, item in enumerate(parcel.columns.items)})
    return amount * {"per_parcel": 1, "per_line": len(parcel.goods), "per_item": items}[fee.method]
