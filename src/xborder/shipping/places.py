"""The charges of a tape: where each stands in it, and the figures read from there."""

from collections.abc import Sequence
from typing import NamedTuple

from xborder.shipping.consignment import Consignment, Pair
from xborder.shipping.figures import NOT_CHARGED, Tape, fee_base
from xborder.shipping.kernel import DUTY, TAX, levy_figure, levy_index
from xborder.shipping.limits import Limits
from xborder.shipping.line_duty import LineDuty, Part, Status
from xborder.shipping.plan import LandedCostPlan
from xborder.shipping.regime import Regime, Terms

__all__ = ["Place", "places_of"]

GIVEN, FEE, NOTHING, OPEN, PART = -1, -2, -3, -4, -5
"""What is no figure of one line: of the whole parcel, or a part of a line's duty as the tariff told it."""


class Place(NamedTuple):
    """Where a charge stands in a tape: its terms, its line (None for the whole parcel) and which figure it is."""

    terms: Terms
    line: int | None
    figure: int
    at: int = 0
    part: Part | None = None

    def base(self, tape: Tape, parcel: Consignment, plan: LandedCostPlan) -> int | None:
        """What the rate is taken of."""
        if self.part is not None:
            return self.part.base
        if self.figure == DUTY:
            return None if parcel.freight is None and plan.cif else tape.lines[self.at][0]
        if self.figure > 0:
            return None if tape.open and tape.lacks(self.at, self.figure) else tape.lines[self.at][self.figure - 1]
        if self.figure == FEE and plan.fees[self.at].rate:
            return fee_base(plan.fees[self.at], parcel)
        return None

    def rate(self, tape: Tape, parcel: Consignment, plan: LandedCostPlan) -> Pair | None:
        """The rate, where there is one."""
        if self.part is not None:
            return self.part.rate
        if self.figure == DUTY:
            replacing = plan.simplified.rate if plan.simplified and tape.regime.duty == "replaces_all" else None
            return (replacing.numerator, replacing.denominator) if replacing else parcel.duty_rates[self.at]
        if self.figure > 0:
            return self._taxed(tape, parcel, plan)
        fee = plan.fees[self.at].rate if self.figure == FEE else None
        return (fee.numerator, fee.denominator) if fee else None

    def _taxed(self, tape: Tape, parcel: Consignment, plan: LandedCostPlan) -> Pair | None:
        """The rate of a tax or levy, as far as a scheme collects it."""
        scheme = plan.scheme if tape.regime.tax_of(self.at) == "scheme" else None
        if self.figure == TAX:
            found = (parcel.scheme_rates if scheme else parcel.tax_rates)[self.at]
        else:
            own = plan.levies[levy_index(self.figure)].rate
            found = (own.numerator, own.denominator) if own else parcel.columns.excise_rates[self.at]
        if found is None or scheme is None or scheme.factor is None:
            return found
        return found[0] * scheme.factor.numerator, found[1] * scheme.factor.denominator

    def known(self, tape: Tape) -> int | None:
        """What it comes to; None while a fact for it is missing."""
        figure = self.figure
        if figure > 0:
            return None if tape.open and tape.lacks(self.at, figure) else tape.lines[self.at][figure]
        if self.part is not None:
            return self.part.amount
        if figure == FEE:
            return tape.fees[self.at]
        if figure == OPEN or (figure == GIVEN and tape.lacks(0, DUTY)):
            return None
        return self.least(tape)

    def least(self, tape: Tape) -> int:
        """What it comes to at least: without the facts that are missing."""
        if self.figure > 0:
            return tape.lines[self.at][self.figure]
        if self.part is not None:
            return self.part.low
        if self.figure == GIVEN:
            return sum(tape.given)
        return (tape.fees[self.at] or 0) if self.figure == FEE else 0

    def most(self, tape: Tape) -> int | None:
        """What it comes to at most, in a tape of the most; None where nothing bounds it."""
        return self.part.high if self.part is not None else self.known(tape)

    @property
    def status(self) -> Status:
        """The status of a charge that no fact is missing for."""
        if self.part is not None:
            return self.part.status
        return "not_applicable" if self.figure == NOTHING else "estimated" if self.terms.estimated else "known"


