"""Reading whole columns of the US tariff, warm: beside a trivial regex that only knows free and a percentage, in one run.

Takes the directory of outside figures from XBORDER_TRUTH. Each figure is the best of nine passes over the column, in
microseconds a string; the reading's class is read, the text it would print is not made. Nothing is remembered between
strings: a second pass does all the work again. Time of the process is counted, so that neighbours on the machine count for little.
"""

import csv
import gzip
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from xborder.shipping.duty import read_duty

BASELINE = re.compile(r"^(Free)$|^([0-9.]+)%$")


def columns(truth: Path) -> dict[str, list[str]]:
    """The strings of chapters 1 to 97 by column, and those of the other tariffs."""
    found: dict[str, list[str]] = {"general": [], "special": [], "column2": [], "chapter 99": [], "eu_cet": [], "au": []}
    names = {"general": "General Rate of Duty", "special": "Special Rate of Duty", "column2": "Column 2 Rate of Duty"}
    chapter = 0
    with gzip.open(truth / "us-tariff" / "usitc-hts-2025-12-01.csv.gz", "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            chapter = int(row["HTS Number"][:2] or chapter)
            for column, name in names.items():
                if row[name] and chapter < 98:
                    found[column].append(row[name])
                elif row[name] and column != "special":
                    found["chapter 99"].append(row[name])
    with (truth / "eu-cet-cn2012" / "eu-cet-cn2012.csv").open(encoding="utf-8") as file:
        found["eu_cet"] = [row["rate"] for row in csv.DictReader(file)]
    with (truth / "au-tariff" / "schedule3-rates-2026-04.csv").open(encoding="utf-8") as file:
        found["au"] = [row["duty_rate"] for row in csv.DictReader(file) if row["duty_rate"]]
    return found


def trivial(texts: Sequence[str]) -> int:
    """Counts what the trivial regex understands."""
    read = 0
    for text in texts:
        matched = BASELINE.match(text)
        if matched and (matched[1] or float(matched[2]) >= 0):
            read += 1
    return read


def reader(grammar: str, column: str | None) -> Callable[[Sequence[str]], int]:
    """Counts what `read_duty` understands."""

    def run(texts: Sequence[str]) -> int:
        read = 0
        for text in texts:
            read += read_duty(text, grammar=grammar, column=column).duty_class != "reference"  # type: ignore[arg-type]
        return read

    return run


def microseconds(run: Callable[[Sequence[str]], int], texts: Sequence[str]) -> tuple[float, int]:
    """The best of nine passes, for each string."""
    best, read = float("inf"), 0
    for _ in range(9):
        start = process_time()
        read = run(texts)
        best = min(best, process_time() - start)
    return best / len(texts) * 1e6, read


def main() -> None:
    truth = os.environ.get("XBORDER_TRUTH")
    if not truth:
        sys.exit("set XBORDER_TRUTH to the directory of outside figures")
    grammars = {"eu_cet": "eu_cet", "au": "au", "chapter 99": "hts_ch99"}
    print(f"{'column':<14}{'strings':>8}{'read_duty':>12}{'not in words':>14}{'regex':>9}{'understood':>12}{'ratio':>8}")
    for name, texts in columns(Path(truth)).items():
        ours, read = microseconds(reader(grammars.get(name, "hts"), name if name in ("general", "special", "column2") else None), texts)
        base, known = microseconds(trivial, texts)
        print(f"{name:<14}{len(texts):>8}{ours:>9.2f} µs{read:>14}{base:>6.2f} µs{known:>12}{ours / base:>7.1f}×")


if __name__ == "__main__":
    main()
