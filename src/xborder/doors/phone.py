"""Where may a phone number be? The only door to `phonenumbers`, and never to its geocoder, which loads 40 MB of place names."""

from xborder.errors import FactError
from xborder.values import text

__all__ = ["version", "zones_of_number"]

_NOWHERE = "Etc/Unknown"


def version() -> str:
    """The version of the `phonenumbers` package that is read."""
    import phonenumbers

    return str(phonenumbers.__version__)


def zones_of_number(number: str, country: str | None = None, /) -> tuple[str, ...]:
    """Every zone a phone number may have been issued in, by name; none for a number that is of no place.

    >>> zones_of_number("+34 922 123456"), len(zones_of_number("+1 800 555 0100"))
    (('Atlantic/Canary',), 42)

    A national number needs its `country`. A mobile number says where it was issued, not where its owner is.
    """
    import phonenumbers
    from phonenumbers.timezone import time_zones_for_number

    try:
        read = phonenumbers.parse(text(number), country)
    except phonenumbers.NumberParseException as error:
        raise FactError(
            "not_a_phone_number",
            f"{number!r} cannot be read as a phone number: {str(error).partition(') ')[2].rstrip('.').lower()}",
            value=number,
            hint="write it with its country code, as '+34 922 123456'",
        ) from None
    if not phonenumbers.is_valid_number(read):
        raise FactError(
            "not_a_phone_number",
            f"{number!r} is nobody's phone number in phonenumbers {version()}",
            value=number,
            hint="check its length and its area code",
        )
    return tuple(sorted(one for one in time_zones_for_number(read) if one != _NOWHERE))
