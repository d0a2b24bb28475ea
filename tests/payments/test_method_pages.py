"""What stands on the pages of methods: their examples, their spellings, and one table test of the enumerations."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from xborder.atlas import standard
from xborder.codes import Country, Currency
from xborder.money import Money
from xborder.payments.suggestion import methods_named, suggest_payments

HERE = Path(__file__).parents[2] / "src/xborder/atlas/pages/methods"
PAGES = {one.stem: tomllib.loads(one.read_text("utf-8"), parse_float=Decimal) for one in sorted(HERE.glob("*.toml"))}
EXAMPLES = [(name, index, one) for name, page in PAGES.items() for index, one in enumerate(page.get("example", ()))]


@pytest.mark.parametrize(("example"), [one for _, _, one in EXAMPLES], ids=[f"{name}-{index}" for name, index, _ in EXAMPLES])
def test_examples(example):
    answer = suggest_payments(example["facts"]["checkout"], on=example["facts"]["on"])
    offered = {one.method for one in answer.offered}
    excluded = {one.method: list(one.reasons) for one in answer.excluded}
    expect = example["expect"]

    assert expect.keys() <= {"offered_includes", "excluded"}
    assert set(expect.get("offered_includes", ())) <= offered
    assert expect.get("excluded", {}) == {method: excluded.get(method) for method in expect.get("excluded", {})}


@pytest.mark.parametrize("name", PAGES)
def test_every_enumeration_can_be_read(name):
    payments = PAGES[name]["payments"]
    entries = [*payments["method"], *(one for some in payments.get("provider", {}).values() for one in some)]

    for entry in entries:
        value = entry["value"]
        for key in ("customers", "merchants"):
            sure, unsure = value.get(key, ()), value.get(f"{key}_unsure", ())
            listed = [one for some in (sure, unsure) if some != "any" for one in some]

            assert listed == [Country(one) for one in listed]
            assert sure == "any" or unsure == "any" or not set(sure) & set(unsure)
        currencies = value.get("currencies", "any")
        if isinstance(currencies, dict):
            assert set(currencies) == {Currency(one) for one in currencies}
            assert set(value["customers"]) <= {one for some in currencies.values() for one in some}, f"a customer of {name} pays in no currency"
    for entry in payments.get("limits", ()):
        for row in entry["value"]:
            sides = [Money.read(row[side]) for side in ("min", "max") if side in row]

            assert sides
            assert {one.currency for one in sides} == {row["currency"]}
            assert sides == sorted(sides)


def test_a_grade_above_c_has_a_source_and_most_entries_have_one():
    entries = [one for page in PAGES.values() for one in _entries(page["payments"])]
    grades = [one["grade"] for one in entries]

    assert [one for one in entries if one["grade"] != "C" and not one["sources"]] == []
    assert [one for one in entries if one["grade"] == "C" and "recalled" not in one.get("note", "")] == []
    assert grades.count("C") / len(grades) < 0.4


def _entries(part):
    if isinstance(part, list):
        return part
    return [one for some in part.values() for one in _entries(some)]


def test_an_id_stands_for_itself_whatever_others_call_by_that_word():
    names = methods_named(standard())

    assert {one: (one,) for one in PAGES} == {one: names[one] for one in PAGES}


def test_providers_spell_their_own_way():
    names = methods_named(standard())

    assert ("przelewy24",) == names["p24"]
    assert ("afterpay", "clearpay") == names["afterpay_clearpay"]
    assert {"visa", "mastercard", "amex", "discover", "jcb"} <= set(names["card"])
    assert ("us_bank_debit",) == names["us_bank_account"]
