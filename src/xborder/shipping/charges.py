"""One charge of a landed cost, read from the evidence the answer keeps."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, cast, final

from attrs import field, frozen

from xborder.codes import Currency
from xborder.money import Money, Rate, divide, minor_units, percent, written
from xborder.reasons import Reason, told, worded
from xborder.shipping.consignment import Consignment, Pair
from xborder.shipping.figures import Tape
from xborder.shipping.limits import Shown
from xborder.shipping.line_duty import Status
from xborder.shipping.places import FEE, Place
from xborder.shipping.plan import LandedCostPlan
from xborder.values import Value

__all__ = ["Charge", "Evidence", "Share", "Sums", "charges_of"]


class Evidence(NamedTuple):
    """What the charges of one answer are read from."""

    plan: LandedCostPlan
    parcel: Consignment
    tape: Tape
    ceiling: Tape | None
    shown: Shown
    payer: Literal["buyer", "seller"]
    home: Currency | None
    """The currency of the destination where the quote is in it, too."""


def _numbers(evidence: Evidence) -> tuple[object, ...]:
    return evidence.tape[1:], evidence.shown, evidence.payer


@final
@frozen
class Charge(Value):
    """A duty, a tax or a fee: on what base, at what rate, by which rule, collected by whom and owed by whom."""

    WIRE = ("code", "kind", "line", "base", "rate", "amount", "low", "high", "status", "payer", "collected_by", "formula", "rule")

    place: Place
    units: int | None
    evidence: Evidence = field(repr=False, eq=_numbers)

    @property
    def code(self) -> str:
        """What is charged, as `duty.mfn` or `tax.vat`."""
        return self.place.terms.code

    @property
    def kind(self) -> Literal["duty", "tax", "fee"]:
        """Duty, tax or fee."""
        return self.place.terms.kind

    @property
    def line(self) -> int | None:
        """The line it is charged on, or None where it is charged on the parcel."""
        return self.place.line

    @property
    def base(self) -> Money | None:
        """What the rate is taken of."""
        plan, parcel, tape, _, shown, *_ = self.evidence
        return shown.money(self.place.base(tape, parcel, plan))

    @property
    def rate(self) -> Rate | None:
        """The rate, where there is one."""
        plan, parcel, tape, *_ = self.evidence
        rate = self.place.rate(tape, parcel, plan)
        return Rate.of(*rate) if rate else None

    @property
    def amount(self) -> Money | None:
        """The charge; None while a fact for it is missing."""
        units, home = self.units, self.evidence.home
        return self.evidence.shown.money(units) if home is None or units is None else minor_units(units, home)

    @property
    def low(self) -> Money | None:
        """The least it can come to."""
        return self.evidence.shown.money(self.place.least(self.evidence.tape))

    @property
    def high(self) -> Money | None:
        """The most it can come to; None where nothing bounds it."""
        ceiling = self.evidence.ceiling
        if self.units is not None or ceiling is None:
            return self.amount
        return self.evidence.shown.money(self.place.most(ceiling))

    @property
    def status(self) -> Status:
        """How sure the figure is."""
        if self.units is not None or self.place.status == "prohibited":
            return self.place.status
        return "estimated" if self.evidence.ceiling and self.high is not None else "missing"

    @property
    def payer(self) -> Literal["buyer", "seller"]:
        """Who owes it: whom its own law names, else by the Incoterms® rule."""
        return self.place.terms.payer or self.evidence.payer

    @property
    def collected_by(self) -> Literal["seller", "platform", "carrier", "customs"]:
        """Who takes the money."""
        return self.place.terms.collected_by

    @property
    def rule(self) -> str | None:
        """The entry of the atlas that was applied."""
        terms = self.place.terms
        return terms.rule or (terms.entry.rule if terms.entry else None)

    @property
    def formula(self) -> str:
        """The arithmetic in words, in the destination's currency."""
        plan, parcel, tape, _, shown, *_ = self.evidence
        place, units = self.place, self.units
        if units is None:
            if self.status == "prohibited":
                return "the goods may not enter"
            return "cannot be reckoned yet" if self.status == "missing" else f"between {self.low} and {self.high}"
        home = shown.home
        if place.figure < 0:
            if place.status == "not_applicable":
                return "not charged"
            each = plan.simplified.amount if plan.simplified and tape.regime.duty == "per_item" and self.kind == "duty" else None
            if each is not None and each.currency == home:
                return f"{units // each.minor} items at {each} = {written(units, home)}"
        base, rate = place.base(tape, parcel, plan), place.rate(tape, parcel, plan)
        if rate is None or base is None:
            return written(units, home)
        return f"{percent(*rate)} of {written(base, home)}{self._clamp(base, rate)} = {written(units, home)}"

    def _clamp(self, base: int, rate: Pair) -> str:
        """What a fee is held to, in words."""
        if self.place.figure != FEE or self.units is None:
            return ""
        plain, fee = divide(base * rate[0], rate[1]), self.evidence.plan.fees[self.place.at]
        if plain == self.units:
            return ""
        return f", at least {fee.least}" if plain < self.units else f", at most {fee.most}"

    def reason(self) -> Reason:
        """Why it is charged, or why it is not."""
        terms, line = self.place.terms, self.place.line
        if self.place.figure < 0 and self.place.status == "not_applicable":
            return told(f"{terms.code}.none", "no {name} is due", terms.entry, name=terms.name)
        words = self.formula
        where = "" if line is None else f" on line {line + 1}"
        params = (("name", terms.name), ("where", where), ("words", words))
        return worded(terms.code, "{name}{where}: {words}", params, words, terms.entry)


# as in `money`: the slots' own descriptors make a charge in half the time of its constructor
_NEW = object.__new__
_SET_PLACE, _SET_UNITS, _SET_EVIDENCE = (cast("Any", getattr(Charge, name)).__set__ for name in ("place", "units", "evidence"))


def charges_of(places: Iterable[Place], evidence: Evidence) -> tuple[Charge, ...]:
    """The charges of a tape from where they stand in it."""
    tape = evidence.tape
    lines = () if tape.open else tape.lines
    charges = []
    for place in places:
        charge = _NEW(Charge)
        _SET_PLACE(charge, place)
        figure = place.figure
        _SET_UNITS(charge, lines[place.at][figure] if lines and figure > 0 else place.known(tape))
        _SET_EVIDENCE(charge, evidence)
        charges.append(charge)
    return tuple(charges)


@final
@frozen(kw_only=True)
class Sums(Value):
    """The charges by kind; None while one of them is missing."""

    duty: Money | None
    tax: Money | None
    fee: Money | None


@final
@frozen(kw_only=True)
class Share(Value):
    """What one line comes to at the door, with its part of everything."""

    sku: str
    share: Money | None
