"""How a value is read from plain data and written back: strictly, with the path of whatever is wrong.

Every value of the library is a frozen attrs class that inherits `Value`. Its fields carry named converters, so the
constructor, `from_dict` and the wire share one reading of every fact.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, NamedTuple, Self, TypeVar, cast
from unicodedata import category

import attrs

from xborder.errors import FactError

__all__ = [
    "Answer",
    "Value",
    "choice",
    "day",
    "day_or_instant",
    "instant",
    "named",
    "nearest",
    "pairs",
    "plain",
    "read",
    "sequence",
    "text",
    "truth",
    "whole",
]


T = TypeVar("T")
W = TypeVar("W", bound=str)


class Value:
    """What every value can do: be written as plain data and be read back from it."""

    __slots__ = ()

    WIRE: ClassVar[tuple[str, ...] | None] = None
    """The names written by `to_dict`, where they are not simply the fields."""

    def to_dict(self) -> dict[str, Any]:
        """The value as plain data (str, int, bool, None, list, dict), ready for JSON."""
        names = type(self).WIRE or field_names(type(self))
        return {name.rstrip("_"): plain(getattr(self, name)) for name in names}  # `class_` is `class` on the wire

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Self:
        """The value that `to_dict` wrote; unknown and missing keys are refused by name."""
        return read(cls, data)


class Answer(Value):
    """What every answer can say of itself: `because`, `needs`, `caveats`, `assumed`, `edition` and its `status`."""

    __slots__ = ()

    @property
    def status(self) -> Literal["complete", "incomplete", "prohibited"]:
        """`complete` unless something was missing."""
        return "incomplete" if getattr(self, "needs", ()) else "complete"


class _Slot(NamedTuple):
    """One field of a value, ready to be filled: its name at the door, its slot's own setter, how it is read, what else stands there."""

    alias: str
    put: Callable[[object, object], None]
    convert: Callable[[Any], Any] | None
    default: Any
    make: Callable[[], Any] | None = None


class _Form(NamedTuple):
    """How values of one class are filled from a mapping."""

    slots: tuple[_Slot, ...]
    known: frozenset[str]
    owed: frozenset[str]
    finish: Callable[[Any], None] | None


_FORMS: dict[type, _Form] = {}
_UNTOLD = ""
"""The name at the door of what nobody tells: a value's own memo, or its remembered hash."""


def _form(cls: type) -> _Form:
    """The form of a class, made once."""
    known = _FORMS.get(cls)
    if known is None:
        fields = [one for one in attrs.fields(cls) if one.init or one.default is not attrs.NOTHING]
        slots = [_slot(cls, one) for one in fields]
        if hasattr(cls, "_attrs_cached_hash"):  # attrs keeps a remembered hash beside the fields
            slots.append(_Slot(_UNTOLD, cls._attrs_cached_hash.__set__, None, None))
        names = frozenset(one.alias for one in slots) - {_UNTOLD}
        owed = frozenset(one.alias for one in slots if one.default is attrs.NOTHING and one.make is None)
        known = _FORMS.setdefault(cls, _Form(tuple(slots), names, owed, getattr(cls, "__attrs_post_init__", None)))
    return known


def _slot(cls: type, one: "attrs.Attribute[Any]") -> _Slot:
    default: Any = one.default
    make = default.factory if isinstance(default, attrs.Factory) else None  # type: ignore[arg-type]
    convert = one.converter.convert if isinstance(one.converter, Under) else one.converter
    alias = (one.alias or one.name) if one.init else _UNTOLD
    return _Slot(alias, getattr(cls, one.name).__set__, cast("Callable[[Any], Any] | None", convert), attrs.NOTHING if make else default, make)


