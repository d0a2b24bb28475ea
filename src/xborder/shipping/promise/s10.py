"""Is this a postal tracking number? The thirteen characters of UPU standard S10, and their check digit.

>>> S10Identifier.read("RB 1234 5678 5 GB").kind
'registered letter'
>>> S10Identifier(service="RR", serial=47312482, country="DE").number
'RR473124829DE'
"""

import re
from collections.abc import Mapping
from typing import Any, Self, final

from attrs import field, frozen

from xborder.codes import Country
from xborder.errors import FactError
from xborder.values import Value, named, read, text, whole

__all__ = ["S10Identifier", "s10_check_digit"]

# UPU S10, by https://en.wikipedia.org/wiki/S10_(UPU_standard), read 2026-11-21.
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_KINDS = {
    "C": "parcel",
    "E": "express mail (EMS)",
    "H": "e-commerce parcel",
    "L": "tracked letter",
    "M": "M bag",
    "R": "registered letter",
    "U": "untracked letter",
    "V": "insured letter",
}
_SHAPE = re.compile(r"([A-Z]{2})(\d{8})(\d)([A-Z]{2})")
_MOST = 99_999_999


def s10_check_digit(serial: int) -> int:
    """The check digit of a serial number of up to eight digits.

    >>> s10_check_digit(47312482)
    9
    """
    count = _serial(serial)
    total = sum(int(digit) * weight for digit, weight in zip(f"{count:08d}", _WEIGHTS, strict=True))
    digit = 11 - total % 11
    return {10: 0, 11: 5}.get(digit, digit)


def _serial(value: int | str) -> int:
    serial = whole(value)
    if not 0 <= serial <= _MOST:
        raise FactError("unusable_serial", f"a serial number has up to eight digits, unlike {serial}", value=serial, hint="leave out the check digit")
    return serial


def _service(value: str) -> str:
    if not re.fullmatch("[A-Z]{2}", text(value)):
        raise FactError("unreadable_service", f"{value!r} is not a service indicator", value=value, hint="two capital letters, as 'RR'")
    return value


def _country(value: Country | str) -> Country:
    return Country(value)


@final
@frozen(kw_only=True, field_transformer=named)
class S10Identifier(Value):
    """A postal item's number: what service, which item, which post issued it."""

    service: str = field(converter=_service)
    serial: int = field(converter=_serial)
    country: Country = field(converter=_country)

    @classmethod
    def read(cls, value: "S10Identifier | Mapping[str, Any] | str") -> Self:
        """A number at the door; spaces are dropped, and a wrong check digit is refused."""
        if not isinstance(value, str):
            return read(cls, value)
        found = _SHAPE.fullmatch(re.sub(r"[\s-]", "", value).upper())
        if not found:
            hint = "two letters, nine digits, two letters, as 'RB123456785GB'"
            raise FactError("unreadable_s10", f"{value!r} is not an S10 number", value=value, hint=hint)
        service, serial, digit, country = found.groups()
        right = s10_check_digit(int(serial))
        if int(digit) != right:
            text = f"the check digit of {value!r} is wrong"
            raise FactError("wrong_check_digit", text, value=value, hint="two figures may have changed places: read the label again")
        return cls(service=service, serial=int(serial), country=country)

    @property
    def check_digit(self) -> int:
        """The ninth digit."""
        return s10_check_digit(self.serial)

    @property
    def number(self) -> str:
        """The thirteen characters."""
        return f"{self.service}{self.serial:08d}{self.check_digit}{self.country}"

    @property
    def kind(self) -> str | None:
        """What kind of item the service indicator speaks of; None for those each post gives out as it likes."""
        return _KINDS.get(self.service[0])
