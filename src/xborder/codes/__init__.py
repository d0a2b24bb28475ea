"""Parse once, at the door: countries, currencies, languages.

>>> from xborder.codes import Country, Currency, LanguageTag
>>> Country("JP"), Currency("JPY"), LanguageTag("ja_JP")
(Country('JP'), Currency('JPY'), LanguageTag('ja-JP'))

Each is a `str` that has been read and found valid: it equals, hashes, sorts, pickles and serialises as the
plain text it is.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take this name as true; typing itself costs 9 ms to import
if TYPE_CHECKING:
    from xborder.codes.country import Country
    from xborder.codes.currency import Currency
    from xborder.codes.language import LanguageTag

__all__ = ["Country", "Currency", "LanguageTag"]

_HOMES = {"Country": "country", "Currency": "currency", "LanguageTag": "language"}


def __getattr__(name: str) -> object:
    """Loads a code's module when it is first touched."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