def places_of(plan: LandedCostPlan, limits: Limits, tape: Tape, asked: Sequence[LineDuty | None] = ()) -> tuple[Place, ...]:
    """Where every charge of a tape stands: fees, then duty, then tax, line by line; remembered for tapes of one shape."""
    regime = tape.regime
    if not (tape.fees or asked) and regime.in_scheme is None:
        name = (len(tape.lines), tape.waived)
        known: tuple[Place, ...] | None = regime.places.get(name)
        return known if known is not None else regime.places.setdefault(name, tuple(_places(plan, limits, tape, ())))
    return tuple(_places(plan, limits, tape, asked))


def _places(plan: LandedCostPlan, limits: Limits, tape: Tape, asked: Sequence[LineDuty | None]) -> list[Place]:
    regime, count = tape.regime, len(tape.lines)
    places = []
    for index, amount in enumerate(tape.fees):
        if amount != NOT_CHARGED:
            fee = limits.fees[index].fee
            places.append(Place(Terms(f"fee.{fee.code}", "fee", fee.code, fee.entry, fee.collected_by, fee.payer), None, FEE, index))
    if regime.duty in ("rate", "replaces_all"):
        for index in range(count):
            places += _duties(regime.duty_terms, index, asked[index] if asked and regime.duty == "rate" else None)
    else:
        figure = {"none": NOTHING, "open": OPEN}.get(regime.duty, GIVEN)
        places.append(Place(regime.duty_terms, None, figure))
    early, late = _levies(plan, regime, count)
    return [*places, *early, *_taxes(plan, tape, regime), *late]


def _duties(terms: Terms, line: int, told: LineDuty | None) -> list[Place]:
    """The duty of a line: its rate, the country's one rate, or the parts that the tariff told."""
    if told is None:
        return [Place(terms, line, DUTY, line)]
    if told.general is not None:
        return [Place(terms._replace(entry=told.general.entry, estimated=told.general.exceptions is not None), line, DUTY, line)]
    if not told.parts:
        return [Place(terms, line, OPEN, line)]
    return [Place(terms._replace(code=one.code, name=one.code, rule=one.rule), line, PART, line, one) for one in told.parts]


def _levies(plan: LandedCostPlan, regime: Regime, count: int) -> tuple[list[Place], list[Place]]:
    """The levies, each on every line that bears it: those reckoned before the tax and those after it."""
    parts: tuple[list[Place], list[Place]] = ([], [])
    for index, levy in enumerate(plan.levies):
        for line in range(count):
            how = regime.tax_of(line)
            if levy.charged(duty=regime.duty, tax=how, scheme=plan.scheme if how == "scheme" else None):
                terms = regime.levy_terms[index]
                if how == "scheme":
                    terms = terms._replace(collected_by=regime.sold_terms.collected_by)
                parts[levy.after_tax].append(Place(terms, line, levy_figure(index), line))
    return parts


def _taxes(plan: LandedCostPlan, tape: Tape, regime: Regime) -> list[Place]:
    if regime.tax == "open":
        return [Place(regime.import_terms, None, OPEN)]
    places = []
    for index in range(len(tape.lines)):
        how = regime.tax_of(index)
        if how == "scheme":
            places.append(Place(regime.sold_terms, index, TAX, index))
        elif how == "import" and not tape.waived:
            places.append(Place(regime.import_terms, index, TAX, index))
    if places:
        return places
    entry = plan.tax_relief.entry if tape.waived and plan.tax_relief else regime.tax_entry
    return [Place(regime.import_terms._replace(entry=entry), None, NOTHING)] if entry else []
