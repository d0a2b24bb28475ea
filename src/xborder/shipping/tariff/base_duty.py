"""What is answered when a tariff is asked for a duty?

The answer holds what was read and reckoned; its figures and reasons are made from that when somebody reads them.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, final

from attrs import frozen

from xborder.atlas import Entry
from xborder.codes import Country, Currency
from xborder.money import Money, Rate, divide
from xborder.reasons import Assumption, Caveat, Grade, Need, Reason, Source, told
from xborder.shipping.duty.evaluation import DutyAmount
from xborder.shipping.duty.expression import Expression
from xborder.shipping.tariff.claims import Accepted
from xborder.values import Answer, Value

__all__ = ["Available", "BaseDuty", "DutyColumn", "Edition", "Option", "Strategy"]

Strategy = Literal["exact", "low", "high"]
DutyColumn = Literal["general", "special", "2"]


@final
@frozen(kw_only=True)
class Option(Value):
    """One duty that may be the one: of a line, in the words of a column."""

    WIRE = ("code", "column", "text", "expression", "low", "high")

    code: str
    column: DutyColumn
    text: str
    expression: Expression
    span: DutyAmount

    @property
    def low(self) -> Money:
        """The least it comes to."""
        return self.span.low()

    @property
    def high(self) -> Money | None:
        """The most it comes to; None where nothing bounds it."""
        return self.span.high()


@final
@frozen(kw_only=True)
class Available(Value):
    """A programme that was not claimed and would lower the duty, if the goods fulfil its rules; `saves` is None where the tariff does not say by how much."""

    programme: str
    name: str
    saves: Money | None = None


@final
@frozen(kw_only=True)
class Edition(Value):
    """The edition of a tariff that was read, as a reason cites it."""

    name: str
    edition: str
    currency: Currency
    rule: str
    since: date
    until: date | None = None
    grade: Grade = "B"
    sources: tuple[Source, ...] = ()


@final
@frozen(kw_only=True)
class BaseDuty(Answer):
    """The duty of the schedule's own columns."""

    WIRE = (
        "status",
        "amount",
        "low",
        "high",
        "ad_valorem_equivalent",
        "column",
        "options",
        "available",
        "tariff",
        "because",
        "needs",
        "caveats",
        "assumed",
        "edition",
    )

    printed: Edition
    code: str
    origin: Country
    column: DutyColumn | None
    options: tuple[Option, ...]
    strategy: Strategy
    value: Money | None
    available: tuple[Available, ...]
    claims: tuple[Accepted, ...]
    entry: Entry | None
    needs: tuple[Need, ...]
    caveats: tuple[Caveat, ...]
    assumed: tuple[Assumption, ...]
    edition: str

    @property
    def currency(self) -> Currency:
        """The tariff's own money."""
        return self.printed.currency

    def _bounds(self) -> tuple[Fraction | None, Fraction | None]:
        if not self.options:
            return None, None
        highs = [one.span.most for one in self.options]
        high = None if None in highs else max(one for one in highs if one is not None)
        return min(one.span.least for one in self.options), high

    def _money(self, figure: Fraction | None) -> Money | None:
        return None if figure is None else Money.of(divide(figure.numerator, figure.denominator), self.currency)

    @property
    def low(self) -> Money | None:
        """The least it can be."""
        return self._money(self._bounds()[0])

    @property
    def high(self) -> Money | None:
        """The most it can be; None where nothing bounds it."""
        return self._money(self._bounds()[1])

    @property
    def exact(self) -> Fraction | None:
        """The duty in minor units before it is rounded, by the strategy that was chosen; None where it is not decided."""
        low, high = self._bounds()
        if low == high or self.strategy == "low":
            return low
        return high if self.strategy == "high" else None

    @property
    def amount(self) -> Money | None:
        """The duty, rounded to the minor unit; None where it is not decided."""
        return self._money(self.exact)

    @property
    def ad_valorem_equivalent(self) -> Rate | None:
        """The duty as a rate of the value, where both are known in one money."""
        exact = self.exact
        if exact is None or self.value is None or self.value.currency != self.currency or not self.value.units:
            return None
        return Rate(exact / self.value.exact)

    @property
    def tariff(self) -> Mapping[str, str]:
        """Which tariff and which edition of it was read."""
        return {"name": self.printed.name, "edition": self.printed.edition}

    @property
    def because(self) -> tuple[Reason, ...]:
        """The rows that were read, and what put the goods into their column."""
        found = []
        if self.entry:
            found.append(told("tariff.column_2", "goods of {origin} are charged under column 2", self.entry, origin=self.origin))
        found += [
            told(
                "tariff.claim",
                "{name} is claimed, with {proof} as its proof",
                one.programme.entry if one.programme else None,
                name=_name(one),
                proof=one.claim.proof,
            )
            for one in self.claims
            if not one.why
        ]
        template = "{code}, column {column}: {text}"
        return (*found, *(told("tariff.rate", template, self.printed, code=one.code, column=one.column, text=one.text) for one in self.options))


def _name(claim: Accepted) -> str:
    return claim.programme.name if claim.programme else claim.claim.programme
