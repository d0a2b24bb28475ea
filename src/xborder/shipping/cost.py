"""The answer to a landed cost: figures kept as evidence, everything else read from them."""

from collections.abc import Iterable
from datetime import date
from typing import final

from attrs import field, frozen

from xborder.codes import Currency
from xborder.errors import Incomplete
from xborder.money import ExchangeRates, Money, minor_units
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason
from xborder.shipping.charges import Charge, Evidence, Share, Sums, charge_at
from xborder.shipping.consignment import Consignment, spread
from xborder.shipping.figures import NOT_CHARGED, Tape
from xborder.shipping.limits import Limits, Shown
from xborder.shipping.parcel import Parcel
from xborder.shipping.places import Place, places_of
from xborder.shipping.plan import LandedCostPlan, announcement, near
from xborder.shipping.story import caveats_of, reasons_of

__all__ = ["LandedCost"]


def _at_the_door(place: Place) -> bool:
    """Whether the buyer pays it to whoever brings the parcel."""
    return place.terms.collected_by in ("carrier", "customs") and place.terms.payer != "seller"


def _grounds(limits: Limits) -> tuple[str, ExchangeRates | None]:
    return limits.plan.edition, limits.rates


def _numbers(tape: Tape | None) -> tuple[object, ...]:
    return () if tape is None else tape[1:]


