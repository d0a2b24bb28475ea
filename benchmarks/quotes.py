"""One landed cost of three lines, warm: beside the naive reference, and beside what others offer where it is installed, in one run."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from timeit import timeit

from quotes_peers import node_peer, python_peers
from reference import NaiveLine, NaiveMoney, naive_landed_cost

from xborder import Parcel, landed_cost, tax_rate

DAY = date(2026, 2, 2)
LINES = [("tee", 2, "24.90", "610910", "0.12"), ("mug", 3, "40.15", "691200", "0.055"), ("book", 1, "85.00", "490199", "0")]
PARCEL = Parcel(
    lines=[{"sku": sku, "quantity": count, "unit_price": f"{price} EUR", "hs": hs, "duty_rate": rate} for sku, count, price, hs, rate in LINES],
    ship_from="US",
    ship_to="DE",
    channel="courier",
    freight="17.30 EUR",
)
WIRE = {
    "lines": [
        {"sku": sku, "quantity": count, "unit_price": {"amount": price, "currency": "EUR"}, "hs": hs, "duty_rate": rate}
        for sku, count, price, hs, rate in LINES
    ],
    "ship_from": "US",
    "ship_to": "DE",
    "channel": "courier",
    "freight": {"amount": "17.30", "currency": "EUR"},
}
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
    return [reason.text for reason in landed_cost(PARCEL, on=DAY).because]


def parcel() -> object:
    return Parcel.from_dict(WIRE)


def plain() -> object:
    return landed_cost(PARCEL, on=DAY).to_dict()


def rate() -> object:
    return tax_rate("DE", on=DAY).rate


def microseconds(runs: Sequence[Callable[[], object]], rounds: int = 25, number: int = 1000) -> list[float]:
    """The least of many rounds for each, taken in turns, so that a busy machine is busy for all of them."""
    least = [float("inf")] * len(runs)
    for _ in range(rounds):
        least = [min(best, timeit(run, number=number)) for best, run in zip(least, runs, strict=True)]
    return [one / number * 1e6 for one in least]


def main() -> None:
    named = [
        ("naive reference", naive),
        ("figures and total", figures),
        ("total and charges", charges),
        ("reasons rendered", reasons),
        ("a parcel from the wire", parcel),
        ("everything as plain data", plain),
        ("tax_rate, one rate of one day", rate),
    ]
    peers, absent = python_peers(DAY, [(price, count) for _, count, price, _, _ in LINES], "17.30", "DE", "DE")
    named += peers
    print(f"naive and xborder agree: {naive()[0] == landed_cost(PARCEL, on=DAY).figure().amount}")  # type: ignore[index]
    took = microseconds([run for _, run in named])
    for (name, _), one in zip(named, took, strict=True):
        print(f"{name:<45} {one:8.2f} µs  {one / took[0]:5.2f} ×")
    node, said = node_peer()
    print(said if node is None else f"{said:<45} {node:8.2f} µs  {node / took[0]:5.2f} ×")
    for word in absent:
        print(word)


if __name__ == "__main__":
    main()
