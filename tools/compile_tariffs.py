"""Write `shipping/tariff/data/*` from official tables that stand outside the repository.

    XBORDER_TRUTH=DIRECTORY python tools/compile_tariffs.py [--check]

Inputs, none of them shipped:

- `us-tariff/usitc-hts-2025-12-01.csv.gz`: the USITC's own CSV export, edition of 2025-12-01 (US Government, public domain);
- `eu-cet-cn2012/eu-cet-cn2012.csv`: base rates erga omnes by the EU's CN 2012, as annexed to the EU-Viet Nam agreement
  (figures only);
- `au-tariff/schedule3-rates-2026-04.csv`: rates of Schedule 3 to Australia's Customs Tariff Act 1995, a page reading of
  April 2026 without 24 of its chapters (Commonwealth of Australia, figures only);
- `hs/hs2022-to-hs2012.csv`: the HS 2022 codes with one predecessor each (UNSD correlation, by the package concordance, MIT).

What is written are facts in our own form: codes, rates, units, the words that tell one line from the other.
With `--check` nothing is written, and the end is 1 where a file is not what its source says.
"""

import csv
import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from xborder.reasons import Source
from xborder.shipping.tariff.assembly import assembled, nested
from xborder.shipping.tariff.packing import Column, Row
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.shipping.tariff.usitc import read_usitc_csv

DATA = Path(__file__).parents[1] / "src" / "xborder" / "shipping" / "tariff" / "data"
US = "us-tariff/usitc-hts-2025-12-01.csv.gz"
EU = "eu-cet-cn2012/eu-cet-cn2012.csv"
AU = "au-tariff/schedule3-rates-2026-04.csv"
HS = "hs/hs2022-to-hs2012.csv"
UNSPECIFIED = "999999"

# The expansion of the Information Technology Agreement freed goods from 2016-07-01 on (Regulation (EU) 2016/1047; customs4trade.com
# on it: medical equipment, video games and consoles, home hi-fi, headphones, semi-conductors, GPS devices). Its list of codes was
# not read: in these chapters the low end of an estimate is free from that day on.
ITA = Column("cut", None, date(2016, 7, 1))
ITA_CHAPTERS = ("84", "85", "90", "9504")
USITC = Source(
    title="USITC, Harmonized Tariff Schedule of the United States, CSV export, edition of 2025-12-01", url="https://hts.usitc.gov/", checked=date(2026, 11, 21)
)
READING = Source(
    title="Customs Tariff Act 1995, Schedule 3, as read in networkneedsau/australian-tariff-classification (2026-04-17)",
    url="https://github.com/networkneedsau/australian-tariff-classification",
    checked=date(2026, 11, 21),
)
EU_NOTE = "base rates of 2012 by CN code, ranged by subheading; later cuts and suspensions are not in it"
AU_NOTE = "a reading of April 2026 that lacks 24 chapters; rates under trade agreements stand in other schedules and are not in it"


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def us(truth: Path) -> TariffSchedule:
    """All rows and all columns of the USITC's export."""
    content = gzip.decompress((truth / US).read_bytes())
    return read_usitc_csv(content, edition="2025-12-01", revised="2025-12-01", source=USITC)


def eu(truth: Path) -> TariffSchedule:
    """Each subheading of HS 2012 with the different rates of the lines below it."""
    found: dict[str, list[str]] = {}
    for row in rows_of(truth / EU):
        rates = found.setdefault(row["cn8"][:6], [])
        if row["rate"].strip() not in rates:
            rates.append(row["rate"].strip())
    base = Column("base")
    rows = []
    for code, rates in sorted(found.items()):
        cut = ((ITA, "0"),) if code.startswith(ITA_CHAPTERS) and rates != ["0"] else ()
        rows.append(Row(code, 0, "", "", tuple((base, rate) for rate in sorted(rates)) + cut))
    return assembled(
        rows, name="Common Customs Tariff of the European Union, base rates", edition="CN 2012", country="EU", revised="2012-01-01", grammar="eu_cet",
        nomenclature="hs2012", main="base", estimate=True, note=EU_NOTE, grade="C",
    )  # fmt: skip


def au(truth: Path) -> TariffSchedule:
    """The lines that were read, without the marks around their codes; a line that goes on keeps its first rate."""
    found: dict[str, Row] = {}
    for row in rows_of(truth / AU):
        code = re.sub(r"[^0-9]", "", row["reference"])
        rate = " ".join(re.sub("[\u200b\u200c\u200d\u2060\ufeff]", "", row["duty_rate"]).split())
        known = found.get(code)
        if known is None or (rate and not known.rates):
            found[code] = Row(code, 0, "", row["unit"].strip(), ((Column("general"), rate),) if rate else ())
        elif rate and known.rates[0][1] != rate:
            print(f"{code} has {known.rates[0][1]!r} and {rate!r}")
    chapters = {code[:2] for code in found}
    absent = [f"{chapter:02}" for chapter in range(1, 98) if chapter != 77 and f"{chapter:02}" not in chapters]
    return assembled(
        nested(found.values()), name="Customs Tariff Act 1995, Schedule 3", edition="2026-04", country="AU", revised="2026-04-17", grammar="au",
        note=AU_NOTE, source=READING, told={"absent_chapters": absent},
    )  # fmt: skip


def hs(truth: Path) -> bytes:
    """Each subheading of HS 2022, with what it was in HS 2012 where that was another; then codes of 2012 that nothing follows."""
    was = {row["hs2022"]: row["hs2012"] for row in rows_of(truth / HS) if row["hs2022"] != UNSPECIFIED}
    old = {row["cn8"][:6] for row in rows_of(truth / EU)} - set(was.values()) - set(was)
    lines = [code if code == before else f"{code}<{before}" for code, before in sorted(was.items())]
    return zlib.compress("\n".join(lines + [f"-{code}" for code in sorted(old)]).encode(), 9)


def main() -> int:
    """Writes the files, or says which differ."""
    truth = os.environ.get("XBORDER_TRUTH")
    if not truth:
        print("set XBORDER_TRUTH to the directory of the official tables")
        return 2
    made = {f"{schedule.country.lower()}.tariff": schedule for schedule in (us(Path(truth)), eu(Path(truth)), au(Path(truth)))}
    files = {name: schedule.data for name, schedule in made.items()} | {"hs2022.z": hs(Path(truth))}
    different = 0
    for name, content in files.items():
        path = DATA / name
        if "--check" not in sys.argv[1:]:
            path.write_bytes(content)
        elif not path.exists() or not same(path.read_bytes(), content):
            print(f"{name} is not what its source says: run python tools/compile_tariffs.py")
            different += 1
        schedule = made.get(name)
        told = (
            f"edition {schedule.edition}, {schedule.rows:,} rows, {len(schedule.codes):,} codes, {schedule.table.set_count:,} sets of rates" if schedule else ""
        )
        print(f"{name:<10} {len(content):>9,} bytes  {told}")
    return 1 if different else 0


def same(one: bytes, other: bytes) -> bool:
    """Whether two files say the same, whatever zlib made of them."""
    if one == other:
        return True
    try:
        mine, theirs = TariffSchedule(one), TariffSchedule(other)
    except ValueError:
        return zlib.decompress(one) == zlib.decompress(other)
    return rows(mine) == rows(theirs) and mine.to_dict() == theirs.to_dict()


def rows(schedule: TariffSchedule) -> list[object]:
    """Everything a schedule says."""
    table = schedule.table
    return [(table.code(row), table.indent(row), table.rates(row), table.units(row), table.words(row)) for row in range(table.rows)]


if __name__ == "__main__":
    sys.exit(main())
