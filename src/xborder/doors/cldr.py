"""The door to babel: names and figures as CLDR writes them.

The locale is always explicit, the decimal context is our own, and a language in a foreign region (`en-JP`, which
babel refuses) is written as that language is at home.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Context, Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from xborder.codes import LanguageTag

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "currency_name",
    "format_amount",
    "format_count",
    "format_day",
    "format_list",
    "format_percent",
    "language_name",
    "plural",
    "right_to_left",
    "territory_name",
    "version",
]

T = TypeVar("T")
_EXACT = Context(prec=60)


@cache
def _locale(tag: LanguageTag) -> "Locale":
    from babel import Locale, UnknownLocaleError

    full = tag.maximize()
    for parts in (
        {"language": full.language, "script": full.script, "territory": tag.region},
        {"language": full.language, "territory": tag.region},
        {"language": full.language, "script": full.script},
        {"language": full.language},
    ):
        try:
            return Locale(**parts)
        except UnknownLocaleError:
            continue
    return Locale("en")


def _shielded(make: Callable[[], T]) -> T:
    with localcontext(_EXACT):
        return make()


def territory_name(code: str, tag: LanguageTag) -> str | None:
    """What a country is called in a language."""
    return _locale(tag).territories.get(code)


def language_name(code: str, tag: LanguageTag) -> str | None:
    """What a language is called in a language."""
    return _locale(tag).languages.get(code)


def currency_name(code: str, tag: LanguageTag) -> str | None:
    """What a currency is called in a language."""
    return _locale(tag).currencies.get(code)


def format_amount(amount: Decimal, currency: str, tag: LanguageTag) -> str:
    """An amount with all the digits it has, never more or fewer."""
    from babel.numbers import parse_pattern

    locale = _locale(tag)
    digits = -int(amount.as_tuple().exponent)
    pattern = parse_pattern(locale.currency_formats["standard"].pattern)
    pattern.frac_prec = (digits, digits)
    return _shielded(lambda: str(pattern.apply(amount, locale, currency=currency, currency_digits=False)))


def format_percent(percent: Decimal, tag: LanguageTag) -> str:
    """So many hundredths, with all the digits they have."""
    from babel.numbers import parse_pattern

    locale = _locale(tag)
    digits = max(-int(percent.as_tuple().exponent), 0)
    pattern = parse_pattern(locale.percent_formats[None].pattern)
    pattern.frac_prec = (digits, digits)
    return _shielded(lambda: str(pattern.apply(percent.scaleb(-2), locale)))


def format_count(count: int, tag: LanguageTag) -> str:
    """A whole number."""
    from babel.numbers import format_decimal

    return _shielded(lambda: str(format_decimal(count, locale=_locale(tag))))


def format_list(members: Sequence[str], tag: LanguageTag) -> str:
    """Some things in a row, the last with its "and"."""
    from babel.lists import format_list as listed

    return str(listed(members, locale=_locale(tag)))


def plural(count: int, tag: LanguageTag) -> str:
    """Which form of a word goes with a number: zero, one, two, few, many or other."""
    return str(_locale(tag).plural_form(count))


def right_to_left(tag: LanguageTag) -> bool:
    """Whether the language is written from right to left."""
    return _locale(tag).text_direction == "rtl"


def format_day(day: date, tag: LanguageTag) -> str:
    """A day in words."""
    from babel.dates import format_date

    return _shielded(lambda: format_date(day, "long", locale=_locale(tag)))


def version() -> str:
    """The version of CLDR that babel carries."""
    from babel.core import get_cldr_version

    return str(get_cldr_version())
