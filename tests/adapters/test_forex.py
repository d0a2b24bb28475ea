"""Does a caller-made converter fit, and is what it must not return refused? Held against a stub, and against forex-python's own class where it is installed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from xborder import ExchangeRates, FactError, Money
from xborder.adapters.forex import Converter, exchange_rates

BODY = '{"base": "EUR", "date": "2026-11-20", "rates": {"USD": 1.0842, "JPY": 162.35, "HUF": 391.25}}'


class Stub:
    """What `CurrencyRates(force_decimal=True)` does, without the network."""

    def __init__(self, rates):
        self.rates = rates
        self.asked = []

    def get_rates(self, base_cur, date_obj=None):
        self.asked.append((base_cur, date_obj))
        return self.rates


def test_rates_of_a_converter_are_a_value():
    stub = Stub({"USD": Decimal("1.0842"), "JPY": Decimal("162.35")})
    rates = exchange_rates(stub, "EUR", on="2026-11-20")

    assert ExchangeRates(quotes={"EUR/USD": "1.0842", "EUR/JPY": "162.35"}, on="2026-11-20", source="forex-python") == rates
    assert [("EUR", date(2026, 11, 20))] == stub.asked
    assert Money("1497", "JPY") == rates.convert(Money("10.00", "USD"), "JPY")


def test_a_converter_is_whatever_can_do_the_same():
    converter: Converter = Stub({"USD": "1.0842", "BTC": "0.00001", "EUR": 1})
    rates = exchange_rates(converter, "EUR", on=date(2026, 11, 20), source="our own")

    assert [("EUR/USD", Fraction("1.0842"))] == list(rates.quotes)
    assert "our own" == rates.source


def test_floats_are_refused_with_what_to_do():
    with pytest.raises(FactError, match="force_decimal=True") as caught:
        exchange_rates(Stub({"JPY": Decimal("162.35"), "USD": 1.0842}), "EUR", on="2026-11-20")

    assert ("float_rate", "/rates/USD") == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("rates", "base", "on", "code", "path"),
    [
        (None, "EUR", "2026-11-20", "not_a_mapping", ""),
        ({}, "EUR", "2026-11-20", "no_rates", "/rates"),
        ({"USD": Decimal(0)}, "EUR", "2026-11-20", "unusable_rate", "/rates/USD"),
        ({"USD": Decimal("NaN")}, "EUR", "2026-11-20", "unreadable_rate", "/rates/USD"),
        ({"USD": Decimal(1)}, "euro", "2026-11-20", "unknown_currency", ""),
        ({"USD": Decimal(1)}, "EUR", "yesterday", "not_a_day", "/on"),
    ],
)
def test_what_is_wrong_is_named(rates, base, on, code, path):
    with pytest.raises(FactError) as caught:
        exchange_rates(Stub(rates), base, on=on)

    assert (code, path) == (caught.value.code, caught.value.path)


def test_what_the_converter_raises_is_let_through():
    class Down:
        def get_rates(self, _base, _day=None):
            raise ConnectionError

    with pytest.raises(ConnectionError):
        exchange_rates(Down(), "EUR", on="2026-11-20")


class Response:
    status_code = 200
    text = BODY

    def json(self):
        return {"rates": {"USD": 1.0842}}


@pytest.fixture
def forex(monkeypatch):
    """forex-python with nobody behind it."""
    converter = pytest.importorskip("forex_python.converter")
    asked = []
    monkeypatch.setattr(converter.requests, "get", lambda url, params: asked.append((url, params)) or Response())
    return converter.CurrencyRates, asked


def test_forex_python_fits_the_contract(forex):
    make, asked = forex
    rates = exchange_rates(make(force_decimal=True), "EUR", on="2026-11-20")

    assert {"EUR/HUF": Fraction("391.25"), "EUR/JPY": Fraction("162.35"), "EUR/USD": Fraction("1.0842")} == dict(rates.quotes)
    assert asked[0][0].endswith("/2026-11-20")


def test_forex_python_with_floats_is_refused(forex):
    with pytest.raises(FactError, match="force_decimal=True"):
        exchange_rates(forex[0](), "EUR", on="2026-11-20")
