"""The tariffs that come along: bytes, cold first answers, and lookups warm, beside a dictionary that is already built.

Cold means: a process is up, attrs is imported, nothing of this package is. Each cold figure is the best of several fresh
processes, in milliseconds of processor time; each warm one the best of nine passes, in microseconds.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import xborder
from xborder.shipping.tariff import au_tariff, duty_on, eu_tariff, us_tariff
from xborder.shipping.tariff.preferences import preferences

DATA = Path(xborder.__file__).parent / "shipping" / "tariff" / "data"
COLD = {
    "US rate of a line": "us_tariff().lookup('6109.10.00.12').line.rates[0].expression",
    "US rates of a line with its words": "us_tariff().lookup('6109.10.00.12').line.path",
    "EU estimate": "eu_tariff().lookup('8518.30').lines[0].rates[0].expression",
    "AU rate of a line": "au_tariff().lookup('0101.21').line.rates[0].expression",
    "US duty, with what a preference would save": "duty_on(us_tariff(), '6109.10.00', origin='KR', on='2026-11-21', value='100.00 USD').available",
}
SCRIPT = "import attrs, time; start = time.process_time(); from xborder.shipping.tariff import *; {}; print(time.process_time() - start)"


def cold(statement: str) -> float:
    """The best of seven fresh processes, in milliseconds."""
    taken = []
    for _ in range(7):
        done = subprocess.run([sys.executable, "-I", "-c", SCRIPT.format(statement)], capture_output=True, text=True, check=True)
        taken.append(float(done.stdout))
    return min(taken) * 1e3


def warm(ask: Callable[[str], object], codes: Sequence[str]) -> float:
    """The best of nine passes, for each code, in microseconds."""
    best = float("inf")
    for _ in range(9):
        start = perf_counter()
        for code in codes:
            ask(code)
        best = min(best, perf_counter() - start)
    return best / len(codes) * 1e6


def main() -> None:
    total = sum(file.stat().st_size for file in DATA.iterdir())
    print(*(f"{file.name:<12}{file.stat().st_size:>9,} bytes" for file in sorted(DATA.iterdir())), f"{'together':<12}{total:>9,} bytes", "", sep="\n")
    for name, statement in COLD.items():
        print(f"{'cold: ' + name:<52}{cold(statement):>8.1f} ms")
    us = us_tariff()
    ten = [code for code in us.codes if len(code) == 10][::40]
    six = sorted({code[:6] for code in ten})
    ready = dict.fromkeys(us.codes, "16.5%")
    duties = [code for code in ten if code < "98"]
    print()
    for name, ask, codes in (
        ("a dictionary's own lookup", ready.__getitem__, ten),
        ("US, ten digits", us.lookup, ten),
        ("US, six digits: every line below", us.lookup, six),
        ("EU, six digits", eu_tariff().lookup, [code for code in six if code < "98"]),
        ("AU, six digits", au_tariff().lookup, [code for code in six if code < "28"]),
        ("preferences, KR into the US", lambda _: preferences("KR", "US", "2026-11-21"), ten),
        ("duty, low, high and needs, KR into the US", lambda code: duty_on(us, code, origin="KR", on="2026-11-21", value="100.00 USD").low, duties),
    ):
        print(f"{'warm: ' + name:<52}{warm(ask, codes):>8.2f} µs")


if __name__ == "__main__":
    main()
