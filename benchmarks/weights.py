"""Chargeable weight, warm: beside PyPI's `dimcalc` and a naive Decimal function, in one run; and where they differ.

`dimcalc` rounds the volumetric weight down, to the gram; every carrier that was read rounds it up. The naive function knows one rule and explains nothing.
"""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from timeit import repeat

from xborder import RateCard, chargeable_weight, check_tax_id
from xborder.shipping.weight import MeasuredPackage

try:
    from dimcalc import DimCalc, Dimensions
except ImportError:
    DimCalc = None

COUNT = 1_000
ON = "2026-11-21"
BOX = {"kg": "1", "cm": ["28.2", "21.6", "15.8"]}
KEPT = [MeasuredPackage(**BOX)]
CASES = [("30", "20", "10"), ("28.2", "21.6", "15.8"), ("40", "30", "30.1")]
CARD = RateCard.from_csv(
    "zone,up_to_kg,price\n" + "".join(f"eu,{kg},{8 + kg}.50\n" for kg in range(1, 31)), zones={"eu": ["DE", "FR"]}, currency="EUR", since="2026-01-01"
)


def naive(sides: tuple[str, str, str], kg: str) -> Decimal:
    one, two, three = (Decimal(side).to_integral_value(ROUND_CEILING) for side in sides)
    return max(Decimal(kg), one * two * three / 5000).to_integral_value(ROUND_CEILING)


def ours(sides: tuple[str, str, str], kg: str) -> Decimal | None:
    return chargeable_weight([{"kg": kg, "cm": sides}], "ups_kg", on=ON).chargeable


def theirs(sides: tuple[str, str, str], kg: str) -> int:
    one, two, three = map(float, sides)
    found = DimCalc(5.0).calculate_chargeable_weight(int(float(kg) * 1000), Dimensions(length=one, width=two, height=three))
    return int(found.chargeable_weight)


def each(run: Callable[[], object]) -> float:
    return min(repeat(run, number=COUNT, repeat=5)) / COUNT * 1e6


def main() -> None:
    for sides in CASES:
        grams = theirs(sides, "1") if DimCalc else "not installed"
        print(f"{' x '.join(sides):18} cm by 5000: xborder {ours(sides, '1')} kg, naive {naive(sides, '1')} kg, dimcalc {grams} g")
    base = each(lambda: naive(CASES[1], "1"))
    rows: list[tuple[str, Callable[[], object]]] = [
        ("naive, one rule, Decimal", lambda: naive(CASES[1], "1")),
        ("xborder, from a mapping", lambda: chargeable_weight([BOX], "ups_kg", on=ON).chargeable),
        ("xborder, from a value", lambda: chargeable_weight(KEPT, "ups_kg", on=ON).chargeable),
        ("xborder, with its reasons as plain data", lambda: chargeable_weight(KEPT, "ups_kg", on=ON).to_dict()),
        ("a rate card of 30 steps", lambda: CARD.freight("DE", "17.2", on=ON).amount),
        ("an IOSS number", lambda: check_tax_id("IM2760000000", kind="ioss").valid),
    ]
    if DimCalc:
        rows.append(("dimcalc 1.0, floats", lambda: theirs(CASES[1], "1")))
    for name, run in rows:
        spent = each(run)
        print(f"{name:44} {spent:8.2f} µs {spent / base:6.2f} x")


if __name__ == "__main__":
    main()
