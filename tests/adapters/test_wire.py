"""Do the wire and the Python call speak the same words?"""

import inspect
import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import xborder
from xborder import ExchangeRates, FactError, Parcel, landed_cost, standard, tax_rate
from xborder.adapters.wire import QUESTIONS, ask, facts_of, text_of

FACTS = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted((Path(__file__).parent / "facts").iterdir())}
"""For each question, facts in which every key stands once."""
ANSWERED = ("status", "edition", "because", "needs", "caveats", "assumed")
PARCEL = {
    "lines": [{"sku": "tee", "unit_price": "20.00 USD", "duty_rate": "0.12"}],
    "ship_from": "US",
    "ship_to": "DE",
    "channel": "courier",
    "freight": "10.00 USD",
}
DAY = "2026-02-02"
COST = {"parcel": PARCEL, "on": DAY}
DESK = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["10:00", "18:00"]]}}


def refused(question, facts):
    with pytest.raises(FactError) as caught:
        ask(question, facts)
    return caught.value


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_public_and_takes_what_the_call_takes(question):
    signature = inspect.signature(getattr(xborder, question))

    expected = [name for name in signature.parameters if name != "atlas"]
    actual = [fact.name for fact in QUESTIONS[question].facts if not fact.name.startswith("rates_")]

    assert question in xborder.__all__
    assert expected == actual


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_has_no_default_is_owed(question):
    parameters = inspect.signature(getattr(xborder, question)).parameters

    expected = [name for name, one in parameters.items() if one.default is one.empty]
    actual = [fact.name for fact in QUESTIONS[question].facts if fact.owed]

    assert expected == actual


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_explains_itself_in_plain_json(question):
    answer = ask(question, FACTS[question])

    assert all(key in answer for key in ANSWERED)
    assert json.loads(text_of(answer)) == answer


def test_the_wire_answers_as_the_call_does():
    rates = ExchangeRates(quotes={"USD/EUR": "0.92"}, on="2026-01-30", source="ECB")
    wired = {"rates": {"USD/EUR": "0.92"}, "rates_on": "2026-01-30", "rates_source": "ECB"}

    expected = landed_cost(Parcel.from_dict(PARCEL), on=date(2026, 2, 2), rates=rates).to_dict()
    actual = ask("landed_cost", {"parcel": PARCEL, "on": DAY, **wired})

    assert expected == actual


def test_what_is_taken_for_granted_of_rates_is_said():
    answer = ask("landed_cost", {"parcel": PARCEL, "on": f"{DAY}T23:00:00+01:00", "rates": {"USD/EUR": "0.92"}})

    expected = [("/rates_on", DAY), ("/rates_source", "the caller")]
    actual = [(one["path"], one["value"]) for one in answer["assumed"] if one["path"].startswith("/rates")]

    assert expected == actual


def test_monthly_rates_may_be_older():
    facts = {"parcel": PARCEL, "on": DAY, "rates": {"USD/EUR": "0.92"}, "rates_on": "2026-01-02", "rates_source": "HMRC"}
    stale = [[one["kind"] for one in ask("landed_cost", {**facts, "rates_period": period})["caveats"]] for period in ("daily", "monthly")]

    expected = [["stale"], []]
    actual = [[kind for kind in kinds if kind == "stale"] for kinds in stale]

    assert expected == actual


def test_another_atlas_may_be_asked():
    atlas = standard().overlay(
        xborder.Layer.from_mapping(
            {"places/de": {"shipping": {"vat": {"standard": [{"since": "2030-01-01", "value": "0.17", "grade": "C", "sources": []}]}}}}, edition="acme-3"
        )
    )

    expected = tax_rate("DE", on="2030-01-01", atlas=atlas).to_dict()
    actual = ask("tax_rate", {"place": "DE", "on": "2030-01-01"}, atlas=atlas)

    assert expected == actual


def test_null_is_what_was_left_out():
    expected = ask("tax_rate", {"place": "DE", "on": DAY})
    actual = ask("tax_rate", {"place": "DE", "on": DAY, "category": None})

    assert expected == actual


