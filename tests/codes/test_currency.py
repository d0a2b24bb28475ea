"""Currencies, held against pycountry (codes in force) and what was said at the time of their last days."""

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.codes import Currency
from xborder.codes._iso4217 import TABLE
from xborder.errors import FactError

CODES = sorted(row[:3] for row in TABLE.splitlines())
WITHDRAWN = [code for code in CODES if Currency(code).withdrawn]
DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))


def test_the_codes_in_force_are_those_of_iso_4217() -> None:
    expected = {currency.alpha_3: currency.numeric for currency in pycountry.currencies}

    assert expected == {code: Currency(code).numeric for code in CODES if code not in WITHDRAWN}


@pytest.mark.parametrize(
    ("digits", "codes"),
    [
        # ISO 4217 list one, 2026-01-01: every code in force whose minor unit is not a hundredth.
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ],
)
def test_exponents_are_isos(digits: int, codes: str) -> None:
    assert set(codes.split()) == {code for code in CODES if code not in WITHDRAWN and _exponent(code) == digits}


@pytest.mark.parametrize("code", ["EUR", "HUF", "IDR", "COP", "IQD", "PKR", "MGA", "RSD"])
def test_exponents_are_not_cldrs_display_digits(code: str) -> None:
    assert (3 if code == "IQD" else 2) == Currency(code).exponent


@pytest.mark.parametrize("code", ["XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"])
def test_metals_and_units_of_account_have_no_minor_unit(code: str) -> None:
    with pytest.raises(FactError) as caught:
        _ = Currency(code).exponent

    assert caught.value.code == "no_minor_unit"
    assert "has no minor unit" in str(caught.value)


def test_an_exponent_nobody_states_is_not_made_up() -> None:
    with pytest.raises(FactError) as caught:
        _ = Currency("PLZ").exponent

    assert caught.value.code == "no_minor_unit"
    assert "not known" in str(caught.value)


@pytest.mark.parametrize(
    ("code", "last", "successor"),
    [
        ("DEM", date(2002, 2, 28), "EUR"),
        ("SIT", date(2007, 1, 14), "EUR"),
        ("SKK", date(2009, 1, 16), "EUR"),  # European Central Bank, press release of that day
        ("EEK", date(2011, 1, 14), "EUR"),  # Estonian Ministry of Finance, 2011-01-12
        ("LVL", date(2014, 1, 14), "EUR"),
        ("LTL", date(2015, 1, 15), "EUR"),  # euro.lt, dual circulation period
        ("HRK", date(2023, 1, 14), "EUR"),
        ("BGN", date(2026, 1, 31), "EUR"),  # novinite.com 2026-01-26: "From Sunday, February 1 …"
        ("ANG", date(2025, 6, 30), "XCG"),
        ("ZWL", date(2024, 8, 31), "ZWG"),
        ("VEB", date(2008, 6, 30), "VEF"),
        ("CSK", date(1993, 3, 1), None),
    ],
)
def test_last_days_and_successors(code: str, last: date, successor: str | None) -> None:
    assert last == Currency(code).withdrawn
    assert successor == Currency(code).successor


@given(st.sampled_from(CODES), DAYS)
def test_a_currency_is_good_until_its_last_day_and_not_after(code: str, day: date) -> None:
    last = Currency(code).withdrawn
    if last is None or day <= last:
        Currency(code).check_on(day)
        return
    with pytest.raises(FactError) as caught:
        Currency(code).check_on(day)

    assert caught.value.code == "withdrawn_currency"
    assert code == caught.value.value


@given(st.sampled_from(WITHDRAWN))
def test_the_last_day_is_the_edge(code: str) -> None:
    last = Currency(code).withdrawn
    assert last is not None
    Currency(code).check_on(last)
    with pytest.raises(FactError):
        Currency(code).check_on(last + timedelta(days=1))


@given(st.sampled_from(WITHDRAWN))
def test_successors_end_and_never_circle(code: str) -> None:
    seen = {code}
    heir = Currency(code).successor
    while heir is not None:
        assert heir not in seen
        seen.add(heir)
        heir = heir.successor


@given(st.sampled_from(WITHDRAWN), DAYS)
def test_the_hint_names_only_what_is_good_on_that_day(code: str, day: date) -> None:
    try:
        Currency(code).check_on(day)
    except FactError as error:
        if error.hint.startswith("did you mean"):
            Currency(error.hint.split("'")[1]).check_on(day)


def test_the_hint_follows_the_chain_to_the_day() -> None:
    with pytest.raises(FactError, match="did you mean 'VES'"):
        Currency("VEB").check_on(date(2026, 1, 1))
    with pytest.raises(FactError, match="did you mean 'VEF'"):
        Currency("VEB").check_on(date(2010, 1, 1))
    with pytest.raises(FactError, match="pass the currency in force"):
        Currency("CSK").check_on(date(2026, 1, 1))


def test_an_instant_speaks_of_its_own_calendar_day() -> None:
    Currency("BGN").check_on(datetime(2026, 1, 31, 23, 59, tzinfo=UTC))
    with pytest.raises(FactError):
        Currency("BGN").check_on(datetime(2026, 2, 1, tzinfo=UTC))


@given(st.sampled_from(CODES))
def test_a_currency_is_its_text_and_one_object(code: str) -> None:
    currency = Currency(code)

    assert code == currency
    assert hash(code) == hash(currency)
    assert f"Currency('{code}')" == repr(currency)
    assert json.dumps(code) == json.dumps(currency)
    assert currency is Currency(currency)
    assert currency is pickle.loads(pickle.dumps(currency))
    assert currency is copy.deepcopy(currency)


def test_funds_codes_without_a_number_say_so() -> None:
    assert {"XFO", "XFU", "XRE"} == {code for code in CODES if Currency(code).numeric is None}


@given(st.text())
def test_any_other_text_is_refused_with_a_hint(text: str) -> None:
    if text in CODES:
        return
    with pytest.raises(FactError) as caught:
        Currency(text)

    assert caught.value.code == "unknown_currency"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("eur", "did you mean 'EUR'?"),
        ("€", "did you mean 'EUR'?"),
        ("978", "did you mean 'EUR'?"),
        ("Euro", "did you mean 'EUR'?"),
        ("RMB", "did you mean 'CNY'?"),
        ("zł", "did you mean 'PLN'?"),
        ("BTC", "crypto-assets have no ISO 4217 code; pass the currency they are converted to"),
        ("$", "say whose dollar or peso: 'USD', 'CAD', 'AUD', 'MXN' or another"),
        ("EU", "pass three capital letters, such as 'EUR'"),
        ("", "pass three capital letters, such as 'EUR'"),
    ],
)
def test_the_hint_names_what_was_meant(text: str, hint: str) -> None:
    with pytest.raises(FactError) as caught:
        Currency(text)

    assert hint == caught.value.hint


@pytest.mark.parametrize("value", [None, 978, b"EUR", ["EUR"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(FactError) as caught:
        Currency(value)  # type: ignore[arg-type]

    assert caught.value.code == "not_text"


def _exponent(code: str) -> int | None:
    try:
        return Currency(code).exponent
    except FactError:
        return None
