"""Write `shipping/stack/data/us.lists` from product lists that stand outside the repository.

    XBORDER_TRUTH=DIRECTORY python tools/compile_us_lists.py [--check]

Inputs, none of them shipped, all of `us-tariff/` (product lists of additional duties as the Budget Lab's tariff-rate-tracker
collected them from the notices, MIT): `s301_product_lists`, `s232_*`, `s122_exempt_products`, `ieepa_exempt_products`,
`fentanyl_carveout_products`, `country_eo_exempt_products`, `floor_exempt_products`.

What is written are facts in our own form: for each list its prefixes of tariff codes, shortest first, none standing under
another, with the source and how many rows of it were taken. Columns called `hts10` hold 8 digits, too; dots, `#` lines and
rows that name a heading of chapter 99 are dropped. List 4B (suspended) is left out. Where a longer prefix stands in another
annex of section 232 it is written as an exception, `-76151091`: the longest prefix decides.
With `--check` nothing is written, and the end is 1 where the file is not what its source says.
"""

import csv
import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

GOAL = Path(__file__).parents[1] / "src" / "xborder" / "shipping" / "stack" / "data" / "us.lists"
Rows = list[dict[str, str]]
Take = Callable[[dict[str, str]], bool]

S301 = {
    "s301-1": ("1",), "s301-2": ("2",), "s301-3": ("3", "3_addl"), "s301-4a": ("4A",), "s301-review-25": ("biden_25",), "s301-review-50": ("biden_50",),
    "s301-review-100": ("biden_100",), "s301-2025-25": ("biden_25_jan25",), "s301-2025-50": ("biden_50_jan25",),
}  # fmt: skip
S301_2026 = {"s301-2026-25": "9903.91.06", "s301-2026-50": "9903.91.07", "s301-2026-100": "9903.91.08"}
ANNEXES = {"s232-annex-1a": "1a", "s232-annex-1b": "1b", "s232-annex-3": "3"}
METALS = ("steel", "aluminum", "copper")
CHAPTERS = {"72": "steel", "73": "steel", "74": "copper", "76": "aluminum"}
MILLS = ("720", "721", "722", "7304", "7305", "7306", "7601", "7604", "7605", "7606", "7607", "7608", "7609", "76169951")
"""Articles of the metals themselves, which the page lists in its own entries."""
FENTANYL = {"energy-ca": "energy_ca", "potash-ca": "potash_ca", "potash-mx": "potash_mx"}


def rows_of(truth: Path, name: str) -> Rows:
    """The rows of a list; lines that begin with `#` are comments."""
    text = gzip.decompress((truth / "us-tariff" / f"{name}.csv.gz").read_bytes()).decode("utf-8-sig")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def codes(cells: Iterable[str]) -> list[str]:
    """The codes of chapters 1 to 97 among the cells, as digits."""
    digits = (re.sub(r"[^0-9]", "", cell) for cell in cells)
    return [one for one in digits if 4 <= len(one) <= 10 and one[:2] not in ("98", "99")]


def shortest(found: Iterable[str]) -> list[str]:
    """The prefixes none of which stands under another."""
    kept: list[str] = []
    for code in sorted(set(found)):
        if not (kept and code.startswith(kept[-1])):
            kept.append(code)
    return kept


def column(rows: Rows) -> str:
    """Which column holds the codes."""
    return next(name for name in ("hts8", "hts10", "hts_prefix") if name in rows[0])


def taken(rows: Rows, take: Take = lambda _row: True) -> list[str]:
    """The codes of the rows that are wanted."""
    return codes(row[column(rows)] for row in rows if take(row))


def equals(name: str, *words: str) -> Take:
    """Rows whose cell is one of the words."""
    return lambda row: row[name] in words


def annexes(rows: Rows) -> Iterator[tuple[str, list[str]]]:
    """The annexes of 2026-04-06 by metal; longer prefixes of another annex are exceptions."""
    found = [(re.sub(r"[^0-9]", "", row["hts_prefix"]), row["annex"], row["metal_type"]) for row in rows]
    # Some articles of aluminum stand under steel: in chapters 72 to 76 the chapter says which metal it is.
    where = {code: (annex, CHAPTERS.get(code[:2], metal)) for code, annex, metal in found}
    for name, annex in ANNEXES.items():
        for metal in METALS:
            mine = shortest(code for code, place in where.items() if place == (annex, metal))
            less = [code for code, place in where.items() if place != (annex, metal) and any(code != one and code.startswith(one) for one in mine)]
            if mine:
                yield f"{name}-{metal}", [*mine, *("-" + one for one in sorted(less))]


