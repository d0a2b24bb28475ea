"""Money, rates and exchange rates: exact in every currency ISO 4217 knows."""

import pickle
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError, Incomplete
from xborder.money import Conversion, ExchangeRates, Money, Rate, allocate, divide

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


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_unusable_weights_are_refused(weights: list[int]) -> None:
    with pytest.raises(FactError, match="zero or above"):
        allocate(100, weights)


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


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: Money(12.5, "EUR"), "float_money"),  # type: ignore[arg-type]
        (lambda: Money(True, "EUR"), "float_money"),
        (lambda: Money("12,50", "EUR"), "unreadable_amount"),
        (lambda: Money("", "EUR"), "unreadable_amount"),
        (lambda: Money(None, "EUR"), "unreadable_amount"),  # type: ignore[arg-type]
        (lambda: Money(Decimal("NaN"), "EUR"), "unreadable_amount"),
        (lambda: Money(Decimal("1E-30"), "EUR"), "unreadable_amount"),
        (lambda: Money("1", "EURO"), "unknown_currency"),
        (lambda: Money("1", "EUR").rounded("0"), "unusable_unit"),
        (lambda: Money.read("12.50"), "unreadable_money"),
        (lambda: Money.read(12), "unreadable_money"),
        (lambda: Money.read({"amount": "1"}), "missing_key"),
        (lambda: Money.read({"amount": "1", "currency": "EUR", "tax": "0"}), "unknown_key"),
        (lambda: Money.read({"amount": 1.5, "currency": "EUR"}), "float_money"),
        (lambda: Money.read({"amount": "1", "currency": "eur"}), "unknown_currency"),
        (lambda: Rate("19"), "rate_too_high"),
        (lambda: Rate(0.19), "float_rate"),  # type: ignore[arg-type]
        (lambda: Rate("-0.1"), "negative_rate"),
        (lambda: Rate("19%"), "unreadable_rate"),
        (lambda: Rate("1/0"), "unreadable_rate"),
        (lambda: Rate(None), "unreadable_rate"),  # type: ignore[arg-type]
    ],
    ids=[f"case {number}" for number in range(21)],
)
def test_what_is_not_exact_is_refused_with_a_hint(build: object, code: str) -> None:
    with pytest.raises(FactError) as caught:
        build()  # type: ignore[operator]

    assert code == caught.value.code
    assert caught.value.hint or code == "missing_key"


def test_the_path_of_a_wrong_amount_is_told() -> None:
    with pytest.raises(FactError) as caught:
        Money.read({"amount": 1.5, "currency": "EUR"})

    assert "/amount" == caught.value.path


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


def test_the_hint_for_a_percentage_names_the_fraction() -> None:
    with pytest.raises(FactError, match=r"write 19 % as '0.19'"):
        Rate("19")


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


@pytest.mark.parametrize(
    ("quotes", "code"),
    [
        ({"EUR/USD": 1.08}, "float_rate"),
        ({"EUR/USD": "0"}, "unusable_rate"),
        ({"EUR/USD": "one"}, "unreadable_rate"),
        ({"EUR/USD": None}, "unreadable_rate"),
        ({"EURUSD": "1.08"}, "unreadable_pair"),
        ({"EUR/XYZ": "1.08"}, "unknown_currency"),
        ("EUR/USD", "not_a_mapping"),
    ],
    ids=["float", "zero", "word", "nothing", "no slash", "no such currency", "no mapping"],
)
def test_unusable_quotes_are_refused(quotes: object, code: str) -> None:
    with pytest.raises(FactError) as caught:
        ExchangeRates(quotes=quotes, on="2026-11-20", source="x")  # type: ignore[arg-type]

    assert code == caught.value.code
    assert caught.value.path.startswith("/quotes")
