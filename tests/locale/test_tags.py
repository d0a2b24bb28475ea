"""Language matching, held against ICU's own cases.

The vectors are from ICU's localeMatcherTest.txt (Copyright 2017 and later Unicode, Inc., licence
Unicode-3.0), without explicit defaults; each line is what ICU 78.3 answers with the data of CLDR 48.
"""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.codes import LanguageTag
from xborder.codes._likely import ALONE
from xborder.errors import FactError
from xborder.locale.tags import LanguageMatch, best_language

SHOP = """
en de fr es it pt nl sv da nb fi pl cs sk hu ro bg el tr ru uk ar he fa hi bn ta te th vi id ms fil ja ko zh
zh-Hant hr sl et lv lt sr sw
"""
LANGUAGES = sorted({language for row in ALONE.splitlines() for language in row.split()[1:] if len(language) == 2})
REGIONS = [
    "US",
    "GB",
    "AU",
    "IN",
    "CH",
    "CA",
    "MX",
    "BR",
    "PT",
    "TW",
    "HK",
    "SG",
    "MA",
    "EG",
    "001",
    "150",
    "419",
]
WRITTEN = st.one_of(
    st.sampled_from(LANGUAGES),
    st.builds("{}-{}".format, st.sampled_from(LANGUAGES), st.sampled_from(REGIONS)),
    st.builds(
        "{}-{}".format,
        st.sampled_from(["zh", "sr", "uz", "az", "en"]),
        st.sampled_from(["Latn", "Cyrl", "Hant"]),
    ),
)
LISTS = st.lists(WRITTEN, min_size=1, max_size=8)

VECTORS = """
es-419, es-ES | es-AR | es-419
es-ES, es-419 | es-AR | es-419
es, es-419 | es-AR | es-419
es, es-MX | es-AR | es-MX
en-GB, en-US | en-AU | en-GB
en-US, en-GB | en-AU | en-GB
en, en-GB | en-AU | en-GB
en, en-NZ | en-AU | en-NZ
pt-BR, pt-PT | pt-AO | pt-PT
pt, pt-PT | pt-AO | pt-PT
zh-TW, zh-MO | zh-HK | zh-MO
zh-CN, zh-MO | zh-HK | zh-MO
zh, zh-MO | zh-HK | zh-MO
zh-CN, zh-TW, iw | zh-Hant-TW | zh-TW
zh-CN, zh-TW, iw | zh-Hant | zh-TW
zh-CN, zh-TW, iw | zh-Hans-CN | zh-CN
zh-CN, zh-TW, iw | zh | zh-CN
zh-CN, zh-TW, iw | zh-Hant-HK | zh-TW
zh-CN, zh-TW, iw | he-IT | iw
fr, en, en-GB, es-419, es-MX, es | en-NZ | en-GB
fr, en, en-GB, es-419, es-MX, es | es-ES | es
fr, en, en-GB, es-419, es-MX, es | es-AR | es-419
fr, en, en-GB, es-419, es-MX, es | es-MX | es-MX
en, hi | sa | hi
fr, en-GB, en | en-GB | en-GB
fr, en-GB, en | en | en
fr, en-GB, en | ja | -
en, fil, ro, nn | tl | fil
en, fil, ro, nn | mo | ro
en, fil, ro, nn | nb | nn
en, fil, ro, nn | ja | -
zh, zh-TW, zh-MO | zh-HK | zh-MO
zh, zh-TW, zh-HK | zh-MO | zh-HK
zh, zh-Hant | und-TW | zh-Hant
en-Hant-TW, und-TW | zh-Hant | und-TW
fr, i-klingon, en-Latn-US | en-GB-oed | en-Latn-US
fr, en-GB, ja, es-ES, es-MX | ja, de | ja
fr, en-GB, ja, es-ES, es-MX | de, en-US | en-GB
fr, en-GB, ja, es-ES, es-MX | de, zh | -
en, ja | ja-Jpan-JP, en-AU | ja
en, ja | ja-JP, en-US | ja
en, de, fr, ja | de-CH, fr | de
fr, zh-Hans-CN, en-US | zh-TW, en | en-US
fr, zh-Hans-CN, en-US | zh-Hans, en | zh-Hans-CN
it, fr | und | -
it, und | und | und
it, en | und | -
it, und | en | -
es-AR, es | es-MX | es-AR
fr, en, en-GB | en-CA | en
de-AT, de-DE, de-CH | de | de-DE
mul, nl | af | -
mul, af | nl | -
fr, en-GB, ja, es-ES, es-MX | ja-JP, en-GB | ja
en-GB, en, de, fr, ja | de-CH, fr | de
en-GB, en, de, fr, ja | en-US, ar, nl, de, ja | en
pt-PT, pt-BR, es, es-419 | pt-PT, es, pt | pt-PT
pt-PT, pt, es, es-419 | pt-PT, es, pt | pt-PT
pt-PT, pt-BR, es, es-419 | pt, es-419, pt-PT | pt-BR
pt-PT, pt, es, es-419 | pt, es-419, pt-PT | pt
pt-BR, es, es-419 | pt, es-419, pt-PT | pt-BR
pt-PT, pt-BR, es, es-419 | pt-US, pt-PT | pt-BR
pt-PT, pt, es, es-419 | pt-US, pt-PT, pt | pt
fr, en, sv | en-GB | en
en, sv | en-GB, sv | en
en, sv | sv | sv
"""


@pytest.mark.parametrize("vector", VECTORS.strip().splitlines())
def test_icus_cases(vector: str) -> None:
    offered, requested, expected = (cell.strip() for cell in vector.split("|"))
    match = best_language(requested.split(", "), offered.split(", "))

    assert expected == ("-" if match is None else offered.split(", ")[_position(match)])