@pytest.mark.parametrize(
    ("question", "facts", "code", "path", "hint"),
    [
        ("landd_cost", {}, "unknown_question", "", "did you mean 'landed_cost'?"),
        (7, {}, "unknown_question", "", "one of " + ", ".join(QUESTIONS)),
        ("tax_rate", [], "not_a_mapping", "", "keys: place, on, category"),
        ("tax_rate", {"place": "DE", "on": DAY, "atlas": 1}, "unknown_key", "/atlas", "one of category, on, place"),
        ("tax_rate", {"plaice": "DE", "on": DAY}, "unknown_key", "/plaice", "did you mean 'place'?"),
        ("tax_rate", {"place": "DE"}, "missing_key", "/on", "given: place"),
        ("tax_rate", {"place": None, "on": DAY}, "missing_key", "/place", "given: place, on"),
        ("tax_rate", {"place": "UK", "on": DAY}, "unknown_country", "/place/country", "did you mean 'GB'?"),
        ("tax_rate", {"place": "DE", "on": "2026-02-30"}, "no_such_day", "/on", ""),
        ("tax_rate", {"place": "DE", "on": DAY, "category": "bocks"}, "unknown_choice", "/category", "did you mean 'books'?"),
        ("landed_cost", {**COST, "parcel": {**PARCEL, "freigth": "1 USD"}}, "unknown_key", "/parcel/freigth", "did you mean 'freight'?"),
        ("landed_cost", {**COST, "rates": {"USDEUR": "1"}}, "unreadable_pair", "/rates/USDEUR", "write it as 'USD/EUR': what one USD is in EUR"),
        ("landed_cost", {**COST, "rates": {"USD/EUR": "x"}}, "unreadable_rate", "/rates/USD~1EUR", "write it as '1.0842'"),
        ("landed_cost", {**COST, "rates": {"USD/EUR": "1"}, "rates_on": "x"}, "not_a_day", "/rates_on", "write it as '2026-11-21'"),
        ("landed_cost", {**COST, "rates": {"USD/EUR": "1"}, "rates_period": "day"}, "unknown_choice", "/rates_period", "did you mean 'daily'?"),
        ("landed_cost", {**COST, "rates_on": DAY}, "missing_key", "/rates_on", "pass rates, as {'USD/EUR': '0.92'}"),
        ("availability", {"schedule": {**DESK, "weekly": {"mon": 1}}, "at": DAY}, "not_a_list", "/schedule/weekly/mon", "put it in [ ]"),
        ("availability", {"schedule": DESK, "at": DAY}, "not_an_instant", "/at", "write it as '2026-11-21T09:30:00+01:00'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_path_and_a_hint(question, facts, code, path, hint):
    error = refused(question, facts)

    expected = (code, path, hint)
    actual = (error.code, error.path, error.hint)

    assert expected == actual


@pytest.mark.parametrize(
    ("lines", "code", "path"),
    [
        ('{"sku": "a", "unit_price": {"amount": 0.10, "currency": "EUR"}}', "float_money", "/parcel/lines/0/unit_price/amount"),
        ('{"sku": "a", "unit_price": "1 EUR", "duty_rate": 0.10}', "float_rate", "/parcel/lines/0/duty_rate"),
        ('{"sku": "a", "unit_price": "1 EUR", "weight_kg": 0.10}', "float_measure", "/parcel/lines/0/weight_kg"),
    ],
)
def test_a_json_number_with_a_fraction_is_refused_as_it_was_written(lines, code, path):
    text = f'{{"parcel": {{"lines": [{lines}], "ship_from": "US", "ship_to": "DE", "channel": "post"}}, "on": "{DAY}"}}'
    error = refused("landed_cost", facts_of(text))

    expected = (code, path, "0.10", "write it as text: '0.10'")
    actual = (error.code, error.path, str(error.value), error.hint)

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable_json"),
        ("{", "unreadable_json"),
        ('{"a": NaN}', "unreadable_json"),
        ('{"a": -Infinity}', "unreadable_json"),
        (b"\xff", "unreadable_json"),
        ("[" * 100_000, "unreadable_json"),
        ("1" * 5_000, "unreadable_json"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "duplicate_key"),
    ],
)
def test_what_is_not_json_is_a_fact_error(text, code):
    with pytest.raises(FactError) as caught:
        facts_of(text)

    expected = code
    actual = caught.value.code

    assert expected == actual


def test_a_byte_order_mark_is_no_fact():
    expected = {"a": 1}
    actual = facts_of('\ufeff{"a": 1}'.encode())

    assert expected == actual


def test_a_lone_surrogate_is_written_as_json():
    expected = {"a": "\ud800 é"}
    actual = json.loads(text_of({"a": "\ud800 é"}))

    assert expected == actual


plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3),
    max_leaves=6,
)


@given(plain_json)
def test_json_is_read_as_it_was_written(data):
    expected = data
    actual = facts_of(text_of(data))

    assert expected == actual


def leaves(data, path=()):
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, one in items:
        yield from leaves(one, (*path, key))


def put(data, path, value):
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = put(copy[path[0]], path[1:], value)
    return copy


odd_json = plain_json | st.floats(allow_nan=False) | st.sampled_from(["", " ", "0", "-1", "99999-01-01", "2026-02-30", "XX", "\x00", "1e999 EUR", "\ud800"])


@pytest.mark.parametrize("question", QUESTIONS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_facts_that_make_no_sense_are_refused_and_never_crash(question, data):
    facts = FACTS[question]
    path = data.draw(st.sampled_from(list(leaves(facts))))
    mangled = put(facts, path, data.draw(odd_json))
    with suppress(FactError):
        text_of(ask(question, mangled))