@final
@frozen(kw_only=True)
class LandedCost(Answer):
    """What a parcel costs at the door, charge by charge, each with its rule.

    Kept as evidence only: the parcel, the plan that was in force, the rates, and one flat tuple of figures. Everything
    else is read from these.
    """

    WIRE = (
        "status", "edition", "currency", "goods", "freight", "insurance", "charges", "sums", "total", "low", "high", "due_at_checkout", "due_at_door",
        "per_line", "announced", "because", "needs", "caveats", "assumed",
    )  # fmt: skip

    parcel: Parcel
    on: date
    limits: Limits = field(repr=False, eq=_grounds)
    shown: Shown = field(repr=False)
    figures: Consignment = field(repr=False)
    prices: tuple[int | None, ...]
    carriage: tuple[int | None, int | None]
    tape: Tape | None = field(repr=False, eq=_numbers)
    needs: tuple[Need, ...]
    ambiguous: bool = False

    @property
    def plan(self) -> LandedCostPlan:
        """The rules that were in force."""
        return self.limits.plan

    @property
    def rates(self) -> ExchangeRates | None:
        """The exchange rates that were given."""
        return self.limits.rates

    @property
    def edition(self) -> str:
        """The atlas that was read."""
        return self.limits.plan.edition

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each charge stands in the tape."""
        return () if self.tape is None else places_of(self.plan, self.limits, self.tape)

    @property
    def currency(self) -> Currency:
        """The currency the buyer is quoted in."""
        return self.shown.currency

    @property
    def goods(self) -> Money | None:
        """The goods at the prices written, after discount."""
        return None if None in self.prices else Money.of(sum(price or 0 for price in self.prices), self.currency)

    @property
    def freight(self) -> Money | None:
        """The freight; None while it is unknown."""
        return None if self.carriage[0] is None else Money.of(self.carriage[0], self.currency)

    @property
    def insurance(self) -> Money | None:
        """The insurance."""
        return None if self.carriage[1] is None else Money.of(self.carriage[1], self.currency)

    @property
    def charges(self) -> tuple[Charge, ...]:
        """Every duty, tax and fee."""
        if self.tape is None:
            return ()
        tape = self.tape
        evidence = Evidence(self.plan, self.figures, tape, self.shown, "seller" if self.parcel.incoterm == "DDP" else "buyer")
        return tuple([charge_at(place, place.known(tape), evidence) for place in places_of(self.plan, self.limits, tape)])

    def _on_top(self, place: Place) -> bool:
        return place.terms.kind not in (self.parcel.prices_include or ())

    def _sum(self, places: Iterable[Place], *, at_least: bool = False) -> int | None:
        """Charges in the quote's minor units; None while one is missing."""
        if self.tape is None:
            return 0 if at_least else None
        total = 0
        for place in places:
            amount = place.least(self.tape) if at_least else place.known(self.tape)
            if amount is None:
                return None
            total += self.shown.units(amount)
        return total

    @property
    def sums(self) -> Sums:
        """The charges by kind."""

        def of(kind: str) -> Money | None:
            total = self._sum(place for place in self.places if place.terms.kind == kind)
            return None if total is None else Money.of(total, self.currency)

        return Sums(duty=of("duty"), tax=of("tax"), fee=of("fee"))

    def _door(self, *, at_least: bool = False) -> Money | None:
        parts = (*self.prices, *self.carriage)
        charges = self._sum((place for place in self.places if self._on_top(place)), at_least=at_least)
        if charges is None or (not at_least and None in parts):
            return None
        return Money.of(charges + sum(part or 0 for part in parts), self.currency)

    @property
    def total(self) -> Money | None:
        """Goods, freight, insurance and every charge not already inside the prices; None while anything is missing."""
        tape = self.tape
        if self.needs or tape is None:
            return None
        if self.shown.currency is not self.shown.home or self.parcel.prices_include:
            return self._door()
        fees = sum(fee for fee in tape.fees if fee and fee != NOT_CHARGED) if tape.fees else 0
        return minor_units(sum(self.prices) + sum(self.carriage) + fees + tape.duty + tape.tax, self.shown.currency)  # type: ignore[arg-type]

    @property
    def low(self) -> Money | None:
        """The least the total can come to."""
        return self._door(at_least=True)

    @property
    def high(self) -> Money | None:
        """The most it can come to; None where nothing bounds it."""
        return None if self.needs else self._door()

    def figure(self) -> Money:
        """The total, or `Incomplete` with what to bring."""
        total = self.total
        if total is None:
            wants = ", ".join(dict.fromkeys(need.path for need in self.needs))
            raise Incomplete("incomplete_total", f"no total without {wants}", path=self.needs[0].path, hint="pass it and ask again")
        return total

    @property
    def due_at_door(self) -> Money | None:
        """What the buyer pays to whoever brings the parcel."""
        if self.total is None:
            return None
        if self.parcel.incoterm == "DDP":
            return Money.of(0, self.currency)
        places = (place for place in self.places if _at_the_door(place) and self._on_top(place))
        return Money.of(self._sum(places) or 0, self.currency)

    @property
    def due_at_checkout(self) -> Money | None:
        """What the buyer pays when she orders."""
        total, door = self.total, self.due_at_door
        return None if total is None or door is None else total - door

    @property
    def per_line(self) -> tuple[Share, ...]:
        """Each line's part of the total: its own price and charges, and its share of the rest."""
        tape = self.tape
        if tape is None or self.total is None:
            return tuple(Share(sku=line.sku, share=None) for line in self.parcel.lines)
        shares = [price or 0 for price in self.prices]
        common = sum(part or 0 for part in self.carriage)
        for place in self.places:
            if self._on_top(place):
                amount = self.shown.units(place.least(tape))
                if place.line is None:
                    common += amount
                else:
                    shares[place.line] += amount
        parts = spread(common, self.figures.weights, self.figures.order)
        lines = zip(self.parcel.lines, shares, parts, strict=True)
        return tuple(Share(sku=line.sku, share=Money.of(own + part, self.currency)) for line, own, part in lines)

    @property
    def announced(self) -> tuple[Caveat, ...]:
        """Changes of the rules read here that are announced and lie ahead."""
        return tuple(announcement(entry) for entry in self.plan.announced)

    @property
    def because(self) -> tuple[Reason, ...]:
        """One reason for each rule that was read, in the order it was applied."""
        return reasons_of(self.plan, self.parcel, self.tape and self.tape.regime, self.charges, self.rates)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know before relying on the figures."""
        return caveats_of(self.plan, self.tape and self.tape.regime, self.on, self.rates, ambiguous=self.ambiguous) + near(self.plan, self.on)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The stated defaults that the parcel leans on."""
        return self.parcel.assumed
