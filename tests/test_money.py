"""Money, rates and exchange rates: exact in every currency ISO 4217 knows."""

import pickle
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError, Incomplete
from xborder.money import Conversion, ExchangeRates, Money, Rate, allocate, divide, minor_units

CURRENCIES = st.sampled_from(["JPY", "EUR", "KWD", "CLF", "XPF", "USD"])
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=6, allow_nan=False)
MONEY = st.builds(Money, AMOUNTS, CURRENCIES)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)
RATES = st.fractions(min_value=0, max_value=10, max_denominator=10**6).map(Rate)
DIRECTIONS = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**6), st.integers(1, 1000), st.sampled_from(sorted(DIRECTIONS)))
def test_division_rounds_as_decimal_does(numerator: int, denominator: int, unit: int, direction: str) -> None:
    with localcontext(prec=60):
        exact = Decimal(numerator) / (Decimal(denominator) * unit)
        expected = int(exact.quantize(Decimal(1), DIRECTIONS[direction])) * unit

    assert expected == divide(numerator, denominator, unit, direction)  # type: ignore[arg-type]


@given(st.integers(-(10**12), 10**12), WEIGHTS)
def test_an_allocation_adds_up_to_its_total(total: int, weights: list[int]) -> None:
    shares = allocate(total, weights)

    assert total == sum(shares)
    assert len(weights) == len(shares)


