"""Cells of Australia's Schedule 3, with their columns run together."""

import csv
import re
from datetime import date

import pytest

from xborder.money import Money
from xborder.shipping.duty import FREE, AdValorem, Combined, Per, Specific, read_duty


@pytest.fixture(scope="module")
def texts(truth):
    with (truth / "au-tariff" / "schedule3-rates-2026-04.csv").open(encoding="utf-8") as file:
        return [row["duty_rate"] for row in csv.DictReader(file)]


def test_every_filled_cell_is_read(texts):
    filled = [text for text in texts if text]
    readings = [read_duty(text, grammar="au") for text in filled]

    assert (5668, 5002) == (len(texts), len(filled))
    assert [] == [reading.text for reading in readings if reading.why]
    assert {"blank": 1, "concession_orders": 1, "by_day": 7} == {
        kind: sum(getattr(reading.expression, "kind", "") == kind for reading in readings) for kind in ("blank", "concession_orders", "by_day")
    }


def test_what_is_printed_reads_the_same_and_drops_no_figure(texts):
    for text in filter(None, texts):
        reading = read_duty(text, grammar="au")
        again = read_duty(reading.printed, grammar="au")

        assert (reading.expression, reading.programmes, reading.stages) == (again.expression, again.programmes, again.stages)
        assert figures(text) == figures(reading.printed)


def figures(text):
    words = re.sub(r"\u200b|,(?=\d)", "", text)
    words = re.sub(r"From\s*(\d+)\s*([A-Z][a-z]+)\s*(\d{4})", r" \1 \3 ", words)
    return sorted(map(float, re.findall(r"\d+(?:\.\d+)?", words)))


def test_columns_run_together():
    reading = read_duty("5% DCS4% CAFree DTC5%", grammar="au")

    assert AdValorem("0.05") == reading.expression
    assert {("DCS",): AdValorem("0.04"), ("CA",): FREE, ("DCT",): AdValorem("0.05")} == {one.symbols: one.expression for one in reading.programmes}


def test_stages():
    reading = read_duty("From1January20173.75% From 1 July 20172.5% From 1 July 20181.25% From 1 July 2019Free", grammar="au")

    assert (None, ()) == reading.on(date(2016, 12, 31))
    assert AdValorem("0.0375") == reading.on(date(2017, 1, 1))[0]
    assert AdValorem("0.0125") == reading.on(date(2019, 6, 30))[0]
    assert FREE == reading.on(date(2019, 7, 1))[0]
    assert reading.to_dict()["stages"][0]["since"] == "2017-01-01"


def test_a_threshold_and_a_cap():
    beer = read_duty(
        "$54.74/L of alcohol, calculated on that alcohol content by which the percentage by volume of alcohol of the goods exceeds 1.15", grammar="au"
    )
    juice = read_duty("5%, or, if lower, $0.45/kg TSS", grammar="au")

    assert Specific(Money("54.74", "AUD"), Per(1, "l_alcohol", None, "1.15")) == beer.expression
    assert Combined("max", (AdValorem("0.05"), Specific(Money("0.45", "AUD"), Per(1, "kg", "tss")))) == juice.expression


@pytest.mark.parametrize(
    "text", ["5% From 31 June 2018 Free", "5% From 1 July 2019 4% From 1 July 2018 Free", "5% XX4%", "5% CA", "10% of something", "5% 4%", "$5/hogshead"]
)
def test_what_is_not_whole_is_not_read(text):
    reading = read_duty(text, grammar="au")

    assert ("unread", text) == (reading.expression.kind, reading.expression.text)
    assert ((), ()) == (reading.programmes, reading.stages)
