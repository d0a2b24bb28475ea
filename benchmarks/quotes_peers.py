"""What others make of the same three lines, where they are installed: for `quotes.py` to be timed beside them.

None of them knows duty, thresholds or schemes: each adds one rate, or finds one.
"""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.util import find_spec

Run = Callable[[], object]
NODE = """
const tax = require('sales-tax');
tax.setTaxOriginCountry('DE');
(async () => {
  let least = Infinity;
  for (let round = 0; round < 25; round++) {
    const begun = process.hrtime.bigint();
    for (let one = 0; one < 1000; one++) await tax.getSalesTax('DE');
    least = Math.min(least, Number(process.hrtime.bigint() - begun) / 1e6);
  }
  console.log(least);
})();
"""


def python_peers(day: date, prices: list[tuple[str, int]], freight: str, origin: str, goal: str) -> tuple[list[tuple[str, Run]], list[str]]:
    """The Python packages to be timed, each with its name, and a word about each that is not here."""
    made, absent = [], []
    for name, maker in (
        ("landed-cost-calculator, one line, one rate", lambda: _calculator(prices, freight)),
        ("pyvat, the rate of one sale", lambda: _pyvat(day, origin, goal)),
        ("prices, three lines at one rate", lambda: _prices(prices, freight)),
    ):
        run = maker()
        if run is None:
            absent.append(f"{name.partition(',')[0]} is not installed")
        else:
            made.append((name, run))
    return made, absent


def _calculator(prices: list[tuple[str, int]], freight: str) -> Run | None:
    if not find_spec("landed_cost"):
        return None
    from landed_cost import calculate

    price, carriage = float(prices[-1][0]), float(freight)
    return lambda: calculate(unit_price=price, quantity=1, freight_total=carriage, tariff_rate=0.12, vat_rate=0.19, fx_rate=1.0)


def _pyvat(day: date, origin: str, goal: str) -> Run | None:
    """Of goods it says nothing, so an electronic service is asked about."""
    if not find_spec("pyvat"):
        return None
    from pyvat import ItemType, Party, get_sale_vat_charge

    buyer, seller = Party(goal, is_business=False), Party(origin, is_business=True)
    return lambda: get_sale_vat_charge(day, ItemType.generic_electronic_service, buyer, seller).rate


def _prices(prices: list[tuple[str, int]], freight: str) -> Run | None:
    if not find_spec("prices"):
        return None
    from prices import Money, flat_tax

    rate = Decimal("0.19")
    lines = [(Money(Decimal(price), "EUR"), count) for price, count in prices]
    carriage = Money(Decimal(freight), "EUR")

    def run() -> object:
        total = flat_tax(carriage, rate)
        for price, count in lines:
            total += flat_tax(price * count, rate)
        return total.gross

    return run


def node_peer() -> tuple[float | None, str]:
    """What one rate of npm's `sales-tax` takes in microseconds, timed inside node, or why it was not timed."""
    node = shutil.which("node")
    if node is None:
        return None, "npm sales-tax was not timed: there is no node"
    done = subprocess.run([node, "-e", NODE], capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        return None, "npm sales-tax was not timed: node does not find it (npm install sales-tax, and NODE_PATH)"
    return float(done.stdout), "npm sales-tax, the rate of one sale (in node)"
