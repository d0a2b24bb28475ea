"""Who she is and where: the customer's name, languages and address."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Self, final

from attrs import converters, field, frozen

from xborder.codes import Country, LanguageTag
from xborder.errors import FactError
from xborder.values import Value, choice, named, read, sequence, text

__all__ = ["Address", "Customer", "Name"]

Gender = Literal["female", "male", "nonbinary"]


def _country(value: Country | str) -> Country:
    return Country(value)


def _lines(value: Iterable[str]) -> tuple[str, ...]:
    return sequence(value, text)


def _region(value: str) -> str:
    """A subdivision's own part of its ISO 3166-2 code, or a slug; `CA-ON` is read as `ON`."""
    name = text(value)
    head, dash, tail = name.partition("-")
    return tail if dash and len(head) == 2 and head.isupper() else name  # noqa: PLR2004 - two letters of ISO 3166-1


@final
@frozen(kw_only=True, field_transformer=named)
class Address(Value):
    """Where somebody is; a bare country code is enough.

    >>> Address.read("ES-CN").scope
    'ES-CN'
    """

    country: Country = field(converter=_country)
    region: str | None = field(default=None, converter=converters.optional(_region))
    city: str | None = field(default=None, converter=converters.optional(text))
    postcode: str | None = field(default=None, converter=converters.optional(text))
    lines: tuple[str, ...] = field(default=(), converter=_lines)

    @classmethod
    def read(cls, value: "Address | Mapping[str, Any] | str") -> Self:
        """An address at the door: itself, a mapping, a country code, `ES-CN` or `DE:buesingen`."""
        if isinstance(value, str):
            country, _, region = value.partition(":") if ":" in value else value.partition("-")
            return cls(country=country, region=region or None)
        return read(cls, value)

    @property
    def scope(self) -> str:
        """The name the atlas knows the place by."""
        if self.region is None:
            return str(self.country)
        return f"{self.country}{':' if self.region.islower() else '-'}{self.region}"


def _part(value: str) -> str:
    try:
        return text(value)
    except FactError as error:
        raise FactError("unreadable_name", error.message, value=error.value, hint="leave an unknown part out") from None


@final
@frozen(kw_only=True, field_transformer=named)
class Name(Value):
    """A person's name by its parts, or whole where the parts are not known."""

    given: str | None = field(default=None, converter=converters.optional(_part))
    surname: str | None = field(default=None, converter=converters.optional(_part))
    given2: str | None = field(default=None, converter=converters.optional(_part))
    title: str | None = field(default=None, converter=converters.optional(_part))
    full: str | None = field(default=None, converter=converters.optional(_part))


def _name(value: Name | Mapping[str, Any]) -> Name:
    return read(Name, value)


def _gender(value: Gender) -> Gender:
    return choice(value, "female", "male", "nonbinary")


def _tags(value: Iterable[LanguageTag | str]) -> tuple[LanguageTag, ...]:
    return sequence(value, LanguageTag)


def _address(value: Address | Mapping[str, Any] | str) -> Address:
    return Address.read(value)


@final
@frozen(kw_only=True, field_transformer=named)
class Customer(Value):
    """Somebody who buys: what she told us of herself, and no more than that."""

    languages: tuple[LanguageTag, ...] = field(converter=_tags)
    name: Name | None = field(default=None, converter=converters.optional(_name))
    gender: Gender | None = field(default=None, converter=converters.optional(_gender))
    address: Address | None = field(default=None, converter=converters.optional(_address))
    timezone: str | None = field(default=None, converter=converters.optional(text))
