"""The tariffs that come along, held against the tables that they were made from and against others' readings of them.

That a compiled table says what its source says is a round trip; what somebody else read in the same tariff is evidence.
"""

import csv
import gzip
import re
import subprocess
import sys
import tarfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from xborder.shipping.duty.expression import AdValorem, class_of
from xborder.shipping.tariff import au_tariff, duty_on, eu_tariff, read_usitc_csv, standing, us_tariff

pytestmark = pytest.mark.truth
HERE = Path(__file__).parents[3]
_FIGURE = re.compile(r"#ch\w+?_((?:general|column2)_(?:disposition|rate)): \"?([\w.]+)\"?")


def test_the_packaged_files_are_what_their_sources_say(truth):
    done = subprocess.run(
        [sys.executable, HERE / "tools" / "compile_tariffs.py", "--check"], capture_output=True, text=True, check=False, env={"XBORDER_TRUTH": str(truth)}
    )

    assert 0 == done.returncode, done.stdout + done.stderr


def test_the_us_schedule_is_whole(truth):
    with gzip.open(truth / "us-tariff" / "usitc-hts-2025-12-01.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    us = us_tariff()
    chapter, strings = "", Counter()
    for row in rows:
        chapter = row["HTS Number"][:2] or chapter
        for name in ("General Rate of Duty", "Special Rate of Duty", "Column 2 Rate of Duty"):
            strings[name] += bool(row[name]) and chapter < "98"

    assert 36_138 == len(rows) == us.rows
    assert [row["HTS Number"].replace(".", "") for row in rows if row["HTS Number"]] == list(us.codes)
    assert 22_829 == strings["General Rate of Duty"] + strings["Column 2 Rate of Duty"]
    own = Counter(column.name for row in range(us.rows) if (us.table.code(row) or "00") < "98" for column, _ in us.table.rates(row))
    assert {"general": 11_414, "column2": 11_415, "special": strings["Special Rate of Duty"]} == dict(own)


def cases(truth):
    """Each line case: its code, and the disposition and rate of both columns."""
    with tarfile.open(truth / "us-tariff" / "tariff-line-and-overlay-cases.tgz") as archive:
        for member in archive.getmembers():
            if member.name.startswith("lines/generated/") and member.isfile():
                text = archive.extractfile(member).read().decode()
                for case in re.split(r"(?m)^- name:", text)[1:]:
                    number = re.search(r"input\.hts_line: (\d+)", case)[1]
                    yield number.zfill(len(number) + len(number) % 2), dict(_FIGURE.findall(case.partition("output:")[2]))


def test_somebody_else_s_reading_of_558_lines_agrees(truth):
    """rulespec-us (CC BY 4.0): a rate said in words is its `conditional`, as are thirds of a percent; it reads rows without inheritance."""
    found, apart = 0, []
    for code, figures in cases(truth):
        found += 1
        line = us_tariff().lookup(code).line
        for column in ("general", "column2"):
            rates = line.column(column)
            duty = rates[0].expression if rates else None
            kind = class_of(duty) if duty else "empty"
            theirs = figures.get(f"{column}_disposition")
            words = {"conditional": "reference"}.get(theirs, theirs)
            rate = figures.get(f"{column}_rate")
            exact = duty.rate.exact if isinstance(duty, AdValorem) else Fraction(0)
            if kind != words or (rate is not None and Fraction(rate) != exact):
                apart.append((code, column, theirs, kind, rates[0].text if rates else ""))

    assert 558 == found
    assert [
        ("4405000000", "column2", "conditional", "ad_valorem", "33 1/3%"),
        ("4409100500", "column2", "conditional", "ad_valorem", "33 1/3%"),
        ("9006591520", "general", "empty", "free", "Free"),
        ("9506114000", "column2", "conditional", "ad_valorem", "33 1/3%"),
    ] == sorted(apart)


@pytest.mark.parametrize(
    ("file", "code", "figures"),
    [
        ("7202-11-10-00", "7202.11.10.00", {"general": "0.014", "special": "0", "column2": "0.065"}),
        ("7601-10-30-00", "7601.10.30.00", {"general": "0.026", "special": "0", "column2": "0.185"}),
        ("9506-62-40", "9506.62.40", {"general": "0", "column2": "0.30"}),
    ],
)
def test_somebody_else_s_columns_of_three_lines_agree(truth, file, code, figures):
    with tarfile.open(truth / "us-tariff" / "tariff-line-and-overlay-cases.tgz") as archive:
        text = archive.extractfile(f"lines/{file}.test.yaml").read().decode()
    theirs = {Fraction(rate) for rate in re.findall(r"applicable_rate_of_duty: ([0-9.]+)", text)}
    origins = {"general": "CN", "special": "AU", "column2": "CU"}
    ours = {}
    for column, origin in ((one, origins[one]) for one in figures):
        claims = [{"programme": "AU", "proof": "claimed"}] if column == "special" else []
        ours[column] = duty_on(us_tariff(), code, origin=origin, on="2026-02-15", value="100.00 USD", claims=claims).ad_valorem_equivalent.exact

    assert {column: Fraction(rate) for column, rate in figures.items()} == ours
    assert theirs <= set(ours.values())


def test_the_estimates_of_the_european_union_hold_every_rate_of_2012(truth):
    eu, lines = eu_tariff(), 0
    for row in csv.DictReader((truth / "eu-cet-cn2012" / "eu-cet-cn2012.csv").read_text("utf-8").splitlines()):
        lines += 1
        if any(rate.text == row["rate"] for found in (eu.lookup(row["cn8"][:6]),) for line in found.lines for rate in line.column("base")):
            continue
        # 619 numbers of today mean what another number meant in 2012: their rates are that number's
        assert standing(row["cn8"][:6]).predecessor != row["cn8"][:6]

    assert 9_383 == lines


def test_every_subheading_of_today_has_an_estimate_in_the_european_union(truth):
    from xborder.shipping.tariff import subheadings

    found = Counter(len({rate.text for line in eu_tariff().lookup(code).lines for rate in line.column("base")}) for code in subheadings())

    assert 0 not in found
    assert 5_612 == sum(found.values())
    assert truth.exists()


def test_australia_says_what_its_reading_said(truth):
    au = au_tariff()
    rows = list(csv.DictReader((truth / "au-tariff" / "schedule3-rates-2026-04.csv").read_text("utf-8").splitlines()))
    clean = [(re.sub(r"\D", "", row["reference"]), " ".join(re.sub("[\u200b\ufeff]", "", row["duty_rate"]).split())) for row in rows]

    assert (5_668, 5_651) == (len(rows), len(au.codes))
    for code, rate in clean:
        if rate:
            row = au.table.find(code)
            assert rate == au.table.rates(row)[0][1]


def test_an_export_that_is_read_again_is_the_packaged_one(truth):
    content = gzip.decompress((truth / "us-tariff" / "usitc-hts-2025-12-01.csv.gz").read_bytes())
    schedule = read_usitc_csv(content, edition="2025-12-01", revised="2025-12-01", source=us_tariff().source)

    assert us_tariff() == schedule