def field_names(cls: type) -> tuple[str, ...]:
    """The names of a value's public fields, in order."""
    return tuple(one.name for one in attrs.fields(cls) if one.init and not one.name.startswith("_"))


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint naming the closest known word, or all of them where none is close."""
    import difflib  # 2 ms that only a mistake pays

    known = sorted(words)
    close = difflib.get_close_matches(word, known, 1, 0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return "one of " + ", ".join(known)


def read(cls: type[T], data: object) -> T:
    """`data` as a `cls`: itself if it already is one, else read from a mapping."""
    if isinstance(data, cls):
        return data
    if type(data) is not dict and not isinstance(data, Mapping):
        raise FactError(
            "not_a_mapping",
            f"{cls.__name__} is read from a mapping, not from {type(data).__name__}",
            value=data,
            hint="keys: " + ", ".join(one.alias for one in _form(cls).slots if one.alias != _UNTOLD),
        )
    return _filled(cls, _form(cls), data)


def _filled(cls: type[T], form: _Form, data: Mapping[str, Any]) -> T:
    """A value filled slot by slot: as its constructor would, but what is left out is not read again."""
    made = cls.__new__(cls)
    found = 0
    for alias, put, convert, default, make in form.slots:
        if alias in data:
            found += 1
            value = data[alias]
            if convert is not None:
                try:
                    value = convert(value)
                except FactError as error:
                    _complete(cls, form, data)
                    raise error.under(alias) from None
            put(made, value)
        elif make is None:
            if default is attrs.NOTHING:
                _complete(cls, form, data)
            put(made, default)
        else:
            put(made, make())
    if found != len(data):
        _complete(cls, form, data)
    if form.finish is not None:
        form.finish(made)
    return made


def _complete(cls: type, form: _Form, data: Mapping[str, Any]) -> None:
    """Refuses a key too many before one too few, and both before anything is said of their values."""
    for key in data:
        if key not in form.known:
            raise FactError("unknown_key", f"{cls.__name__} has no field {key!r}", path=f"/{key}", value=key, hint=nearest(str(key), form.known))
    for one in form.slots:
        if one.alias in form.owed and one.alias not in data:
            given = ", ".join(map(str, data)) or "nothing"
            raise FactError("missing_key", f"{cls.__name__} needs {one.alias!r}", path=f"/{one.alias}", hint=f"given: {given}")


def plain(value: object) -> Any:
    """Any value of the library as plain data."""
    if value is None or isinstance(value, bool):
        return value
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    write_itself = getattr(value, "to_dict", None)
    if write_itself is not None:
        return write_itself()
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    msg = f"{type(value).__name__} cannot be written as plain data"
    raise TypeError(msg)


class Under:
    """A converter that puts its field's name before the path of whatever it refuses."""

    __slots__ = ("convert", "name")

    def __init__(self, name: str, convert: Callable[[Any], Any]) -> None:
        self.name = name
        self.convert = convert

    def __call__(self, value: object) -> Any:
        try:
            return self.convert(value)
        except FactError as error:
            raise error.under(self.name) from None