@given(st.integers(0, 10**9), WEIGHTS.filter(any))
def test_a_share_is_never_a_unit_from_its_due(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    for share, weight in zip(allocate(total, weights), weights, strict=True):
        assert abs(share - Fraction(total * weight, whole)) <= 1


@given(MONEY, WEIGHTS)
def test_money_is_allocated_in_its_own_precision(money: Money, weights: list[int]) -> None:
    shares = money.allocate(weights)

    assert money == sum(shares[1:], start=shares[0])


def test_weights_of_nothing_share_alike() -> None:
    assert (2, 1) == allocate(3, [0, 0])


def test_no_weights_are_refused() -> None:
    with pytest.raises(FactError, match="zero or above"):
        allocate(100, [])


@given(AMOUNTS, CURRENCIES)
def test_an_amount_comes_back_exactly(amount: Decimal, currency: str) -> None:
    money = Money(amount, currency)

    assert amount == money.amount
    assert money == Money(str(amount), currency) == Money.read(money.to_dict()) == Money.read(str(money))
    assert hash(money) == hash(Money.from_dict(money.to_dict()))
    assert money == pickle.loads(pickle.dumps(money))
    assert money == eval(repr(money))  # noqa: S307 - a repr that reads aloud can be read back


@given(st.integers(-(10**12), 10**12), CURRENCIES)
def test_whole_numbers_are_major_units(amount: int, currency: str) -> None:
    assert Decimal(amount) == Money(amount, currency).amount


@given(MONEY, MONEY)
def test_addition_is_exact_and_inverse(one: Money, other: Money) -> None:
    if one.currency != other.currency:
        with pytest.raises(FactError, match="two currencies"):
            one + other
        return

    assert one == (one + other) - other
    assert one.amount + other.amount == (one + other).amount
    assert (one < other) == (one.amount < other.amount)
    assert (one <= other) == (one.amount <= other.amount)
    assert (one > other) == (one.amount > other.amount)
    assert (one >= other) == (one.amount >= other.amount)


@given(MONEY, st.integers(-1000, 1000))
def test_multiplication_is_repeated_addition(money: Money, count: int) -> None:
    assert money.amount * count == (money * count).amount == (count * money).amount
    assert -money == money * -1
    assert abs(money).amount == abs(money.amount)


@given(MONEY, RATES)
def test_a_rate_is_rounded_once_and_symmetrically(money: Money, rate: Rate) -> None:
    due = money.times(rate)
    exact = money.exact * rate.exact

    assert abs(Fraction(due.minor) - exact) <= Fraction(1, 2)
    assert -due == (-money).times(rate)


def test_rounding_to_coins() -> None:
    assert Money("12.35", "CHF") == Money("12.37", "CHF").rounded("0.05")
    assert Money("12.40", "CHF") == Money("12.375", "CHF").rounded("0.05")
    assert Money(1000, "JPY") == Money(1999, "JPY").rounded("1000", "down")
    assert Money(1100, "JPY") == Money(1001, "JPY").rounded("100", "up")
    assert Money("0.13", "USD") == Money("0.125", "USD").rounded()
    assert Money("2.05", "CHF") == Money("10.20", "CHF").times("0.2", "0.05")


ERRORS = {
    "Money(12.5, 'EUR')": ("float_money", "", "12.5", "12.5 is not an exact amount", "write it as text: '12.5'"),
    "Money(True, 'EUR')": ("float_money", "", "True", "True is not an exact amount", "write it as text: '12.50'"),
    "Money('12,50', 'EUR')": ("unreadable_amount", "", "12,50", "'12,50' is not an amount", "digits with a decimal point: '1234.50'"),
    "Money(None, 'EUR')": ("unreadable_amount", "", "", "None is not an amount", "digits with a decimal point: '1234.50'"),
    "Money(Decimal('NaN'), 'EUR')": ("unreadable_amount", "", "NaN", "NaN is not an amount", "finite, with at most 18 decimals"),
    "Money(Decimal('1E-30'), 'EUR')": ("unreadable_amount", "", "1E-30", "1E-30 is not an amount", "finite, with at most 18 decimals"),
    "Money('1', 'EUR').rounded('0')": ("unusable_unit", "", "0", "a rounding unit is above zero, not 0", "such as '0.05'"),
    "Money('1', 'EUR') + Money('1', 'USD')": (
        "mixed_currencies",
        "",
        "1.00 USD",
        "1.00 EUR and 1.00 USD are of two currencies",
        "convert one of them with ExchangeRates first",
    ),
    "Money.read('12.50')": ("unreadable_money", "", "12.50", "money '12.50' names no currency", "write it as '12.50 EUR'"),
    "Money.read(12)": ("unreadable_money", "", "12", "money is wanted, not 12", "write it as {'amount': '12.50', 'currency': 'EUR'}"),
    "Money.read({'amount': '1'})": ("missing_key", "/currency", "", "money needs 'currency'", ""),
    "Money.read({'currency': 'EUR'})": ("missing_key", "/amount", "", "money needs 'amount'", ""),
    "Money.read({'amount': '1', 'currency': 'EUR', 'tax': '0'})": ("unknown_key", "/tax", "tax", "money has no field 'tax'", "amount and currency"),
    "Money.read({'amount': 1.5, 'currency': 'EUR'})": ("float_money", "/amount", "1.5", "1.5 is not an exact amount", "write it as text: '1.5'"),
    "Money.read({'amount': '1', 'currency': 'eur'})": ("unknown_currency", "/currency", "eur", "currency 'eur' is not an ISO 4217 code", "did you mean 'EUR'?"),
    "Rate('19')": ("rate_too_high", "", "19", "a rate of 19 is above 10", "rates are fractions: write 19 % as '0.19'"),
    "Rate(0.19)": ("float_rate", "", "0.19", "0.19 is not an exact rate", "write it as text: '0.19'"),
    "Rate('-0.1')": ("negative_rate", "", "-0.1", "a rate of -0.1 is below zero", "give the charge a sign, not the rate"),
    "Rate('19%')": ("unreadable_rate", "", "19%", "'19%' is not a rate", "rates are fractions: '0.19' is 19 %"),
    "Rate(None)": ("unreadable_rate", "", "", "None is not a rate", "rates are fractions: '0.19' is 19 %"),
    "allocate(100, [1, -1])": ("unusable_weights", "", "[1, -1]", "weights are one or more numbers of zero or above", ""),
    "ExchangeRates(quotes={'EUR/USD': 1.08}, on='2026-11-20', source='x')": (
        "float_rate",
        "/quotes/EUR~1USD",
        "1.08",
        "1.08 is not an exact rate",
        "write it as text: '1.08'",
    ),
    "ExchangeRates(quotes={'EUR/USD': '0'}, on='2026-11-20', source='x')": (
        "unusable_rate",
        "/quotes/EUR~1USD",
        "0",
        "an exchange rate is above zero, not 0",
        "",
    ),
    "ExchangeRates(quotes={'EUR/USD': 'one'}, on='2026-11-20', source='x')": (
        "unreadable_rate",
        "/quotes/EUR~1USD",
        "one",
        "'one' is not an exchange rate",
        "write it as '1.0842'",
    ),
    "ExchangeRates(quotes={'EURUSD': '1'}, on='2026-11-20', source='x')": (
        "unreadable_pair",
        "/quotes/EURUSD",
        "EURUSD",
        "'EURUSD' is not a currency pair",
        "write it as 'USD/EUR': what one USD is in EUR",
    ),
    "ExchangeRates(quotes={'EUR/USD': '1'}, on='2026-11-20', source='x', period='weekly')": (
        "unknown_choice",
        "/period",
        "weekly",
        "'weekly' is not known here",
        "one of daily, monthly",
    ),
    "ExchangeRates(quotes={}, on='2026-11-20', source='x').convert(Money('1', 'EUR'), 'GBP')": (
        "missing_exchange_rate",
        "/rates",
        "",
        "no way from EUR to GBP in the rates of x for 2026-11-20",
        "add 'EUR/GBP' to rates",
    ),
}


@pytest.mark.parametrize("asked", ERRORS)
def test_what_is_not_exact_is_refused_with_a_hint(asked: str) -> None:
    with pytest.raises((FactError, Incomplete)) as caught:
        eval(asked)  # noqa: S307 - the table above
    told = caught.value.to_dict()

    assert ERRORS[asked] == tuple(told[name] for name in ("code", "path", "value", "message", "hint"))


@given(st.integers(-(10**12), 10**12), CURRENCIES)
def test_minor_units_are_made_without_care_but_alike(units: int, code: str) -> None:
    currency = Money(0, code).currency

    assert Money.of(units, code) == minor_units(units, currency)
    assert units == minor_units(units, currency).minor


def test_money_is_not_multiplied_by_fractions() -> None:
    with pytest.raises(TypeError, match="times"):
        Money("1", "EUR") * Decimal("0.5")  # type: ignore[operator]


def test_money_finer_than_its_coins() -> None:
    piece = Money("0.0125", "USD")

    assert Money("12.50", "USD") == piece * 1000
    assert 1 == piece.minor
    assert Fraction(5, 4) == piece.exact
    assert Money.of(5, "EUR", 0) == Money("5.00", "EUR")
    assert "5.00" == Money(Decimal("5E0"), "EUR").digits
    assert Decimal(500) == Money(Decimal("5E2"), "EUR").amount


def test_a_third_is_a_third() -> None:
    third = Rate("1/3")

    assert ("1/3", "100/3%", "Rate('1/3')") == (third.to_dict(), str(third), repr(third))
    assert ("0.055", "5.5%", "Rate('0.055')") == (Rate("0.0550").to_dict(), str(Rate("0.055")), repr(Rate("0.055")))
    assert Rate("0") < third <= Rate.of(1, 3) < Rate("0.5")
    assert Rate("0.5") >= third > Rate("0")
    assert ("2", "200%") == (Rate(2).to_dict(), Rate(Decimal("2.0")).percent)
    assert third == Rate.read(third) == pickle.loads(pickle.dumps(third))


RATES_OF_A_DAY = ExchangeRates.from_mapping("EUR", {"USD": "1.0842", "SEK": "11.20", "JPY": "162.5"}, on="2026-11-20", source="a bank")


def test_pairs_are_given_inverted_or_triangulated_and_say_so() -> None:
    given_pair, inverse, over = (RATES_OF_A_DAY.between(*pair) for pair in (("EUR", "USD"), ("USD", "EUR"), ("USD", "SEK")))

    assert given_pair == Conversion(numerator=5421, denominator=5000, path=("EUR", "USD"))  # type: ignore[arg-type]
    assert inverse == Conversion(numerator=5000, denominator=5421, path=("USD", "EUR"))  # type: ignore[arg-type]
    assert "USD → EUR → SEK" == str(over)
    assert None is RATES_OF_A_DAY.between("EUR", "GBP")
    assert "EUR" == str(RATES_OF_A_DAY.between("EUR", "EUR"))


@given(AMOUNTS, st.sampled_from(["EUR", "USD", "SEK", "JPY"]), st.sampled_from(["EUR", "USD", "SEK", "JPY"]))
def test_conversion_is_exact_along_any_path(amount: Decimal, one: str, other: str) -> None:
    money = Money(amount, one)
    there = RATES_OF_A_DAY.between(one, other)
    assert there is not None
    exact = Fraction(amount) * there.numerator / there.denominator

    assert abs(Fraction(RATES_OF_A_DAY.convert(money, other).amount) - exact) <= Fraction(1, 2 * 10 ** Money(0, other).currency.exponent)


def test_a_quote_given_both_ways_is_not_overruled() -> None:
    rates = ExchangeRates(quotes={"EUR/USD": "1.1", "USD/EUR": "0.9"}, on="2026-11-20", source="both")

    assert Fraction(11, 10) == Fraction(rates.between("EUR", "USD").numerator, rates.between("EUR", "USD").denominator)  # type: ignore[union-attr]
    assert Fraction(9, 10) == Fraction(rates.between("USD", "EUR").numerator, rates.between("USD", "EUR").denominator)  # type: ignore[union-attr]


def test_no_way_between_two_currencies_is_incomplete() -> None:
    with pytest.raises(Incomplete, match="add 'EUR/GBP' to rates"):
        RATES_OF_A_DAY.convert(Money("1", "EUR"), "GBP")


def test_rates_are_written_and_read_back() -> None:
    thirds = ExchangeRates(quotes={"EUR/USD": "1/3"}, on=date(2026, 11, 20), source="x", period="monthly")

    assert {"quotes": {"EUR/USD": "1/3"}, "on": "2026-11-20", "source": "x", "period": "monthly"} == thirds.to_dict()
    assert thirds == ExchangeRates.from_dict(thirds.to_dict())
    assert RATES_OF_A_DAY == pickle.loads(pickle.dumps(RATES_OF_A_DAY))


def test_rates_from_a_base_carry_their_source() -> None:
    monthly = ExchangeRates.from_mapping("EUR", {"USD": "1.0842"}, on=date(2026, 11, 1), source="customs", period="monthly")

    assert {"quotes": {"EUR/USD": "1.0842"}, "on": "2026-11-01", "source": "customs", "period": "monthly"} == monthly.to_dict()
    assert "daily" == RATES_OF_A_DAY.period


def test_rates_are_ordered() -> None:
    low, high = Rate("0.1"), Rate("0.2")

    assert (True, False, False) == (low < high, high < low, low < Rate("0.1"))
    assert (True, False, True) == (high > low, low > high, high >= Rate("0.2"))
    assert (True, True, False) == (low <= high, low <= Rate("0.1"), high <= low)


def test_a_rate_is_rounded_in_the_way_that_is_asked_for() -> None:
    price = Money("10.01", "EUR")

    assert ("5.01", "5.00", "5.01") == tuple(price.times("0.5", direction=way).digits for way in ("half_up", "down", "up"))  # type: ignore[arg-type]
    assert ("5.00", "5.00", "5.05") == tuple(price.times("0.5", "0.05", way).digits for way in ("half_up", "down", "up"))  # type: ignore[arg-type]
    assert "0.0125" == Money("0.0125", "EUR").digits
    assert "0.00" == Money("0.0125", "EUR").times("0.1").digits
