"""Where is somebody? A country is enough; every room reads an address in the same way.

>>> Address.read("DE:buesingen").scope, Address.read({"country": "CA", "region": "CA-ON"}).scope
('DE:buesingen', 'CA-ON')
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self, final

from attrs import converters, field, frozen

from xborder.codes.country import Country
from xborder.values import Value, named, read, sequence, text

__all__ = ["Address", "region_of"]


def _country(value: Country | str) -> Country:
    return Country(value)


def _lines(value: Iterable[str]) -> tuple[str, ...]:
    return sequence(value, text)


def region_of(value: str) -> str:
    """A subdivision's own part of its ISO 3166-2 code, or a slug; `CA-ON` is read as `ON`."""
    name = text(value)
    head, dash, tail = name.partition("-")
    return tail if dash and len(head) == 2 and head.isupper() else name


@final
@frozen(kw_only=True, field_transformer=named)
class Address(Value):
    """Where somebody is; a bare country code is enough.

    >>> Address.read("ES-CN").scope
    'ES-CN'
    """

    country: Country = field(converter=_country)
    region: str | None = field(default=None, converter=converters.optional(region_of))
    city: str | None = field(default=None, converter=converters.optional(text))
    postcode: str | None = field(default=None, converter=converters.optional(text))
    lines: tuple[str, ...] = field(default=(), converter=_lines)

    @classmethod
    def read(cls, value: "Address | Mapping[str, Any] | str") -> Self:
        """An address at the door: itself, a mapping, a country code, `ES-CN` or `DE:buesingen`."""
        if isinstance(value, str):
            known = _NAMED.get(value)
            if known is not None:
                return known
            country, _, region = value.partition(":") if ":" in value else value.partition("-")
            made = cls(country=country, region=region or None)
            if not region:
                _NAMED[str(value)] = made
            return made
        return read(cls, value)

    @property
    def scope(self) -> str:
        """The name the atlas knows the place by."""
        if self.region is None:
            return str(self.country)
        name = f"{self.country}{':' if self.region.islower() else '-'}{self.region}"
        return _COUNTRIES.get(name, name)


_COUNTRIES = {
    "CN-HK": "HK",
    "CN-MO": "MO",
    "CN-TW": "TW",
    "FI-01": "AX",
    "NL-AW": "AW",
    "NL-CW": "CW",
    "NL-SX": "SX",
    "NO-21": "SJ",
    "NO-22": "SJ",
    "FR-971": "GP",
    "FR-972": "MQ",
    "FR-973": "GF",
    "FR-974": "RE",
    "FR-976": "YT",
    "FR-977": "BL",
    "FR-978": "MF",
    "FR-975": "PM",
    **{f"FR-{one}": one for one in ("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT")},
    **{f"US-{one}": one for one in ("AS", "GU", "MP", "PR", "UM", "VI")},
    "ES-GC": "ES-CN",
    "ES-TF": "ES-CN",
}
"""Subdivisions of ISO 3166-2 that have a country code of their own, or whose rules stand with a larger one."""
_NAMED: dict[str, Address] = {}
"""Addresses that are a mere country: there are only so many."""
