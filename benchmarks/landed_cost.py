"""One landed cost of three lines, warm: beside the naive reference and PyPI's `landed-cost-calculator`, in one run."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from timeit import repeat

from reference import NaiveLine, NaiveMoney, naive_landed_cost

from xborder import Parcel, landed_cost

DAY = date(2026, 2, 2)
LINES = [("tee", 2, "24.90", "610910", "0.12"), ("mug", 3, "40.15", "691200", "0.055"), ("book", 1, "85.00", "490199", "0")]
PARCEL = Parcel(
    lines=[{"sku": sku, "quantity": count, "unit_price": f"{price} EUR", "hs": hs, "duty_rate": rate} for sku, count, price, hs, rate in LINES],
    ship_from="US",
    ship_to="DE",
    channel="courier",
    freight="17.30 EUR",
)
NAIVE = tuple(NaiveLine(sku, count, NaiveMoney(Decimal(price), "EUR"), Decimal(rate)) for sku, count, price, _, rate in LINES)
FREIGHT = NaiveMoney(Decimal("17.30"), "EUR")


def naive() -> object:
    cost = naive_landed_cost(NAIVE, FREIGHT, DAY)
    return cost.total.amount, [charge.amount.amount for charge in cost.charges]


def figures() -> object:
    return landed_cost(PARCEL, on=DAY).total


def charges() -> object:
    cost = landed_cost(PARCEL, on=DAY)
    return cost.total, [charge.amount for charge in cost.charges]


def reasons() -> object:
    return landed_cost(PARCEL, on=DAY).to_dict()


def calculator() -> object:
    from landed_cost_calculator import calculate

    return calculate(unit_price=85.0, quantity=1, freight_total=17.3, tariff_rate=0.12, vat_rate=0.19, fx_rate=1.0)


def microseconds(run: Callable[[], object]) -> float:
    return min(repeat(run, number=2000, repeat=9)) / 2000 * 1e6


def main() -> None:
    named = [("naive reference", naive), ("figures and total", figures), ("total and charges", charges), ("everything as plain data", reasons)]
    if find_spec("landed_cost_calculator"):
        named.append(("landed-cost-calculator, one line, one rate", calculator))
    base = microseconds(naive)
    print(f"naive and xborder agree: {naive()[0] == landed_cost(PARCEL, on=DAY).figure().amount}")  # type: ignore[index]
    for name, run in named:
        took = microseconds(run)
        print(f"{name:<45} {took:8.2f} µs  {took / base:5.2f} ×")


if __name__ == "__main__":
    main()
