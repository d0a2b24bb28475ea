"""A plan's limits and amounts in the destination's own minor units.

Law that speaks in a foreign currency (EUR 150 in Sweden) is brought home once for each set of exchange rates: limits
are floored, so that they stay exact; amounts are rounded half up.
"""

from typing import Any, NamedTuple

from xborder.codes import Currency
from xborder.money import ExchangeRates, Money, divide, minor_units
from xborder.shipping.plan import Fee, Gate, LandedCostPlan, worth

__all__ = ["NO_LIMIT", "Limits", "Shown", "limits_of"]

NO_LIMIT = 10**30


class Shown(NamedTuple):
    """From the destination's minor units to those of the quote: one rounding a figure."""

    currency: Currency
    home: Currency
    numerator: int = 1
    denominator: int = 1

    def units(self, amount: int) -> int:
        """A figure in the quote's minor units."""
        return amount if self.currency is self.home else divide(amount * self.numerator, self.denominator)

    def money(self, amount: int | None) -> Money | None:
        """A figure as money of the quote."""
        if amount is None:
            return None
        return minor_units(amount if self.currency is self.home else self.units(amount), self.currency)


class Band(NamedTuple):
    """Up to a value, a rate, less an amount."""

    up_to: int
    numerator: int
    denominator: int
    less: int


class FeeAmounts(NamedTuple):
    """What a fee comes to, and up to which value it is charged."""

    fee: Fee
    limit: int | None
    above: int | None
    amount: int | None
    least: int | None
    most: int | None


class Limits(NamedTuple):
    """Each limit as an int, one above the highest value inside it; None where no exchange rate leads to it."""

    plan: LandedCostPlan
    rates: ExchangeRates | None
    scheme: int | None
    duty_relief: int | None
    simplified: int | None
    tax_relief: int | None
    duty_free: int
    """How much of the value is free of duty where only the excess is charged."""
    tax_free: int
    per_item: int | None
    bands: tuple[Band, ...] | None
    fees: tuple[FeeAmounts, ...]
    steps: tuple[int, ...] | None
    wanted: tuple[str, ...]
    shown: Shown
    regimes: dict[int, Any]


def limits_of(plan: LandedCostPlan, rates: ExchangeRates | None) -> Limits:
    """The plan's limits under these rates, remembered on the plan."""
    known: Limits | None = plan.memo.get(rates)
    return known if known is not None else plan.memo.setdefault(rates, _Home(plan, rates).limits())


class _Home:
    """Brings a plan's money home."""

    def __init__(self, plan: LandedCostPlan, rates: ExchangeRates | None) -> None:
        self.plan = plan
        self.rates = rates
        self.wanted: list[str] = []

    def limits(self) -> Limits:
        plan = self.plan
        scheme, simplified = plan.scheme, plan.simplified
        return Limits(
            plan=plan,
            rates=self.rates,
            scheme=self.limit(scheme.limit, strict=scheme.strict) if scheme else NO_LIMIT,
            duty_relief=self.gate(plan.duty_relief),
            simplified=self.limit(simplified.limit, strict=simplified.strict) if simplified else NO_LIMIT,
            tax_relief=self.gate(plan.tax_relief),
            duty_free=self.spared(plan.duty_relief),
            tax_free=self.spared(plan.tax_relief),
            per_item=self.amount(simplified.amount) if simplified else 0,
            bands=self.bands(),
            fees=tuple(
                FeeAmounts(
                    fee,
                    self.limit(fee.limit, strict=fee.strict),
                    self.limit(fee.above, strict=False) if fee.above else 0,
                    self.amount(fee.amount),
                    self.amount(fee.least),
                    self.most(fee),
                )
                for fee in plan.fees
            ),
            steps=self.steps(),
            wanted=tuple(dict.fromkeys(self.wanted)),
            shown=Shown(plan.currency, plan.currency),
            regimes={},
        )

    def steps(self) -> tuple[int, ...] | None:
        """Where the regime can change as the goods' value rises; None where more than that value decides."""
        plan = self.plan
        scheme, simplified = plan.scheme, plan.simplified
        limits = [
            (self.limit(scheme.limit, strict=scheme.strict), scheme.basis) if scheme else (0, ""),
            (self.limit(simplified.limit, strict=simplified.strict), simplified.basis) if simplified else (0, ""),
            *((self.gate(gate), gate.basis) for gate in (plan.duty_relief, plan.tax_relief) if gate),
        ]
        by_item = scheme is not None and scheme.per_item
        if by_item or any(limit is None or basis == "cif" for limit, basis in limits):
            return None
        return tuple(sorted({limit for limit, _ in limits if limit is not None}))

    def home(self, money: Money) -> tuple[int, int] | None:
        found = worth(money, self.plan.currency, self.rates)
        if found is None:
            self.wanted.append(f"/rates/{money.currency}~1{self.plan.currency}")
        return found

    def limit(self, money: Money | None, *, strict: bool) -> int | None:
        """One above the highest value inside: `v <= 150.00` and `v < 150.01` are one limit."""
        if money is None:
            return NO_LIMIT
        found = self.home(money)
        if found is None:
            return None
        return -(-found[0] // found[1]) if strict else found[0] // found[1] + 1

    def gate(self, gate: Gate | None) -> int | None:
        if gate is None or gate.limit is None:
            return 0
        return self.limit(gate.limit, strict=gate.strict)

    def spared(self, gate: Gate | None) -> int:
        """The allowance of a relief that charges only what exceeds it."""
        return (self.gate(gate) or 1) - 1 if gate is not None and gate.method == "excess" else 0

    def amount(self, money: Money | None) -> int | None:
        if money is None:
            return 0
        found = self.home(money)
        return None if found is None else (2 * found[0] + found[1]) // (2 * found[1])

    def most(self, fee: Fee) -> int | None:
        return NO_LIMIT if fee.most is None else self.amount(fee.most)

    def bands(self) -> tuple[Band, ...] | None:
        bands = []
        for top, rate, less in self.plan.simplified.bands if self.plan.simplified else ():
            limit, off = self.limit(top, strict=False), self.amount(less)
            if limit is None or off is None:
                return None
            bands.append(Band(limit, rate.numerator, rate.denominator, off))
        return tuple(bands)
