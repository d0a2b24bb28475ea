"""The fixed naive reference: a landed cost as one would first write it, with Decimal and one money value per field.

Every figure the project publishes is a ratio to this loop, run in the same process.
"""

from bisect import bisect_right
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from attrs import frozen

CENT = Decimal("0.01")
VAT = ([date(2007, 1, 1), date(2020, 7, 1), date(2021, 1, 1)], [Decimal("0.19"), Decimal("0.16"), Decimal("0.19")])
RELIEF = ([date(2010, 1, 1), date(2026, 7, 1)], [Decimal(150), Decimal(0)])


@frozen
class NaiveMoney:
    amount: Decimal
    currency: str

    def plus(self, other: "NaiveMoney") -> "NaiveMoney":
        if self.currency != other.currency:
            raise ValueError(other)
        return NaiveMoney(self.amount + other.amount, self.currency)

    def times(self, rate: Decimal) -> "NaiveMoney":
        return NaiveMoney((self.amount * rate).quantize(CENT, ROUND_HALF_UP), self.currency)


@frozen
class NaiveLine:
    sku: str
    quantity: int
    unit_price: NaiveMoney
    duty_rate: Decimal


@frozen
class NaiveCharge:
    kind: str
    line: int
    base: NaiveMoney
    rate: Decimal
    amount: NaiveMoney


@frozen
class NaiveCost:
    goods: NaiveMoney
    freight: NaiveMoney
    charges: tuple[NaiveCharge, ...]
    total: NaiveMoney


def in_force(table: tuple[list[date], list[Decimal]], on: date) -> Decimal:
    return table[1][bisect_right(table[0], on) - 1]


def naive_landed_cost(lines: tuple[NaiveLine, ...], freight: NaiveMoney, on: date) -> NaiveCost:
    goods = [line.unit_price.times(Decimal(line.quantity)) for line in lines]
    total = NaiveMoney(sum((one.amount for one in goods), Decimal(0)), "EUR")
    relieved = total.amount <= in_force(RELIEF, on)
    charges = []
    left, seen = freight.amount, Decimal(0)
    for index, (line, value) in enumerate(zip(lines, goods, strict=True)):
        if index == len(lines) - 1:
            share = NaiveMoney(left, "EUR")
        else:
            share = NaiveMoney((freight.amount * value.amount / total.amount).quantize(CENT, ROUND_HALF_UP), "EUR")
            left -= share.amount
        base = value.plus(share)
        rate = Decimal(0) if relieved else line.duty_rate
        duty = base.times(rate)
        taxed = base.plus(duty)
        vat = in_force(VAT, on)
        tax = taxed.times(vat)
        charges += [NaiveCharge("duty", index, base, rate, duty), NaiveCharge("tax", index, taxed, vat, tax)]
        seen += duty.amount + tax.amount
    return NaiveCost(total, freight, tuple(charges), NaiveMoney(total.amount + freight.amount + seen, "EUR"))