def named(_cls: type, fields: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    """The `field_transformer` of every value with converters: its errors say which field was wrong."""
    return [one.evolve(converter=Under(one.alias or one.name, cast("Callable[[Any], Any]", one.converter))) if one.converter else one for one in fields]


class Pairs(tuple[tuple[str, Any], ...]):
    """A mapping kept as a sorted tuple of pairs: hashable, ordered, comparable."""

    __slots__ = ()

    def get(self, key: str) -> Any:
        """What stands under `key`, or None."""
        for name, value in self:
            if name == key:
                return value
        return None


def pairs(data: "Mapping[str, Any] | Iterable[tuple[str, Any]]", convert: Callable[[Any], Any]) -> Pairs:
    """A mapping at the door, each of its values read by `convert`."""
    if not isinstance(data, Mapping | tuple):
        raise FactError("not_a_mapping", f"a mapping is wanted, not {type(data).__name__}", value=data)
    items = data.items() if isinstance(data, Mapping) else data
    try:
        return Pairs(sorted((str(key), Under(key, convert)(value)) for key, value in items))
    except (TypeError, ValueError) as error:
        if isinstance(error, FactError):
            raise
        raise FactError("not_a_mapping", f"a mapping is wanted, not {type(data).__name__}", value=data) from None


def sequence(data: object, convert: Callable[[Any], T]) -> tuple[T, ...]:
    """A list at the door, each of its members read by `convert`; a single text is not a list."""
    if type(data) is not list and type(data) is not tuple and (isinstance(data, str | Mapping) or not isinstance(data, Iterable)):
        raise FactError("not_a_list", f"a list is wanted, not {type(data).__name__}", value=data, hint="put it in [ ]")
    members: list[T] = []
    for index, one in enumerate(data):
        try:
            members.append(convert(one))
        except FactError as error:
            raise error.under(index) from None
    return tuple(members)


def text(value: object) -> str:
    """A readable, non-empty text without control characters."""
    if not isinstance(value, str):
        raise FactError("not_text", f"a text is wanted, not {type(value).__name__}", value=value)
    if not value.strip():
        raise FactError("empty_text", "a text is wanted, and this one is empty", value=value, hint="leave the field out if it is unknown")
    if not value.isprintable() and any(map(_unreadable, value)):
        raise FactError("control_characters", "the text holds control characters", value=ascii(value), hint="strip them first")
    return value


def _unreadable(sign: str) -> bool:
    """Controls, line breaks and hidden directions; joiners belong to Persian and Sinhala names, wide spaces to Japanese."""
    kind = category(sign)
    return kind in ("Cc", "Cs", "Zl", "Zp") or (kind == "Cf" and sign not in "\u200c\u200d")


def truth(value: object) -> bool:
    """True or false, nothing that merely looks like it."""
    if not isinstance(value, bool):
        raise FactError("not_a_boolean", f"true or false is wanted, not {value!r}", value=value)
    return value


def whole(value: object) -> int:
    """A whole number; a text of digits is accepted."""
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise FactError("not_a_whole_number", f"a whole number is wanted, not {value!r}", value=value)
    return value


def choice(value: object, *words: W) -> W:
    """One word of a closed set."""
    if isinstance(value, str) and value in words:
        return value
    raise FactError("unknown_choice", f"{value!r} is not known here", value=value, hint=nearest(str(value), words))


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def day(value: object) -> date:
    """A calendar day: a `date`, or ISO text such as "2026-11-21"."""
    if isinstance(value, datetime):
        raise FactError("instant_for_day", "a day is wanted, not an instant", value=value, hint="pass at.date() in the right zone")
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise FactError("no_such_day", f"there is no day {value!r}", value=value) from None
    raise FactError("not_a_day", f"a day is wanted, not {value!r}", value=value, hint="write it as '2026-11-21'")


def instant(value: object) -> datetime:
    """A moment that is the same everywhere: an aware `datetime`, or RFC 3339 text with an offset."""
    moment = value
    if isinstance(value, str) and not _DAY.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise FactError("not_an_instant", f"{value!r} is not an RFC 3339 instant", value=value, hint="write it as '2026-11-21T09:30:00+01:00'") from None
    if not isinstance(moment, datetime):
        raise FactError("not_an_instant", f"an instant is wanted, not {value!r}", value=value, hint="write it as '2026-11-21T09:30:00+01:00'")
    if moment.utcoffset() is None:
        hint = "give it an offset, as '2026-11-21T09:30:00+01:00'"
        raise FactError("naive_datetime", "the datetime has no zone, so it is not an instant", value=value, hint=hint)
    return moment


def day_or_instant(value: object) -> date | datetime:
    """A calendar day, or an instant where the hour matters."""
    if isinstance(value, datetime) or (isinstance(value, str) and not _DAY.fullmatch(value)):
        return instant(value)
    return day(value)


def utc(moment: datetime) -> datetime:
    """The same instant on the clock of UTC."""
    return moment.astimezone(UTC)


_WRITERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (str, str),
    (int, int),
    (datetime, lambda value: value.isoformat().replace("+00:00", "Z")),
    (date, date.isoformat),
    (Decimal, lambda value: format(value, "f")),
    (Pairs, lambda value: {str(key): plain(one) for key, one in value}),
    (Mapping, lambda value: {str(key): plain(one) for key, one in value.items()}),
)
"""How leaves and mappings are written; whoever comes first and fits is taken."""
