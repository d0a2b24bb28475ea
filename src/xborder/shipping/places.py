"""The charges of a tape: where each stands in it, and the figures read from there."""

from typing import Literal, NamedTuple

from xborder.shipping.consignment import Consignment, Pair
from xborder.shipping.figures import NOT_CHARGED, Tape
from xborder.shipping.limits import Limits
from xborder.shipping.plan import LandedCostPlan
from xborder.shipping.regime import Regime, Terms

__all__ = ["Place", "places_of"]

DUTY, TAX = 1, 3
"""Figures of a line, by their column in the tape."""
GIVEN, FEE, NOTHING, OPEN = -1, -2, -3, -4
"""Figures of the whole parcel."""


class Place(NamedTuple):
    """Where a charge stands in a tape: its terms, its line (None for the whole parcel) and which figure it is."""

    terms: Terms
    line: int | None
    figure: int
    at: int = 0

    def base(self, tape: Tape, parcel: Consignment, plan: LandedCostPlan) -> int | None:
        """What the rate is taken of."""
        if self.figure == DUTY and not (parcel.freight is None and plan.cif):
            return tape.lines[self.at][0]
        if self.figure == TAX and not (tape.open_tax and tape.open_tax[self.at]):
            return tape.lines[self.at][2]
        if self.figure == FEE and plan.fees[self.at].rate:
            return sum(parcel.goods)
        return None

    def rate(self, tape: Tape, parcel: Consignment, plan: LandedCostPlan) -> Pair | None:
        """The rate, where there is one."""
        if self.figure == DUTY:
            replacing = plan.simplified.rate if plan.simplified and tape.regime.duty == "replaces_all" else None
            return (replacing.numerator, replacing.denominator) if replacing else parcel.duty_rates[self.at]
        if self.figure == TAX:
            return (parcel.scheme_rates if tape.regime.tax_of(self.at) == "scheme" else parcel.tax_rates)[self.at]
        fee = plan.fees[self.at].rate if self.figure == FEE else None
        return (fee.numerator, fee.denominator) if fee else None

    def known(self, tape: Tape) -> int | None:
        """What it comes to; None while a fact for it is missing."""
        figure = self.figure
        if figure > 0:
            missing = tape.open_tax if figure == TAX else tape.open_duty
            return None if missing and missing[self.at] else tape.lines[self.at][figure]
        if figure == FEE:
            return tape.fees[self.at]
        if figure == OPEN or (figure == GIVEN and tape.open_duty and tape.open_duty[0]):
            return None
        return self.least(tape)

    def least(self, tape: Tape) -> int:
        """What it comes to at least: without the facts that are missing."""
        if self.figure > 0:
            return tape.lines[self.at][self.figure]
        if self.figure == GIVEN:
            return sum(tape.given)
        return (tape.fees[self.at] or 0) if self.figure == FEE else 0

    @property
    def status(self) -> Literal["known", "not_applicable"]:
        """The status of a charge that no fact is missing for."""
        return "not_applicable" if self.figure == NOTHING else "known"


def places_of(plan: LandedCostPlan, limits: Limits, tape: Tape) -> tuple[Place, ...]:
    """Where every charge of a tape stands: fees, then duty, then tax, line by line; remembered for tapes of one shape."""
    regime = tape.regime
    if not tape.fees and regime.in_scheme is None:
        name = (len(tape.lines), tape.waived)
        known: tuple[Place, ...] | None = regime.places.get(name)
        return known if known is not None else regime.places.setdefault(name, tuple(_places(plan, limits, tape)))
    return tuple(_places(plan, limits, tape))


def _places(plan: LandedCostPlan, limits: Limits, tape: Tape) -> list[Place]:
    regime, count = tape.regime, len(tape.lines)
    places = []
    for index, amount in enumerate(tape.fees):
        if amount != NOT_CHARGED:
            fee = limits.fees[index].fee
            places.append(Place(Terms(f"fee.{fee.code}", "fee", fee.code, fee.entry, fee.collected_by, fee.payer), None, FEE, index))
    if regime.duty in ("rate", "replaces_all"):
        places += [Place(regime.duty_terms, index, DUTY, index) for index in range(count)]
    else:
        figure = {"none": NOTHING, "open": OPEN}.get(regime.duty, GIVEN)
        places.append(Place(regime.duty_terms, None, figure))
    return places + _taxes(plan, tape, regime)


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
