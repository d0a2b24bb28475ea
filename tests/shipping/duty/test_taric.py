"""Duty sentences and components of TARIC and the UK Tariff; the EU's rates of 2012.

Sentences that must be read or refused, and the class of each refusal, are those of the UK's tariff editor (uktrade/tamato,
measures/tests/test_lark_parser.py, MIT).
"""

import csv
from collections import Counter
from decimal import Decimal

import pytest

from xborder.errors import FactError
from xborder.money import Money
from xborder.shipping.duty import read_components, read_duty
from xborder.shipping.duty.expression import FREE, AdValorem, Per, Reference, Specific
from xborder.shipping.duty.notation import squeezed
from xborder.shipping.duty.taric import read_taric, written_taric
from xborder.shipping.duty.taric_units import BY_CODE, MEASURES, PRINTED

GOOD = {
    "4.000%": "4%",
    "1.230 EUR / kg": "1.23 EUR / kg",
    "0.300 XEM / 100 kg / lactic.": "0.30 EUR / 100 kg/lactic matter",
    "12.900% + 20.000 EUR / kg": "12.9% + 20.00 EUR / kg",
    "kg": "kg",
    "100 kg": "100 kg",
    "1.000 EUR": "1.00 EUR",
    "0.000% + AC": "0% + AC",
    "20%+10EUR/100kg": "20% + 10.00 EUR / 100 kg",
    "20.0 EUR/100kg": "20.00 EUR / 100 kg",
    "1.0 EUR/1000 p/st": "1.00 EUR / 1000 p/st",
    "1% + 2 GBP / m3": "1% + 2.00 GBP / m3",
    "1% + AC (reduced)": "1% + AC (reduced)",
}
BAD = {
    "+": "missing_amount",
    "10% + Blah duty (reduced)": "unknown_duty_expression",
    "5.5% + ABCDE + Some other fake duty expression": "unknown_duty_expression",
    "10%&@#^&": "unknown_duty_expression",
    "ABC": "unknown_duty_expression",
    "@(*&$#)": "unknown_duty_expression",
    "10% + 100 ABC / 100 kg": "unknown_monetary_unit",
    "100 DEF": "unknown_monetary_unit",
    "5.5% + 100 XYZ + AC (reduced)": "unknown_monetary_unit",
    "10% + 100 GBP / 100 abc": "unknown_measurement_unit",
    "100 GBP / foobar measurement": "unknown_measurement_unit",
    "5.5% + 100 EUR / foobar": "unknown_measurement_unit",
    "10% + 100 GBP / 100 kg / ABC": "unknown_qualifier",
    "100 GBP / 100 kg / XYZ foo bar": "unknown_qualifier",
    "5.5% + 100 EUR / kg / foo bar": "unknown_qualifier",
    "10% + 10% + 10% + 10% + 10% + 10%": "expression_out_of_order",
    "+ 5.5% 10%": "expression_out_of_order",
    "+ AC 10%": "expression_out_of_order",
    "10% + AC 10%": "amount_not_allowed",
    "NIHIL / 100 kg": "unit_not_allowed",
    "10% + ": "missing_amount",
    "10% + + 5%": "missing_amount",
    "5% 10%": "unknown_duty_expression",
    "1001%": "unknown_duty_expression",
    "MAX 10%": "expression_out_of_order",
    "5% MAX 6% MIN 2%": "expression_out_of_order",
    "1,230 EUR / kg / kg": "unknown_qualifier",
}


@pytest.mark.parametrize("sentence", GOOD)
def test_good_sentences_are_read_and_written_again(sentence):
    duty = read_taric(sentence)

    assert GOOD[sentence] == written_taric(duty)
    assert duty == read_taric(written_taric(duty))


@pytest.mark.parametrize("sentence", BAD)
def test_bad_sentences_are_refused_with_their_class(sentence):
    with pytest.raises(FactError) as refused:
        read_taric(sentence)

    assert BAD[sentence] == refused.value.code
    assert refused.value.value == sentence
    assert refused.value.hint


@pytest.mark.parametrize("sentence", BAD)
def test_bad_sentences_become_references_with_their_whole_text(sentence):
    reading = read_duty(sentence, grammar="taric")

    assert reading.reference == {"kind": "unread", "text": sentence, "why": BAD[sentence]}
    assert reading.duty_class == "reference"


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("9.10% MAX 1.00% + 0.90 GBP / 100 kg", "9.1% MAX 1% + 0.90 GBP / 100 kg"),
        ("6.5 % + 60 EUR / 1000 kg", "6.5% + 60.00 EUR / 1000 kg"),
        ("12.8 % + 303.4 EUR / 100 kg", "12.8% + 303.40 EUR / 100 kg"),
        ("0.50 GBP / % vol/hl + 2.60 GBP / hl", "0.50 GBP / % vol/hl + 2.60 GBP / hl"),
        ("9.00 % + EA MAX 24.20 % + ADSZ", "9% + AC MAX 24.2% + SD"),
        ("6.00 % + 25.00 GBP / 100 kg MAX 6.00 %", "6% + 25.00 GBP / 100 kg MAX 6%"),
        ("13.8 % MIN 13 GBP/100kg MAX 15 GBP/100kg - 7 GBP/100kg", "13.8% MIN 13.00 GBP / 100 kg MAX 15.00 GBP / 100 kg - 7.00 GBP / 100 kg"),
        ("16.5 % / RET + 244.78 GBP / 1,000 p/st", "16.5% / RET + 244.78 GBP / 1000 p/st"),
        ("NIHIL", "0%"),
        ("5 EUR / m²", "5.00 EUR / m2"),
    ],
)
def test_sentences_of_the_uk_and_the_eu(sentence, printed):
    assert printed == read_duty(sentence, grammar="taric").printed


