"""What one good owes entering the United States, warm and cold: the whole stack, its components and reasons read.

Warm: beside the naive reference, in turns, the least of many rounds, in microseconds. Cold: a fresh process with attrs imported,
the least of nine, in milliseconds of processor time; what opening the page of the United States takes of it is told apart.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from quotes import microseconds, naive

from xborder import duty

MARCH, APRIL, AUGUST, NOVEMBER = (
    datetime.fromisoformat(one) for one in ("2026-03-15T12:00:00-04:00", "2025-04-15T12:00:00-04:00", "2026-08-01T12:00:00-04:00", "2025-11-05T12:00:00-05:00")
)
GOODS = {
    "a shirt of China, March 2026": ("6109.10.00", "CN", MARCH),
    "a shirt of China, April 2025": ("6109.10.00", "CN", APRIL),
    "a shirt of Vietnam, August 2026": ("6109.10.00", "VN", AUGUST),
    "wine of France by the liter, August 2026": ("2204.21.50", "FR", AUGUST, {"measures": {"l": "100"}}),
    "a car of Japan, August 2026": ("8703.23.01", "JP", AUGUST),
    "a steel boiler of India, content told, November 2025": ("8403.10.00", "IN", NOVEMBER, {"materials": {"steel": "400.00 USD"}}),
}
COLD = (
    "import attrs, time; start = time.process_time(); from xborder import duty;"
    "duty('US', at='2026-03-15T12:00:00-04:00', hs='6109.10.00', origin='CN', value='1000.00 USD').amount; print(time.process_time() - start)"
)
PAGES = (
    "import attrs, time; from xborder.atlas import standard; from xborder.shipping.tariff.preferences import SCHEMES; layer = standard().layers[0];"
    "names = [('places', 'us'), ('places', 'cn'), ('blocs', 'eu'), ('blocs', 'us-column-2'), *(('blocs', one.page) for one in SCHEMES)];"
    "start = time.process_time();"
    "[layer.page(*one) for one in names]; print(time.process_time() - start)"
)


def asks(hs: str, origin: str, at: datetime, told: Mapping[str, Any] = MappingProxyType({})) -> Callable[[], object]:
    def ask() -> object:
        answer = duty("US", at=at, hs=hs, origin=origin, value="1000.00 USD", **told)
        return answer.amount, [(one.code, one.amount) for one in answer.components], [one.code for one in answer.because]

    return ask


def cold(statement: str) -> float:
    taken = [subprocess.run([sys.executable, "-I", "-c", statement], capture_output=True, text=True, check=True).stdout for _ in range(9)]
    return min(map(float, taken)) * 1e3


def main() -> None:
    took = microseconds([naive, *(asks(*one) for one in GOODS.values())])
    for name, one in zip(("naive landed cost of three lines", *GOODS), took, strict=True):
        print(f"{name:<55}{one:8.2f} µs  {one / took[0]:5.2f} ×")
    print(f"{'cold: the first answer':<55}{cold(COLD):8.1f} ms", f"{'  of it the pages it reads, opened':<55}{cold(PAGES):8.1f} ms", sep="\n")


if __name__ == "__main__":
    main()
