import pytest

from xborder import FactError, Money
from xborder.testing import about

PRICE = about("12.50 EUR", within="0.01 EUR")


@pytest.mark.parametrize("near", ["12.49 EUR", "12.50 EUR", "12.51 EUR", "12.505 EUR"])
def test_money_within_the_tolerance_is_equal(near):
    assert Money.read(near) == PRICE
    assert Money.read(near) == PRICE


@pytest.mark.parametrize("far", ["12.48 EUR", "12.52 EUR", "12.511 EUR", "-12.50 EUR", "12.50 USD"])
def test_money_beyond_it_or_of_another_currency_is_not(far):
    assert Money.read(far) != PRICE


@pytest.mark.parametrize("other", [None, "12.50 EUR", 12.5])
def test_nothing_else_is_nearly_money(other):
    assert other != PRICE


def test_it_compares_inside_of_what_holds_it():
    assert {"total": PRICE} == {"total": Money("12.51", "EUR")}


def test_it_says_how_near_is_near_enough():
    assert "12.50 EUR ± 0.01 EUR" == repr(PRICE)


def test_it_takes_money_as_a_value_or_from_the_wire():
    assert Money("7", "JPY") == about({"amount": "8", "currency": "JPY"}, within=Money("1", "JPY"))


def test_it_has_no_hash():
    with pytest.raises(TypeError, match="unhashable"):
        hash(PRICE)


@pytest.mark.parametrize(
    ("within", "code"),
    [("0.01 USD", "mixed_currencies"), ("-0.01 EUR", "negative_tolerance"), ("0.01", "unreadable_money")],
)
def test_a_tolerance_is_money_of_the_same_currency(within, code):
    with pytest.raises(FactError) as caught:
        about("12.50 EUR", within=within)

    assert code == caught.value.code
