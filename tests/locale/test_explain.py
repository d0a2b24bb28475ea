"""Is an answer told in every language, whole, with every figure it holds?"""

import ast
import json
import re
import string
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

import xborder
from xborder import ExchangeRates, FactError, Layer, Money, explain, landed_cost, standard, tax_rate
from xborder.adapters.wire import ask
from xborder.codes import LanguageTag
from xborder.locale.messages import FRAMES, Words, messages_of, read_back, words_of

HERE = Path(__file__).parent.parent
SOURCES = Path(xborder.__file__).parent
FACTS = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted((HERE / "adapters" / "facts").glob("*.json"))}
WORLD = standard()
TABLES = {page: table for page in WORLD.listed("tongues") if (table := messages_of(WORLD, page))}
ENGLISH = TABLES["en"]
SENTENCES = sorted(key for key in ENGLISH if not key.startswith(FRAMES))
LANGUAGES = sorted(TABLES)
DAY = "2026-11-21"
PARCEL = {
    "lines": [{"sku": "tee", "quantity": 2, "unit_price": "100.00 EUR", "duty_rate": "0.12"}],
    "ship_from": "US",
    "ship_to": "DE",
    "channel": "courier",
    "freight": "9.90 EUR",
}
ISOLATES = re.compile("[\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}\N{RIGHT-TO-LEFT MARK}]")


def forms(message):
    return [message] if isinstance(message, str) else [form for _, form in message]