@pytest.mark.parametrize("offered", [SHOP, "en", "en-GB fr-CA pt-PT es-419 zh-TW sr-Latn no", "de-AT de-CH ar-MA ar"])
def test_icu_itself(offered: str) -> None:
    icu = pytest.importorskip("icu", reason="ICU is not installed: its own matcher was not asked")
    supported = [icu.Locale.forLanguageTag(tag) for tag in offered.split()]
    matcher = icu.LocaleMatcher.Builder().setSupportedLocales(supported).build()
    wishes = [icu.Locale(name).toLanguageTag() for name in icu.Locale.getAvailableLocales()]
    expected = {wish: matcher.getBestMatchResult(icu.Locale.forLanguageTag(wish)).getSupportedIndex() for wish in wishes}
    actual = {wish: best_language([wish], offered.split()) for wish in wishes}

    assert expected == {wish: -1 if match is None else match.position for wish, match in actual.items()}


@pytest.mark.parametrize(
    ("requested", "expected"),
    [
        ("es-AR", "es"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-SG", "zh"),
        ("no", "nb"),
        ("nn", "nb"),
        ("iw", "he"),
        ("tl", "fil"),
        ("sh", "sr"),
        ("gsw", "de"),
        ("ca", "es"),
        ("yue", "zh-Hant"),
        ("en-JP", "en"),
        ("ja-US", "ja"),
        ("mi", "en"),
        ("eo", "en"),
        ("mk", None),
        ("qaa", None),
    ],
)
def test_what_a_shop_meets(requested: str, expected: str | None) -> None:
    match = best_language([requested], SHOP.split())

    assert expected == (match and match.offered)


@given(LISTS, LISTS)
def test_the_answer_was_offered(requested: list[str], offered: list[str]) -> None:
    match = best_language(requested, offered)
    if match is not None:
        assert match.offered == LanguageTag(offered[_position(match)])
        assert match.requested in {LanguageTag(tag) for tag in requested}
        assert match.distance is not None
        assert 0 <= match.distance < 50


@given(WRITTEN, LISTS)
def test_what_is_offered_word_for_word_is_taken(wish: str, offered: list[str]) -> None:
    match = best_language([wish], [*offered, wish])

    assert match is not None
    assert match.distance == 0
    assert LanguageTag(wish).maximize() == match.offered.maximize()


@given(LISTS, LISTS, st.integers(0, 60), st.integers(0, 60))
def test_a_wider_threshold_only_adds_answers(asked: list[str], offered: list[str], one: int, other: int) -> None:
    narrow = best_language(asked, offered, threshold=min(one, other))
    wide = best_language(asked, offered, threshold=max(one, other))
    if narrow is not None and narrow.distance:
        assert wide == narrow
    elif narrow is not None:
        assert wide is not None


@given(LISTS, LISTS, WRITTEN)
def test_a_default_is_taken_only_for_want_of_a_match(asked: list[str], offered: list[str], default: str) -> None:
    match = best_language(asked, offered, default=default)

    assert match is not None
    if best_language(asked, offered) is None:
        assert match.offered == LanguageTag(default)
        assert match.requested is None
        assert match.distance is None
        assert (match.position is None) == (match.offered not in {LanguageTag(tag) for tag in offered})
    else:
        assert match.requested is not None


@given(LISTS, LISTS)
def test_asked_twice_in_any_shape_the_answer_is_the_same(asked: list[str], offered: list[str]) -> None:
    expected = best_language(asked, offered)

    assert expected == best_language(iter(asked), (LanguageTag(tag) for tag in offered))
    assert expected == pickle.loads(pickle.dumps(expected))
    assert expected is None or expected == LanguageMatch.from_dict(json.loads(json.dumps(expected.to_dict())))


def test_of_equally_near_ones_the_likelier_is_taken() -> None:
    assert _taken("de-CH", ["de-AT", "de-DE"]) == "de-DE"
    assert _taken("uz-Arab", ["uz-Cyrl", "uz-Latn"], threshold=60) == "uz-Latn"
    assert _taken("nn", ["no", "nb"]) == "no"


def test_nothing_wished_is_no_match() -> None:
    assert best_language([], ["en"]) is None


def test_languages_only_understood_can_be_left_out() -> None:
    assert best_language(["ca"], ["es"], threshold=20) is None
    assert best_language(["es-MX"], ["es"], threshold=20) is not None


@pytest.mark.parametrize(
    ("arguments", "code", "path"),
    [
        ((["en"], []), "nothing_offered", "/offered"),
        ((["en", "jp"], ["en"]), "unreadable_language_tag", "/requested/1"),
        ((["en"], ["de", 5]), "not_text", "/offered/1"),
        (([["en"]], ["de"]), "not_text", "/requested/0"),
        (("en", ["de"]), "not_a_list", "/requested"),
        ((["en"], None), "not_a_list", "/offered"),
    ],
)
def test_what_cannot_be_read_is_named(arguments: tuple[Any, Any], code: str, path: str) -> None:
    with pytest.raises(FactError) as caught:
        best_language(*arguments)

    assert (code, path) == (caught.value.code, caught.value.path)


def test_a_default_that_cannot_be_read_is_named() -> None:
    with pytest.raises(FactError) as caught:
        best_language(["en"], ["en"], default="jp")

    assert caught.value.path == "/default"


def _taken(wish: str, offered: list[str], threshold: int | None = None) -> LanguageTag | None:
    match = best_language([wish], offered, threshold=threshold)
    return match.offered if match else None


def _position(match: LanguageMatch) -> int:
    assert match.position is not None
    return match.position
