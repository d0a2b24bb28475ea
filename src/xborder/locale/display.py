"""How do we write it, so that she can read it?

>>> country_name("CH", "fr"), money_text("1234.50 USD", "en"), day_text("2026-11-21", "ja")
('Suisse', '$1,234.50', '2026年11月21日')
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from xborder.codes import Country, Currency, LanguageTag
from xborder.doors import cldr, iso
from xborder.errors import FactError
from xborder.locale.contact import Address
from xborder.money import Money
from xborder.values import day as read_day
from xborder.values import nearest

__all__ = ["country_name", "currency_name", "day_text", "money_text", "region_name"]


def country_name(country: Country | str, language: LanguageTag | str) -> str:
    """What is a country called in a language? CLDR's name, else its code; never ISO's official one."""
    code = Country(country)
    return cldr.territory_name(code, LanguageTag(language)) or str(code)


def currency_name(currency: Currency | str, language: LanguageTag | str) -> str:
    """What is a currency called in a language? Its code where CLDR has no name.

    >>> currency_name("JPY", "es")
    'yen japonés'
    """
    code = Currency(currency)
    return cldr.currency_name(code, LanguageTag(language)) or str(code)


def money_text(money: Money | Mapping[str, Any] | str, language: LanguageTag | str) -> str:
    """How is an amount written in a language? With its currency's ISO 4217 digits, or more where it is finer."""
    amount = Money.read(money)
    return cldr.format_amount(amount.amount, amount.currency, LanguageTag(language))


def day_text(day: date | str, language: LanguageTag | str) -> str:
    """How is a day written in a language?"""
    return cldr.format_day(read_day(day), LanguageTag(language))


def region_name(address: Address | Mapping[str, Any] | str) -> str | None:
    """What is the region of an address called by ISO 3166-2? None where the address names none; a wrong one is refused.

    >>> region_name("CA-ON")
    'Ontario'
    """
    place = Address.read(address)
    if place.region is None or place.region.islower():
        return None
    name = iso.subdivision_name(place.country, place.region)
    if name is None:
        known = [code for code, _ in iso.subdivisions(place.country)]
        message = f"{place.country} has no subdivision {place.region!r} in ISO 3166-2"
        raise FactError("unknown_region", message, path="/region", value=place.region, hint=nearest(place.region, known) if known else "leave it out")
    return name
