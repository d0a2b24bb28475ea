"""Country codes, held against pycountry: a second compilation of ISO 3166-1."""

import copy
import json
import pickle

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.codes import Country
from xborder.codes._iso3166 import TABLE
from xborder.errors import FactError

PRIVATE = {f"Q{letter}" for letter in "MNOPQRSTUVWXYZ"}
CODES = sorted(row[:2] for row in TABLE.splitlines())


def test_the_codes_are_those_of_iso_3166_and_the_private_ones() -> None:
    expected = {country.alpha_2 for country in pycountry.countries} | {"XK"} | PRIVATE

    assert expected == set(CODES)


def test_alpha3_and_numbers_are_those_of_iso_3166() -> None:
    expected = {country.alpha_2: (country.alpha_3, country.numeric) for country in pycountry.countries}

    assert expected == {code: (Country(code).alpha3, Country(code).numeric) for code in expected}


@given(st.sampled_from(CODES))
def test_a_country_is_its_text(code: str) -> None:
    country = Country(code)

    assert code == country
    assert hash(code) == hash(country)
    assert {code: 1}[country] == 1
    assert f"Country('{code}')" == repr(country)
    assert code == f"{country}"
    assert json.dumps(code) == json.dumps(country)


@given(st.sampled_from(CODES))
def test_equal_countries_are_one_object_however_they_came(code: str) -> None:
    country = Country(code)

    assert country is Country(country)
    assert country is pickle.loads(pickle.dumps(country))
    assert country is copy.deepcopy(country)


@given(st.text())
def test_any_other_text_is_refused_with_a_hint(text: str) -> None:
    if text in CODES:
        return
    with pytest.raises(FactError) as caught:
        Country(text)

    assert caught.value.code == "unknown_country"
    assert text == caught.value.value
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("UK", "did you mean 'GB'?"),
        ("EL", "did you mean 'GR'?"),
        ("de", "did you mean 'DE'?"),
        (" DE ", "did you mean 'DE'?"),
        ("DEU", "did you mean 'DE'?"),
        ("276", "did you mean 'DE'?"),
        ("Germany", "did you mean 'DE'?"),
        ("germny", "did you mean 'DE'?"),
        ("Great Britain", "did you mean 'GB'?"),
        ("Ivory Coast", "did you mean 'CI'?"),
        ("XKX", "did you mean 'XK'?"),
        ("DD", "did you mean 'DE'?"),
        ("AN", "did you mean one of 'CW', 'SX', 'BQ'?"),
        ("", "pass two capital letters, such as 'DE'"),
        ("ZQ", "pass two capital letters, such as 'DE'"),
        ("x" * 5000, "pass two capital letters, such as 'DE'"),
    ],
)
def test_the_hint_names_what_was_meant(text: str, hint: str) -> None:
    with pytest.raises(FactError) as caught:
        Country(text)

    assert hint == caught.value.hint
    assert len(str(caught.value)) < 200


@given(st.sampled_from(sorted(pycountry.countries, key=lambda country: country.alpha_2)))
def test_alpha3_numbers_and_small_letters_are_hinted_at(country: object) -> None:
    for text in (country.alpha_3, country.numeric, country.alpha_2.lower()):  # type: ignore[attr-defined]
        with pytest.raises(FactError) as caught:
            Country(text)

        assert caught.value.hint == f"did you mean {country.alpha_2!r}?"  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", [None, 276, b"DE", ["DE"], {"DE": 1}])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(FactError) as caught:
        Country(value)  # type: ignore[arg-type]

    assert caught.value.code == "not_text"