def placeholders(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def filled(key, number=5):
    """An English sentence of a message, as answers write it."""
    message = ENGLISH[key]
    template = message if isinstance(message, str) else message.get("other")
    facts = dict.fromkeys(placeholders(template), "something")
    facts |= dict.fromkeys(("above", "amount", "base", "below", "each", "high", "least", "limit", "low", "most", "step"), "1234.50 EUR")
    facts |= {
        "rate": "12.5%",
        "on": "2026-07-01",
        "count": str(number),
        "line": "3",
        "words": "not charged",
        "name": "customs duty",
        "columns": "goods, duty",
        "place": "DE",
    }
    return template.format(**{name: facts[name] for name in placeholders(template)})


def balanced(text):
    depth = 0
    for one in text:
        depth += (one == "\N{FIRST STRONG ISOLATE}") - (one == "\N{POP DIRECTIONAL ISOLATE}")
        if depth < 0:
            return False
    return depth == 0


def bare(text):
    return ISOLATES.sub("", text)


def test_there_are_words_for_many_languages():
    assert {"ar", "cs", "da", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt-br", "sv", "tr", "zh-hans"} <= set(LANGUAGES)


@pytest.mark.parametrize("page", LANGUAGES)
def test_every_language_says_everything_with_the_same_facts(page):
    expected = {key: {frozenset(placeholders(form)) for form in forms(message)} for key, message in ENGLISH.items()}
    actual = {key: {frozenset(placeholders(form)) for form in forms(message)} for key, message in TABLES[page].items()}

    assert expected == actual


@pytest.mark.parametrize("page", LANGUAGES)
def test_every_plural_of_a_language_is_there(page):
    expected = set(Locale.parse(page.replace("-", "_"), resolve_likely_subtags=True).plural_form.tags) | {"other"}
    for message in TABLES[page].values():
        if not isinstance(message, str):
            assert expected == dict(message).keys()


def test_a_sentence_is_read_back_as_what_it_is():
    for key in SENTENCES:
        assert key == read_back(filled(key)).key


@pytest.mark.parametrize("page", LANGUAGES)
def test_every_sentence_is_told_in_every_language(page):
    words = words_of(WORLD, LanguageTag(page))
    for key in SENTENCES:
        text = words.tell(filled(key))

        assert text.strip()
        assert balanced(text)
        assert "{" not in text and "}" not in text
        assert page == "en" or bare(text) != filled(key)


@given(st.decimals(0, 10**9, places=2), st.sampled_from(LANGUAGES))
def test_an_amount_that_is_told_is_the_amount(amount, page):
    told = words_of(WORLD, LanguageTag(page)).tell(f"{amount} EUR")
    figure = re.search(r"\d[\d.,\s\u00a0\u202f']*", bare(told))[0].strip()

    assert amount == parse_decimal(figure, locale=Locale.parse(page.replace("-", "_"), resolve_likely_subtags=True))


@given(st.decimals(0, 300, places=3), st.sampled_from(LANGUAGES))
def test_a_rate_keeps_its_digits(percent, page):
    told = bare(words_of(WORLD, LanguageTag(page)).tell(f"{percent}%"))

    assert f"{percent:f}".replace(".", "") == re.sub(r"\D", "", told)


@cache
def answers(question):
    facts = FACTS[question]
    return [ask(question, one) for one in (facts if isinstance(facts, list) else [facts])]


@pytest.mark.parametrize("question", FACTS)
@pytest.mark.parametrize("page", LANGUAGES)
def test_every_answer_of_the_wire_is_explained(question, page):
    for answer in answers(question):
        text = explain(answer, page)

        assert balanced(text)
        assert not re.search(r"\{\w+\}", text)
        assert all(line.strip() for line in text.split("\n") if line)
        assert (page != "ar") or all(line.startswith("\N{RIGHT-TO-LEFT MARK}") for line in text.split("\n") if line)
        for need in answer["needs"]:
            assert need["path"] in text


def test_an_answer_and_what_was_kept_of_it_are_told_alike():
    cost = landed_cost(PARCEL, on=DAY)

    for page in LANGUAGES:
        assert explain(cost, page) == explain(json.loads(json.dumps(cost.to_dict())), page)


def test_a_cost_is_told_in_german():
    lines = explain(landed_cost(PARCEL, on=DAY), "de").replace("\N{NO-BREAK SPACE}", " ").split("\n")

    assert "Waren: 200,00 €" in lines
    assert "- Zoll: 12 % von 209,90 € = 25,19 €" in lines
    assert "- Mehrwertsteuer: 19 % von 235,09 € = 44,67 €" in lines
    assert "Gesamtpreis: 279,76 €" in lines
    assert lines.index("Abgaben") < lines.index("Warum") < lines.index("Was angenommen wurde")


def test_what_is_missing_and_what_is_old_is_told():
    rates = ExchangeRates(quotes={"USD/EUR": "0.92"}, on="2026-10-01", source="our bank")
    lines = [{"sku": "tee", "unit_price": "200.00 USD", "duty_rate": "0.12"}]
    text = explain(landed_cost({**PARCEL, "lines": lines, "freight": None}, on=DAY, rates=rates), "nl")

    assert "(/parcel/freight)" in text
    assert "- verouderd: de wisselkoersen van our bank zijn van 1 oktober 2026" in text
    assert "Er is nog geen totaal." in text


def test_a_tax_bears_its_own_name_where_its_own_people_read():
    assert "消費税" in explain(tax_rate("JP", on=DAY), "ja")
    assert "Konsumsteuer" in explain(tax_rate("JP", on=DAY), "de")
    assert "TVA" in explain(tax_rate("DE", on=DAY), "fr")


def test_a_count_takes_its_plural():
    words = words_of(WORLD, LanguageTag("pl"))

    expected = ["artykuł", "artykuły", "artykułów"]
    actual = [words.tell(f"{count} items at 3.00 EUR = {3 * count}.00 EUR").split()[1] for count in (1, 3, 5)]

    assert expected == actual


def test_what_nobody_wrote_words_for_stays_as_it_is():
    words = words_of(WORLD, LanguageTag("de"))

    assert "a sentence of tomorrow" == words.tell("a sentence of tomorrow")
    assert "something: else entirely" == words.tell("something: else entirely")
    assert "" != explain({"because": [{"code": "x", "text": "so it is"}], "needs": [], "caveats": []}, "ar")
    assert "100/3%" == words.tell("100/3%")


@pytest.mark.parametrize(
    ("asked", "spoken"), [("pt", "pt-BR"), ("nb", "da"), ("zh-SG", "zh-SG"), ("zh-TW", "en"), ("de-CH", "de-CH"), ("el", "en"), ("tlh", "en")]
)
def test_the_nearest_language_speaks(asked, spoken):
    expected = LanguageTag(spoken) if asked != "pt" else LanguageTag("pt")
    actual = words_of(WORLD, LanguageTag(asked)).tag

    assert expected == actual


def test_a_shop_brings_its_own_words():
    words = {
        "name": "German",
        "native": "Deutsch",
        "locale": {"messages": [{"since": date(2010, 1, 1), "value": {"label.goods": "Ihre Schätze"}, "grade": "C", "sources": [], "note": "recalled"}]},
    }
    own = WORLD.overlay(Layer.from_mapping({"tongues/de": words}, edition="shop-1"))
    text = explain(landed_cost(PARCEL, on=DAY), "de", atlas=own)

    assert "Ihre Schätze" in text
    assert "Why" in text


def test_what_is_no_answer_is_refused():
    for wrong in ({"total": "1.00 EUR"}, "an answer", Money("1.00", "EUR")):
        with pytest.raises(FactError, match="an answer is wanted") as caught:
            explain(wrong, "de")
        assert "not_an_answer" == caught.value.code
    with pytest.raises(FactError) as caught:
        explain(tax_rate("DE", on=DAY), "not a tag")
    assert "/language" == caught.value.path


def test_arabic_in_a_german_line_stands_apart():
    words = Words(TABLES["de"], LanguageTag("de"))

    assert balanced(words.apart("ضريبة"))
    assert "ضريبة" != words.apart("ضريبة")
    assert "Zoll" == words.apart("Zoll")


def english_templates():
    """Every template that a landed cost or a tax rate gives to a reason, as it stands in the source."""
    for name in ("story", "charges", "tax", "asked"):
        file = SOURCES / "shipping" / f"{name}.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if (isinstance(called, ast.Attribute) and called.attr == "reason") or (isinstance(called, ast.Name) and called.id == "told"):
                yield from (one.value for one in node.args[1:2] if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_every_reason_of_a_cost_has_its_words():
    known = {re.sub(r"\{\w+\}", "{}", form) for message in ENGLISH.values() for form in forms(message)}
    templates = {re.sub(r"\{\w+\}", "{}", template.replace("{name}{where}", "{name}")) for template in english_templates()}

    assert templates
    assert set() == templates - known
