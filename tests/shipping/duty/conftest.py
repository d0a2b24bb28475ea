import csv
import gzip
import os
import re
import tarfile
from pathlib import Path

import pytest

COLUMNS = {"general": "General Rate of Duty", "special": "Special Rate of Duty", "column2": "Column 2 Rate of Duty", "additional": "Additional Duties"}


@pytest.fixture(scope="session")
def truth() -> Path:
    where = os.environ.get("XBORDER_TRUTH")
    if not where:
        pytest.skip("XBORDER_TRUTH is unset: the outside figures are not here")
    return Path(where)


@pytest.fixture(scope="session")
def schedule(truth):
    with gzip.open(truth / "us-tariff" / "usitc-hts-2025-12-01.csv.gz", "rt", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def cells(schedule):
    """The filled cells by column and by part of the schedule: chapters 1 to 97, 98, 99."""
    found = {(column, part): [] for column in COLUMNS for part in ("goods", "98", "99")}
    chapter = 0
    for row in schedule:
        chapter = int(row["HTS Number"][:2] or chapter)
        part = "goods" if chapter < 98 else str(chapter)
        for column, name in COLUMNS.items():
            if row[name]:
                found[column, part].append(row[name])
    return found


@pytest.fixture(scope="session")
def rates_of_lines(schedule):
    """The general and column 2 cells of every line, inherited by indent."""
    found, above = {}, []
    for row in schedule:
        depth = int(row["Indent"])
        above = [one for one in above if int(one["Indent"]) < depth] + [row]
        if row["HTS Number"]:
            inherited = {column: next((one[COLUMNS[column]] for one in reversed(above) if one[COLUMNS[column]]), "") for column in ("general", "column2")}
            found[row["HTS Number"].replace(".", "")] = inherited
    return found


@pytest.fixture(scope="session")
def line_cases(truth):
    """The 571 line cases: their file, their name, and their input and output by the last word of each path."""
    found = []
    with tarfile.open(truth / "us-tariff" / "tariff-line-and-overlay-cases.tgz") as archive:
        for member in archive.getmembers():
            if not member.isfile() or "lines/" not in member.name:
                continue
            text = archive.extractfile(member).read().decode()
            for block in re.split(r"(?m)^- name: ", text)[1:]:
                facts, _, answers = block.partition("\n  output:")
                inputs = dict(re.findall(r"#input\.(\w+): ?(\S+)", facts))
                outputs = dict(re.findall(r"#(\w+): \"?([^\"\n]*)\"?", answers))
                found.append((member.name, block.splitlines()[0].strip('"'), inputs, outputs))
    return found