def lists(truth: Path) -> Iterator[tuple[str, str, list[str], int]]:
    """Each list: its id, the file it was taken from, its prefixes and how many rows gave them."""

    def one(name: str, source: str, found: list[str]) -> tuple[str, str, list[str], int]:
        return name, source, shortest(found), len(found)

    s301 = rows_of(truth, "s301_product_lists")
    for name, words in S301.items():
        yield one(name, "s301_product_lists", taken(s301, equals("list", *words)))
    for name, heading in S301_2026.items():
        yield one(name, "s301_product_lists", taken(s301, equals("ch99_code", heading)))
    annexed = rows_of(truth, "s232_annex_products")
    for name, found in annexes(annexed):
        yield name, "s232_annex_products", found, len(found)
    own: tuple[tuple[str, tuple[str, ...]], ...] = (("steel", ("72", "73")), ("aluminum", ("76",)))
    for metal, chapters in own:
        own_codes = [code for code in taken(annexed) if code.startswith(chapters) and not code.startswith(MILLS)]
        others = [code for code in taken(annexed, equals("metal_type", metal)) if code[:2] not in CHAPTERS]
        yield one(f"s232-annexed-{metal}-own", "s232_annex_products", own_codes)
        yield one(f"s232-annexed-{metal}-other", "s232_annex_products", others)
    derived = rows_of(truth, "s232_derivative_products")
    yield one("s232-aluminum-derived-full", "s232_derivative_products", taken(derived, equals("ch99_code", "9903.85.04", "9903.85.07")))
    yield one("s232-aluminum-derived", "s232_derivative_products", taken(derived, equals("ch99_code", "9903.85.08")))
    early = [row for row in derived if row["ch99_code"] == "9903.85.08" and not row["effective_date"]]
    yield one("s232-aluminum-derived-early", "s232_derivative_products", taken(early))
    yield one("s232-steel-derived", "s232_derivative_products", taken(derived, equals("ch99_code", "9903.81.91")))
    yield one("s232-copper", "s232_copper_products", taken(rows_of(truth, "s232_copper_products")))
    yield one("s232-semiconductors", "s232_semi_products", taken(rows_of(truth, "s232_semi_products")))
    for name, file in (("s232-auto-parts", "s232_auto_parts.txt"), ("s232-truck-parts", "s232_mhd_parts.txt")):
        yield one(name, file, codes((truth / "us-tariff" / file).read_text("utf-8").splitlines()))
    yield one("s122-exempt", "s122_exempt_products", taken(rows_of(truth, "s122_exempt_products")))
    yield one("ieepa-exempt", "ieepa_exempt_products", taken(rows_of(truth, "ieepa_exempt_products")))
    fentanyl = rows_of(truth, "fentanyl_carveout_products")
    for name, word in FENTANYL.items():
        yield one(name, "fentanyl_carveout_products", taken(fentanyl, equals("category", word)))
    brazil = [row for row in rows_of(truth, "country_eo_exempt_products") if row["ch99_code"] == "9903.01.77"]
    yield one("brazil-exempt", "country_eo_exempt_products", codes(row["hts10"] for row in brazil if row["effective_date_start"] < "2025-11-13"))
    yield one("brazil-exempt-more", "country_eo_exempt_products", codes(row["hts10"] for row in brazil if row["effective_date_start"] >= "2025-11-13"))
    floor = rows_of(truth, "floor_exempt_products")
    for group in ("eu", "swiss"):
        listed = [row for row in floor if row["country_group"] == group]
        yield one(f"floor-exempt-{group}", "floor_exempt_products", taken(listed, equals("category", "ptaap", "particular")))


def packed(truth: Path) -> bytes:
    """All lists: one line of JSON that says what is in them, then the prefixes of each, one list a line."""
    found = list(lists(truth))
    heads: Mapping[str, object] = {
        "edition": "2026-05",
        "source": "https://github.com/Budget-Lab-Yale/tariff-rate-tracker",
        "lists": [{"id": name, "from": source, "rows": rows, "prefixes": len(prefixes)} for name, source, prefixes, rows in found],
    }
    body = "\n".join(" ".join(prefixes) for _, _, prefixes, _ in found)
    return json.dumps(heads, separators=(",", ":")).encode() + b"\n" + zlib.compress(body.encode(), 9)


def main() -> int:
    """Writes the lists, or says whether they are what their source says."""
    made = packed(Path(os.environ["XBORDER_TRUTH"]))
    if "--check" in sys.argv[1:]:
        return int(made != GOAL.read_bytes())
    GOAL.write_bytes(made)
    print(f"{GOAL.name}: {len(made)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
