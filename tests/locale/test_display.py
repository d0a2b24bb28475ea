"""Names and figures for people: CLDR's words, ISO's digits, nobody's environment."""

from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import FactError, Money
from xborder.doors import cldr, iso
from xborder.locale.display import country_name, currency_name, day_text, money_text, region_name

TAGS = st.sampled_from(["de", "en-JP", "fr-CH", "ja", "pt-BR", "zh-Hant", "ar", "hi", "nb", "tlh"])


def test_countries_bear_the_names_people_use() -> None:
    names = {code: country_name(code, "en") for code in ("TW", "KR", "BO", "HK", "XK", "QM")}

    assert {"TW": "Taiwan", "KR": "South Korea", "BO": "Bolivia", "HK": "Hong Kong SAR China", "XK": "Kosovo", "QM": "QM"} == names
    assert ("Deutschland", "德國", "Germany") == tuple(country_name("DE", tag) for tag in ("de-AT", "zh-TW", "tlh"))


def test_currencies_and_languages_have_names() -> None:
    assert ("euro", "Schweizer Franken") == (currency_name("EUR", "it"), currency_name("CHF", "de"))
    assert "XFU" == currency_name("XFU", "tlh") or currency_name("XFU", "tlh")
    assert "Japanisch" == cldr.language_name("ja", cldr.LanguageTag("de"))
    assert cldr.version().isdigit() or "." in cldr.version()


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False), st.sampled_from(["EUR", "JPY", "KWD", "HUF", "IDR"]), TAGS, st.integers(3, 40))
def test_an_amount_keeps_its_digits_under_any_context(amount: Decimal, code: str, tag: str, precision: int) -> None:
    money = Money(amount, code)
    quiet = money_text(money, tag)
    with localcontext(prec=precision):
        assert quiet == money_text(money, tag)

    shown = "".join(one for one in quiet if one.isdecimal())
    assert money.digits.lstrip("-").replace(".", "").lstrip("0") == "".join(str(int(one)) for one in shown).lstrip("0")


def test_a_day_is_written_out() -> None:
    assert ("21. November 2026", "21 novembre 2026") == (day_text(date(2026, 11, 21), "de"), day_text("2026-11-21", "fr"))


def test_regions_are_iso_s() -> None:
    assert ("Ontario", None, None) == (region_name("CA-ON"), region_name("DE"), region_name("DE:buesingen"))
    assert ("BY", "Bayern") in iso.subdivisions("DE")
    with pytest.raises(FactError, match="CA has no subdivision 'ONT' in ISO 3166-2"):
        region_name({"country": "CA", "region": "ONT"})
    with pytest.raises(FactError, match="leave it out"):
        region_name({"country": "AQ", "region": "XX"})