def component(expression, amount=None, money=None, unit=None, qualifier=None):
    return {
        "duty_expression_id": expression,
        "duty_amount": amount,
        "monetary_unit_code": money,
        "measurement_unit_code": unit,
        "measurement_unit_qualifier_code": qualifier,
    }


def test_components_say_what_their_sentence_says():
    compound = [component("01", "13.8"), component("15", "13.0", "GBP", "DTN"), component("17", "15.0", "GBP", "DTN"), component("36", "7.0", "GBP", "DTN")]

    assert read_taric("13.8% MIN 13 GBP/100kg MAX 15 GBP/100kg - 7 GBP/100kg") == read_components(compound)
    assert read_taric("9% + EA MAX 24.2% + ADSZ") == read_components([component("01", "9"), component("12"), component("17", "24.2"), component("21")])
    assert Reference("supplementary_unit", "p/st") == read_components([component("99", unit="NAR")])
    assert Specific(Money("0.4", "EUR"), Per(100, "kg", "percent_sucrose")) == read_components([component("01", "0.40", "EUR", "DTN", "Z")])
    assert FREE == read_components([component("37")]) == read_components([component("01", 0)])
    assert read_taric("9.5%") == read_components([component("01", Decimal("9.500"))])
    assert AdValorem("0.165", "retail_price") == read_components([component("01", "16.5", unit="RET")])


@pytest.mark.parametrize(
    ("components", "code", "path"),
    [
        ([component("55", "1")], "unknown_duty_expression", "/0/duty_expression_id"),
        ([component("04", "1"), component("01", "1")], "expression_out_of_order", "/1/duty_expression_id"),
        ([component("01", "1"), component("01", "1")], "expression_out_of_order", "/1/duty_expression_id"),
        ([component("04", "1")], "expression_out_of_order", ""),
        ([component("01", 1.5)], "unreadable_amount", "/0/duty_amount"),
        ([component("01")], "unreadable_amount", "/0/duty_amount"),
        ([component("01", "a lot")], "unreadable_amount", "/0/duty_amount"),
        ([component("01", "-5")], "unreadable_amount", "/0/duty_amount"),
        ([component("01", Decimal("1e999999999"), "EUR")], "unreadable_amount", "/0/duty_amount"),
        ([component("01", "1001")], "rate_too_high", "/0/duty_amount"),
        ([component("01", "1", "XYZ")], "unknown_monetary_unit", "/0/monetary_unit_code"),
        ([component("01", "1", None, "DTN")], "unknown_monetary_unit", "/0/monetary_unit_code"),
        ([component("01", "1", "EUR", "QQQ")], "unknown_measurement_unit", "/0/measurement_unit_code"),
        ([component("01", "1", "EUR", "RET")], "unit_not_allowed", "/0/measurement_unit_code"),
        ([], "expression_out_of_order", ""),
    ],
)
def test_components_that_cannot_be_read_are_refused(components, code, path):
    with pytest.raises(FactError) as refused:
        read_components(components)

    assert (code, path) == (refused.value.code, refused.value.path)


def test_every_unit_is_written_as_it_is_read():
    for per in BY_CODE.values():
        assert per == MEASURES[squeezed(PRINTED[per.quantity, per.unit, per.basis])]


def test_the_rates_of_2012_are_read(truth):
    with (truth / "eu-cet-cn2012" / "eu-cet-cn2012.csv").open(encoding="utf-8") as file:
        rows = [row["rate"] for row in csv.DictReader(file)]
    readings = [read_duty(text, grammar="eu_cet") for text in rows]
    plain = [reading for text, reading in zip(rows, readings, strict=True) if text.replace(".", "").isdigit()]

    assert (9383, 1012) == (len(rows), len(rows) - len(plain))
    assert not any(reading.why for reading in readings)
    assert {"free", "ad_valorem"} == {reading.duty_class for reading in plain}
    assert sum(text == "0" for text in rows) == Counter(reading.duty_class for reading in readings)["free"]
    assert Counter(kind for text in rows for kind in ("EA", "ADSZ", "ADFM", "Entry Prices") if kind in text) == Counter(
        {"agricultural_component": "EA", "sugar_duty": "ADSZ", "flour_duty": "ADFM", "entry_prices": "Entry Prices"}[part.kind]
        for reading in readings
        for part in references(reading.expression)
    )
    for reading in readings:
        assert reading.expression == read_duty(reading.printed, grammar="eu_cet").expression


def references(duty):
    from xborder.shipping.duty.expression import parts

    return [part for part in parts(duty) if isinstance(part, Reference)]


def test_decimal_commas_of_the_eu():
    assert read_duty("7,2 MIN 0.36 EUR/ 100 kg/net", grammar="eu_cet").printed == "7.2 MIN 0.36 EUR/100 kg/net"
    assert read_duty("10.2 + 93.1 EUR/100 kg", grammar="eu_cet").duty_class == "compound"
