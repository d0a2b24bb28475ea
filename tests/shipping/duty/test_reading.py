"""The question itself, in the words of the wire."""

import pickle
from decimal import localcontext

import pytest

from xborder.errors import FactError
from xborder.shipping.duty import DutyReading, evaluate, read_duty


def test_a_reading_in_the_words_of_the_wire():
    expected = {
        "text": "46.3¢/kg +14.9%",
        "grammar": "hts",
        "column": "general",
        "expression": {
            "op": "sum",
            "terms": [
                {"op": "specific", "amount": {"amount": "0.463", "currency": "USD"}, "per": {"quantity": 1, "unit": "kg", "basis": None}},
                {"op": "ad_valorem", "rate": "0.149"},
            ],
        },
        "printed": "46.3¢/kg + 14.9%",
        "class": "compound",
        "programmes": [],
        "stages": [],
        "reference": None,
        "status": "complete",
        "edition": "2026.11",
        "because": [],
        "needs": [],
        "caveats": [],
        "assumed": [],
    }

    assert expected == read_duty("46.3¢/kg +14.9%", grammar="hts", column="general").to_dict()


def test_programmes_in_the_words_of_the_wire():
    found = read_duty("Free (A,AU) 3.2% (JP)", grammar="hts", column="special").to_dict()

    assert [
        {"symbols": ["A", "AU"], "expression": {"op": "free"}},
        {"symbols": ["JP"], "expression": {"op": "ad_valorem", "rate": "0.032"}},
    ] == found["programmes"]
    assert ("reference", "by_programme") == (found["class"], found["reference"]["kind"])


@pytest.mark.parametrize(
    ("text", "grammar", "column"),
    [
        ("Free (A,AU) 3.2% (JP)", "hts", "special"),
        ("Free (A,AU)", "hts", None),
        ("9 + EA MAX 18.7 +ADSZ", "eu_cet", None),
        ("10% + 100 ABC / 100 kg", "taric", None),
        ("5% CAFree From1July2018 2.5%", "au", None),
        ("", "taric", None),
    ],
)
def test_readings_are_written_and_read_again(text, grammar, column):
    reading = read_duty(text, grammar=grammar, column=column)

    assert reading == DutyReading.from_dict(reading.to_dict()) == pickle.loads(pickle.dumps(reading))
    for one in (*reading.programmes, *reading.stages):
        assert one == type(one).from_dict(one.to_dict())


@pytest.mark.parametrize(
    ("arguments", "code", "path"),
    [
        ((5, "hts", None), "not_text", "/text"),
        (("5%", "tares", None), "unknown_choice", ""),
        (("5%", "hts", "third"), "unknown_choice", ""),
        (("5" * 5000, "hts", None), "text_too_long", "/text"),
    ],
)
def test_what_is_not_asked_well_is_refused(arguments, code, path):
    text, grammar, column = arguments
    with pytest.raises(FactError) as refused:
        read_duty(text, grammar=grammar, column=column)

    assert (code, path) == (refused.value.code, refused.value.path)


def test_the_decimal_context_decides_nothing():
    text = "$54.74/L of alcohol, calculated on that alcohol content by which the percentage by volume of alcohol of the goods exceeds 1.15"
    plain = read_duty(text, grammar="au")
    amount = evaluate(plain.expression, value="1 AUD", measures={"l": "100.5", "vol": "4.75"})
    with localcontext(prec=1):
        narrow = read_duty(text, grammar="au")

        assert (plain, plain.printed) == (narrow, narrow.printed)
        assert amount == evaluate(narrow.expression, value="1 AUD", measures={"l": "100.5", "vol": "4.75"})


@pytest.mark.parametrize("text", ["[" * 3000, "[5% " * 900, "(" * 3000, "1/" * 1500, "5% + " * 700, "9" * 3999, " " * 3999, "\u200b" * 3999, "A," * 1900])
@pytest.mark.parametrize("grammar", ["hts", "taric", "eu_cet", "au"])
def test_hostile_texts_are_answered(text, grammar):
    assert read_duty(text, grammar=grammar, column="special").duty_class == "reference"
