"""What a fresh process pays: the import, a first greeting, a first landed cost; over bare Python, the least of nine."""

import subprocess
import sys
from time import perf_counter

GREET = "xborder.greet({'languages': ['de'], 'address': 'DE', 'name': {'given': 'Anna', 'surname': 'Schmidt'}}, at='2026-11-21T10:00:00+01:00').text"
PARCEL = "{'lines': [{'sku': 'a', 'unit_price': '10 EUR', 'duty_rate': '0.1'}], 'ship_from': 'US', 'ship_to': 'DE', 'channel': 'post', 'freight': '1 EUR'}"
ASKED = {
    "import attrs": "import attrs",
    "import xborder": "import xborder",
    "a first greeting": f"import xborder; {GREET}",
    "a first landed cost": f"import xborder; xborder.landed_cost({PARCEL}, on='2026-02-02').total",
}


def milliseconds(code: str) -> float:
    took = []
    for _ in range(9):
        begun = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        took.append(perf_counter() - begun)
    return min(took) * 1000


def main() -> None:
    bare = milliseconds("pass")
    for name, code in ASKED.items():
        print(f"{name:<22} {milliseconds(code) - bare:6.1f} ms over bare Python ({bare:.1f})")


if __name__ == "__main__":
    main()
