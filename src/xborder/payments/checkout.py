"""What is about to be paid, by whom, to whom and for what: the facts of a payment suggestion."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, final

from attrs import converters, field, frozen

from xborder.codes import Country, LanguageTag
from xborder.errors import FactError
from xborder.money import Money
from xborder.values import Value, choice, named, read, sequence, text, whole

__all__ = ["DEVICES", "GOODS", "PURPOSES", "Checkout", "CheckoutCustomer", "CheckoutMerchant", "spelt"]

Goods = Literal["physical", "digital", "service"]
Purpose = Literal["one_off", "recurring", "off_session", "preorder", "b2b"]
Device = Literal["mobile", "desktop"]

GOODS: tuple[Goods, ...] = ("physical", "digital", "service")
PURPOSES: tuple[Purpose, ...] = ("one_off", "recurring", "off_session", "preorder", "b2b")
DEVICES: tuple[Device, ...] = ("mobile", "desktop")
_OLDEST = 150
_MOST_DAYS = 3_660


def spelt(word: str) -> str:
    """A method's or provider's name as the atlas spells it: `Cash-App Pay` is `cash_app_pay`."""
    return "_".join(text(word).casefold().replace("-", " ").replace("_", " ").split())


def _amount(value: Money | Mapping[str, Any] | str) -> Money:
    money = Money.read(value)
    if money.units <= 0:
        raise FactError("nothing_to_pay", f"an amount to be paid is above zero, not {money}", value=money, hint="nothing needs no payment method")
    if money.scale != money.currency.exponent:
        text_ = f"{money} is finer than {money.currency} is paid in"
        raise FactError("finer_than_payable", text_, value=money, hint=f"round it: {money.rounded()}")
    return money


def _country(value: Country | str) -> Country:
    return Country(value)


def _languages(value: Iterable[LanguageTag | str]) -> tuple[LanguageTag, ...]:
    return sequence(value, LanguageTag)


def _age(value: int | str) -> int:
    years = whole(value)
    if not 0 <= years <= _OLDEST:
        raise FactError("impossible_age", f"nobody is {years} years old", value=years, hint="leave the age out if it is unknown")
    return years


def _days(value: int | str) -> int:
    days = whole(value)
    if not 0 <= days <= _MOST_DAYS:
        raise FactError("unusable_delivery", f"a delivery takes 0 to {_MOST_DAYS} days, not {days}", value=days, hint="count the days from the order")
    return days


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sequence(value, spelt)))


def _goods(value: Goods) -> Goods:
    return choice(value, *GOODS)


def _purpose(value: Purpose) -> Purpose:
    return choice(value, *PURPOSES)


def _device(value: Device) -> Device:
    return choice(value, *DEVICES)


@final
@frozen(kw_only=True, field_transformer=named)
class CheckoutCustomer(Value):
    """Who pays: where she is, and how old, where that is known."""

    country: Country = field(converter=_country)
    languages: tuple[LanguageTag, ...] = field(default=(), converter=_languages)
    age: int | None = field(default=None, converter=converters.optional(_age))


@final
@frozen(kw_only=True, field_transformer=named)
class CheckoutMerchant(Value):
    """Who is paid. `providers` are the payment providers she has a contract with, the preferred one first; None is unknown.

    A provider is a processor (`stripe`) or, where she has signed with a method itself, that method (`klarna`). `blocked`
    are methods she never offers, by id or as a provider spells them.
    """

    country: Country = field(converter=_country)
    providers: tuple[str, ...] | None = field(default=None, converter=converters.optional(_names))
    blocked: tuple[str, ...] = field(default=(), converter=_names)


def _customer(value: CheckoutCustomer | Mapping[str, Any]) -> CheckoutCustomer:
    return read(CheckoutCustomer, value)


def _merchant(value: CheckoutMerchant | Mapping[str, Any]) -> CheckoutMerchant:
    return read(CheckoutMerchant, value)


@final
@frozen(kw_only=True, field_transformer=named)
class Checkout(Value):
    """What is to be paid, and the circumstances.

    >>> shop = {"country": "DE", "providers": ["Mollie"]}
    >>> checkout = Checkout(amount="50.00 EUR", customer={"country": "NL"}, merchant=shop, goods="physical", purpose="one_off")
    >>> checkout.amount, checkout.merchant.providers
    (Money('50.00', 'EUR'), ('mollie',))

    `delivery_days` is what was promised, counted from the order; without a promise, leave it out.
    """

    amount: Money = field(converter=_amount)
    customer: CheckoutCustomer = field(converter=_customer)
    merchant: CheckoutMerchant = field(converter=_merchant)
    goods: Goods = field(converter=_goods)
    purpose: Purpose = field(converter=_purpose)
    device: Device | None = field(default=None, converter=converters.optional(_device))
    delivery_days: int | None = field(default=None, converter=converters.optional(_days))
