"""The answer to a landed cost: figures kept as evidence, everything else read from them."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, cast, final

from attrs import frozen

from xborder.codes import Currency
from xborder.errors import Incomplete
from xborder.money import ExchangeRates, Money
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason
from xborder.shipping.charges import Charge, Share, Shown, Sums
from xborder.shipping.figures import Consignment, Regime, Row, spread
from xborder.shipping.parcel import Parcel
from xborder.shipping.plan import LandedCostPlan, announcement, near
from xborder.shipping.story import caveats_of, reasons_of

__all__ = ["LandedCost"]

Payer = Literal["buyer", "seller"]


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
    rates: ExchangeRates | None
    edition: str
    plan: LandedCostPlan
    shown: Shown
    figures: Consignment
    prices: tuple[int | None, ...]
    carriage: tuple[int | None, int | None]
    regime: Regime | None
    rows: tuple[Row, ...]
    needs: tuple[Need, ...]
    ambiguous: bool = False

    @property
    def currency(self) -> Currency:
        """The currency the buyer is quoted in."""
        return self.shown.currency

    @property
    def goods(self) -> Money | None:
        """The goods at the prices written, after discount."""
        return None if None in self.prices else Money.of(sum(cast("tuple[int, ...]", self.prices)), self.currency)

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
        payer: Payer = "seller" if self.parcel.incoterm == "DDP" else "buyer"
        return tuple(Charge(row, self.shown, payer) for row in self.rows)

    def _on_top(self, row: Row) -> bool:
        return row.terms.kind not in (self.parcel.prices_include or ())

    def _sum(self, rows: "Iterator[Row]", which: int = 4) -> int | None:
        total = 0
        for row in rows:
            figure = row[which]
            if figure is None:
                return None
            total += self.shown.units(cast("int", figure))
        return total

    @property
    def sums(self) -> Sums:
        """The charges by kind."""

        def of(kind: str) -> Money | None:
            total = self._sum(row for row in self.rows if row.terms.kind == kind)
            return None if total is None else Money.of(total, self.currency)

        return Sums(duty=of("duty"), tax=of("tax"), fee=of("fee"))

    def _door(self, which: int, *, at_least: bool = False) -> Money | None:
        parts = (*self.prices, *self.carriage)
        charges = self._sum((row for row in self.rows if self._on_top(row)), which)
        if charges is None or (not at_least and None in parts):
            return None
        return Money.of(charges + sum(part or 0 for part in parts), self.currency)

    @property
    def total(self) -> Money | None:
        """Goods, freight, insurance and every charge not already inside the prices; None while anything is missing."""
        return None if self.needs else self._door(4)

    @property
    def low(self) -> Money | None:
        """The least the total can come to."""
        return self._door(5, at_least=True)

    @property
    def high(self) -> Money | None:
        """The most it can come to; None where nothing bounds it."""
        return self._door(6)

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
        rows = (row for row in self.rows if row.terms.collected_by in ("carrier", "customs") and self._on_top(row))
        return Money.of(self._sum(rows) or 0, self.currency)

    @property
    def due_at_checkout(self) -> Money | None:
        """What the buyer pays when she orders."""
        total, door = self.total, self.due_at_door
        return None if total is None or door is None else total - door

    @property
    def per_line(self) -> tuple[Share, ...]:
        """Each line's part of the total: its own price and charges, and its share of the rest."""
        total = self.total
        if total is None:
            return tuple(Share(sku=line.sku, share=None) for line in self.parcel.lines)
        weights, order = self.figures.weights, self.figures.order
        shares = [cast("int", price) for price in self.prices]
        common = sum(cast("int", part) for part in self.carriage)
        for row in self.rows:
            if self._on_top(row) and row.amount is not None:
                if row.line is None:
                    common += self.shown.units(row.amount)
                else:
                    shares[row.line] += self.shown.units(row.amount)
        spread_out = spread(common, weights, order)
        lines = zip(self.parcel.lines, shares, spread_out, strict=True)
        return tuple(Share(sku=line.sku, share=Money.of(own + part, self.currency)) for line, own, part in lines)

    @property
    def announced(self) -> tuple[Caveat, ...]:
        """Changes of the rules read here that are announced and lie ahead."""
        return tuple(announcement(entry) for entry in self.plan.announced)

    @property
    def because(self) -> tuple[Reason, ...]:
        """One reason for each rule that was read, in the order it was applied."""
        return reasons_of(self.plan, self.parcel, self.regime, self.charges, self.figures, self.rates)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know before relying on the figures."""
        return caveats_of(self.plan, self.regime, self.on, self.rates, ambiguous=self.ambiguous) + near(self.plan, self.on)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The stated defaults that the parcel leans on."""
        return self.parcel.assumed
