"""The answer to a landed cost: figures kept as evidence, everything else read from them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, NamedTuple, cast, final

from attrs import field, frozen

from xborder.codes import Currency
from xborder.errors import Incomplete
from xborder.money import ExchangeRates, Money, minor_units
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, assumed
from xborder.shipping.charges import Charge, Evidence, Share, Sums, charges_of
from xborder.shipping.consignment import Consignment, spread
from xborder.shipping.figures import NOT_CHARGED, Tape
from xborder.shipping.limits import Limits, Shown
from xborder.shipping.line_duty import LineDuty
from xborder.shipping.parcel import Parcel
from xborder.shipping.places import Place, places_of
from xborder.shipping.plan import LandedCostPlan, announcement, near
from xborder.shipping.story import caveats_of, reasons_of

__all__ = ["LandedCost", "Quote", "answered"]


def _at_the_door(place: Place) -> bool:
    """Whether the buyer pays it to whoever brings the parcel."""
    return place.terms.collected_by in ("carrier", "customs") and place.terms.payer != "seller"


class Quote(NamedTuple):
    """The evidence of an answer: what was written, brought home, and what came of it."""

    shown: Shown
    figures: Consignment
    prices: tuple[int | None, ...]
    carriage: tuple[int | None, int | None]
    tape: Tape | None
    needs: tuple[Need, ...]
    ambiguous: bool = False
    ceiling: Tape | None = None
    """The same at the most that the tariff may ask, where it leaves a duty open between bounds."""
    asked: tuple[LineDuty | None, ...] = ()
    """Of each line what its tariff said, where it was asked."""
    sold_on: date | None = None


def _grounds(limits: Limits) -> tuple[str, ExchangeRates | None]:
    return limits.plan.edition, limits.rates


def _numbers(quote: Quote) -> tuple[object, ...]:
    tapes = tuple(() if tape is None else tape[1:] for tape in (quote.tape, quote.ceiling))
    return quote.prices, quote.carriage, quote.figures.goods, quote.needs, tapes


@final
@frozen(kw_only=True)
class LandedCost(Answer):
    """What a parcel costs at the door, charge by charge, each with its rule.

    Kept as evidence only: the parcel, the plan that was in force, the rates, and the figures. Everything else is read
    from these.
    """

    WIRE = (
        "status", "edition", "currency", "goods", "freight", "insurance", "charges", "sums", "total", "low", "high", "due_at_checkout", "due_at_door",
        "per_line", "announced", "because", "needs", "caveats", "assumed",
    )  # fmt: skip

    parcel: Parcel
    on: date
    limits: Limits = field(repr=False, eq=_grounds)
    quote: Quote = field(repr=False, eq=_numbers)

    @property
    def needs(self) -> tuple[Need, ...]:
        """The facts and rules that are missing."""
        return self.quote.needs

    @property
    def sold_on(self) -> date | None:
        """The tax point of schemes in which the seller collects, where it was given."""
        return self.quote.sold_on

    @property
    def tape(self) -> Tape | None:
        """The figures; None where no price could be brought home."""
        return self.quote.tape

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
        quote = self.quote
        return () if quote.tape is None else places_of(self.plan, self.limits, quote.tape, quote.asked)

    @property
    def currency(self) -> Currency:
        """The currency the buyer is quoted in."""
        return self.quote.shown.currency

    @property
    def goods(self) -> Money | None:
        """The goods at the prices written, after discount."""
        return None if None in self.quote.prices else Money.of(sum(price or 0 for price in self.quote.prices), self.currency)

    @property
    def freight(self) -> Money | None:
        """The freight; None while it is unknown."""
        return None if self.quote.carriage[0] is None else Money.of(self.quote.carriage[0], self.currency)

    @property
    def insurance(self) -> Money | None:
        """The insurance."""
        return None if self.quote.carriage[1] is None else Money.of(self.quote.carriage[1], self.currency)

    @property
    def charges(self) -> tuple[Charge, ...]:
        """Every duty, tax and fee."""
        shown, figures, _, _, tape, _, _, ceiling, asked, _ = self.quote
        if tape is None:
            return ()
        limits = self.limits
        plan = limits.plan
        payer: Literal["buyer", "seller"] = "seller" if self.parcel.incoterm == "DDP" else "buyer"
        home = shown.home if shown.currency is shown.home else None
        return charges_of(places_of(plan, limits, tape, asked), Evidence(plan, figures, tape, ceiling, shown, payer, home))

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
            total += self.quote.shown.units(amount)
        return total

    @property
    def sums(self) -> Sums:
        """The charges by kind."""
        unwritten = [need.path.partition(":shipping.")[2] for need in self.needs if need.kind == "rule"]

        def of(kind: str) -> Money | None:
            if kind == "fee" and any(name.startswith("fee.") for name in unwritten):
                return None
            total = self._sum(place for place in self.places if place.terms.kind == kind)
            return None if total is None else Money.of(total, self.currency)

        return Sums(duty=of("duty"), tax=of("tax"), fee=of("fee"))

    def _door(self, *, at_least: bool = False) -> Money | None:
        parts = (*self.quote.prices, *self.quote.carriage)
        charges = self._sum((place for place in self.places if self._on_top(place)), at_least=at_least)
        if charges is None or (not at_least and None in parts):
            return None
        return Money.of(charges + sum(part or 0 for part in parts), self.currency)

    @property
    def total(self) -> Money | None:
        """Goods, freight, insurance and every charge not already inside the prices; None while anything is missing."""
        shown, _, prices, carriage, tape, needs, _, _, asked, _ = self.quote
        if needs or tape is None or (asked and self.banned):
            return None
        if shown.currency is not shown.home or self.parcel.prices_include:
            return self._door()
        fees = sum(fee for fee in tape.fees if fee and fee != NOT_CHARGED) if tape.fees else 0
        return minor_units(sum(prices) + sum(carriage) + fees + tape.duty + tape.tax + tape.levied, shown.currency)  # type: ignore[arg-type]

    @property
    def banned(self) -> bool:
        """Whether one of the goods may not enter."""
        return any(one is not None and one.banned for one in self.quote.asked)

    @property
    def status(self) -> Literal["complete", "incomplete", "prohibited"]:
        """`prohibited` where one of the goods may not enter; `incomplete` while something is missing."""
        if self.banned:
            return "prohibited"
        return "incomplete" if self.needs else "complete"

    @property
    def low(self) -> Money | None:
        """The least the total can come to."""
        return None if self.banned else self._door(at_least=True)

    @property
    def high(self) -> Money | None:
        """The most it can come to; None where nothing bounds it."""
        if not self.needs:
            return self.total
        return self._ceiling() if self.quote.ceiling and not self.banned else None

    def _ceiling(self) -> Money | None:
        """The door price at the most that the tariff may ask; None while anything else is open."""
        shown, _, prices, carriage, _, _, _, tape, asked, _ = self.quote
        if tape is None or tape.open or None in (*prices, *carriage):
            return None
        total = sum(one or 0 for one in (*prices, *carriage))
        for place in places_of(self.plan, self.limits, tape, asked):
            amount = place.most(tape) if self._on_top(place) else 0
            if amount is None:
                return None
            total += shown.units(amount)
        return Money.of(total, self.currency)

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
        shares = [price or 0 for price in self.quote.prices]
        common = sum(part or 0 for part in self.quote.carriage)
        for place in self.places:
            if self._on_top(place):
                amount = self.quote.shown.units(place.least(tape))
                if place.line is None:
                    common += amount
                else:
                    shares[place.line] += amount
        parts = spread(common, self.quote.figures.weights, self.quote.figures.columns.order)
        lines = zip(self.parcel.lines, shares, parts, strict=True)
        return tuple(Share(sku=line.sku, share=Money.of(own + part, self.currency)) for line, own, part in lines)

    @property
    def announced(self) -> tuple[Caveat, ...]:
        """Changes of the rules read here that are announced and lie ahead."""
        return tuple(announcement(entry) for entry in self.plan.announced)

    @property
    def because(self) -> tuple[Reason, ...]:
        """One reason for each rule that was read, in the order it was applied."""
        return reasons_of(self.plan, self.parcel, self.tape and self.tape.regime, self.charges, self.rates, self.quote.asked)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know before relying on the figures."""
        quote = self.quote
        told = caveats_of(self.plan, self.parcel, self.tape and self.tape.regime, self.on, self.rates, quote.asked, ambiguous=quote.ambiguous)
        return tuple(dict.fromkeys(told + near(self.plan, self.on)))

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The stated defaults that the parcel leans on."""
        bare = (index for index, line in enumerate(self.parcel.lines) if not line.excise_rate) if self.parcel.case.excised else ()
        excise = (assumed(f"/parcel/lines/{index}/excise_rate", "0", "the goods bear no excise") for index in bare)
        return (*self.parcel.assumed, *excise)


# as in `money`: the slots' own descriptors make an answer in a third of the time of its constructor
_SET_PARCEL, _SET_ON, _SET_LIMITS, _SET_QUOTE = (cast("Any", getattr(LandedCost, name)).__set__ for name in ("parcel", "on", "limits", "quote"))


def answered(parcel: Parcel, on: date, limits: Limits, quote: Quote) -> LandedCost:
    """The answer that rests on this evidence."""
    cost = object.__new__(LandedCost)
    _SET_PARCEL(cost, parcel)
    _SET_ON(cost, on)
    _SET_LIMITS(cost, limits)
    _SET_QUOTE(cost, quote)
    return cost
