"""One charge of a landed cost, and how figures are shown in the currency the buyer is quoted in."""

from typing import Literal, NamedTuple, final

from attrs import frozen

from xborder.codes import Currency
from xborder.money import Money, Rate, divide
from xborder.reasons import Reason, told
from xborder.shipping.figures import Row
from xborder.values import Value

__all__ = ["Charge", "Share", "Shown", "Sums"]

Status = Literal["known", "estimated", "missing", "not_applicable", "prohibited"]


class Shown(NamedTuple):
    """From the destination's minor units to those of the quote: one rounding a figure."""

    currency: Currency
    home: Currency
    numerator: int = 1
    denominator: int = 1

    def units(self, amount: int) -> int:
        """A figure in the quote's minor units."""
        return amount if self.numerator == self.denominator else divide(amount * self.numerator, self.denominator)

    def money(self, amount: int | None) -> Money | None:
        """A figure as money of the quote."""
        return None if amount is None else Money.of(self.units(amount), self.currency)


@final
@frozen
class Charge(Value):
    """A duty, a tax or a fee: on what base, at what rate, by which rule, collected by whom and owed by whom."""

    WIRE = ("code", "kind", "line", "base", "rate", "amount", "low", "high", "status", "payer", "collected_by", "formula", "rule")

    row: Row
    shown: Shown
    payer: Literal["buyer", "seller"]

    @property
    def code(self) -> str:
        """What is charged, as `duty.mfn` or `tax.vat`."""
        return self.row.terms.code

    @property
    def kind(self) -> Literal["duty", "tax", "fee"]:
        """Duty, tax or fee."""
        return self.row.terms.kind

    @property
    def line(self) -> int | None:
        """The line it is charged on, or None where it is charged on the parcel."""
        return self.row.line

    @property
    def base(self) -> Money | None:
        """What the rate is taken of."""
        return self.shown.money(self.row.base)

    @property
    def rate(self) -> Rate | None:
        """The rate, where there is one."""
        return Rate.of(*self.row.rate) if self.row.rate else None

    @property
    def amount(self) -> Money | None:
        """The charge; None while a fact for it is missing."""
        return self.shown.money(self.row.amount)

    @property
    def low(self) -> Money | None:
        """The least it can come to."""
        return self.shown.money(self.row.low)

    @property
    def high(self) -> Money | None:
        """The most it can come to; None where nothing bounds it."""
        return self.shown.money(self.row.high)

    @property
    def status(self) -> Status:
        """How sure the figure is."""
        return self.row.status

    @property
    def collected_by(self) -> Literal["seller", "platform", "carrier", "customs"]:
        """Who takes the money."""
        return self.row.terms.collected_by

    @property
    def rule(self) -> str | None:
        """The entry of the atlas that was applied."""
        return self.row.terms.entry.rule if self.row.terms.entry else None

    @property
    def formula(self) -> str:
        """The arithmetic in words, in the destination's currency."""
        row = self.row
        if row.status == "not_applicable":
            return "not charged"
        if row.amount is None:
            return "cannot be reckoned yet"
        amount = Money.of(row.amount, self.shown.home)
        if row.rate and row.base is not None:
            return f"{Rate.of(*row.rate)} of {Money.of(row.base, self.shown.home)} = {amount}"
        return str(amount)

    def reason(self) -> Reason:
        """Why it is charged, or why it is not."""
        row = self.row
        where = "" if row.line is None else f" on line {row.line + 1}"
        if row.status == "not_applicable":
            return told(f"{self.code}.none", "no {name} is due", row.terms.entry, name=row.terms.name)
        return told(self.code, "{name}{where}: {words}", row.terms.entry, self.formula, name=row.terms.name, where=where, words=self.formula)


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
