"""Who she is and where: the customer's name, languages and address."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, final

from attrs import converters, field, frozen

from xborder.codes import LanguageTag
from xborder.codes.address import Address
from xborder.errors import FactError
from xborder.values import Value, choice, named, read, sequence, text

__all__ = ["Address", "Customer", "Name"]

Gender = Literal["female", "male", "nonbinary"]


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
