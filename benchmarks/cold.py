"""What the first answer of a process costs, place by place: packed pages beside the same pages parsed with tomllib, in turns.

Each run is a process of its own with attrs imported: first the library is imported, then a place is asked that nobody has
touched. `first` is the first question of the process; `next` is the same place where another one (into Iceland) was asked
before, so that it pays for its own pages only. Median and least of fifteen, in milliseconds.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median

PAGES = Path(__file__).resolve().parent.parent / "src" / "xborder" / "atlas" / "pages"
RUNS = 15
QUOTE = (
    "xborder.landed_cost({{'lines': [{{'sku': 'a', 'unit_price': '10 {1}', 'duty_rate': '0.1'}}], 'ship_from': 'CN', 'ship_to': '{0}',"
    " 'channel': 'courier', 'freight': '1 {1}'}}, on='2026-02-02').total"
)
DUTY = "xborder.duty('US', at='2026-03-15T12:00:00-04:00', hs='6109.10.00', origin='CN', value='1000.00 USD').amount"
ASKED = {
    "landed cost into DE": ("landed_cost", QUOTE.format("DE", "EUR")),
    "landed cost into GR": ("landed_cost", QUOTE.format("GR", "EUR")),
    "landed cost into AU": ("landed_cost", QUOTE.format("AU", "AUD")),
    "landed cost into US": ("landed_cost", QUOTE.format("US", "USD")),
    "duty into US": ("duty", DUTY),
}
CHILD = """
import sys, attrs
from time import perf_counter
begun = perf_counter()
import xborder
xborder.{name}
imported = perf_counter()
if {parsed}:
    from pathlib import Path
    from xborder.atlas import _pages
    def written(folder, name):
        page = Path({pages!r}, folder, name + '.toml')
        return _pages.from_text(page.read_bytes()) if page.is_file() else None
    _pages.written = written
if {next}:
    {elsewhere}
start = perf_counter()
{ask}
print(imported - begun, perf_counter() - start)
"""


def run(name: str, ask: str, *, parsed: bool, next_: bool) -> tuple[float, float]:
    """How long the import and the answer took."""
    code = CHILD.format(name=name, ask=ask, parsed=parsed, next=next_, pages=str(PAGES), elsewhere=QUOTE.format("IS", "ISK"))
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    imported, answered = map(float, done.stdout.split())
    return imported * 1000, answered * 1000


def shown(took: list[float]) -> str:
    return f"{median(took):7.1f} {min(took):6.1f}"


def main() -> None:
    ways = [(parsed, next_) for parsed in (False, True) for next_ in (False, True)]
    print(f"{'median and least, ms':<22}{'import':>14}{'first, packed':>15}{'first, parsed':>15}{'next, packed':>15}{'next, parsed':>15}")
    for what, (name, ask) in ASKED.items():
        took: dict[object, list[float]] = {}
        for _ in range(RUNS):
            for parsed, next_ in ways:
                imported, answered = run(name, ask, parsed=parsed, next_=next_)
                took.setdefault("import", []).append(imported)
                took.setdefault((parsed, next_), []).append(answered)
        columns = ("import", (False, False), (True, False), (False, True), (True, True))
        print(f"{what:<22}" + " ".join(shown(took[one]) for one in columns))


if __name__ == "__main__":
    main()
