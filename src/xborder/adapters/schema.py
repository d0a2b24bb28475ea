"""What may stand in a question's facts, and what stands in its answer? JSON Schema 2020-12, read from the types.

>>> schema("tax_rate")["answer"]["properties"]["rate"]
{'anyOf': [{'$ref': '#/$defs/Rate'}, {'type': 'null'}]}

Facts follow the annotations of whatever reads them, answers those of whatever is written: there is no second copy of
either. A schema speaks of shapes alone; whether a country exists is for the question itself to say.
"""

import inspect
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, final, get_args, get_origin, get_type_hints

import attrs

from xborder.adapters.wire import Fact, question_named
from xborder.codes import Country, Currency, LanguageTag
from xborder.money import ExchangeRates, Money, Rate
from xborder.shipping.duty.expression import Expression
from xborder.values import Answer, Pairs, Value, field_names, plain

__all__ = ["schema"]

Node = dict[str, Any]
Mode = Literal["facts", "answer"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DIGITS = r"\d{1,30}(\.\d{1,18})?"
GIVEN: Node = {"type": "string", "pattern": f"^-?{DIGITS}$"}
EXACT: Node = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
RATE: Node = {"type": "string", "pattern": r"^\d+(\.\d+|/\d+)?$"}

NODE: Node = {
    "type": "object",
    "properties": {"op": {"enum": ["free", "ad_valorem", "specific", "sum", "difference", "min", "max", "sliding", "component", "reference"]}},
    "required": ["op"],
}
"""A duty expression: what else it holds depends on `op`."""

NAMES: Mapping[Any, str] = {date: "Day", datetime: "Instant"}
WRITTEN: Mapping[Any, Node] = {
    Country: {"type": "string", "pattern": "^[A-Z]{2}$"},
    Currency: {"type": "string", "pattern": "^[A-Z]{3}$"},
    LanguageTag: {"type": "string", "pattern": "^[a-z]{1,8}(-[0-9A-Za-z]{1,8})*$"},
    Rate: RATE,
    Decimal: EXACT,
    **dict.fromkeys(get_args(Expression), NODE),
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"},
    datetime: {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d\d-\d\dT\S+(Z|[+-]\d\d:\d\d)$"},
}
"""How the ground's values are written, where they are texts."""


def _money(amount: Node) -> Node:
    properties = {"amount": amount, "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}}
    return {"type": "object", "properties": properties, "required": ["amount", "currency"], "additionalProperties": False}


READ: Mapping[Any, Node] = {
    **WRITTEN,
    LanguageTag: {"type": "string", "pattern": "^[A-Za-z]"},
    Money: {"anyOf": [{"type": "string", "pattern": f"^[+-]?{DIGITS} [A-Z]{{3}}$"}, _money({"anyOf": [GIVEN, {"type": "integer"}]})]},
    Rate: {"anyOf": [RATE, {"type": "integer", "minimum": 0}]},
    Decimal: {"anyOf": [GIVEN, {"type": "integer"}]},
    ExchangeRates: {
        "type": "object",
        "patternProperties": {"^[A-Z]{3}/[A-Z]{3}$": {"anyOf": [RATE, {"type": "integer", "minimum": 1}]}},
        "additionalProperties": False,
    },
}
"""How they may be given."""
TABLES: Mapping[Mode, Mapping[Any, Node]] = {"facts": READ, "answer": {**WRITTEN, Money: _money(EXACT)}}


def schema(question: str) -> dict[Mode, Node]:
    """JSON Schema of a question's facts and of its answer."""
    asked = question_named(question)
    facts, answer = _Book("facts"), _Book("answer")
    taken = facts.taken(asked.facts)
    given = answer.fields_written(asked.answer)
    return {
        "facts": _document(f"{question}:facts", asked.text, taken, facts),
        "answer": _document(f"{question}:answer", _first_line(asked.answer), given, answer),
    }


def _document(name: str, text: str, node: Node, book: "_Book") -> Node:
    head = {"$schema": DIALECT, "$id": f"urn:xborder:{name}", "description": text}
    return {**head, **node, "$defs": dict(sorted(book.defs.items()))}


@final
class _Book:
    """The definitions of one document, written as the types are met."""

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.defs: dict[str, Node] = {}
        self.named: dict[Any, str] = {}

    def taken(self, facts: Sequence[Fact]) -> Node:
        """The facts of a question, key by key."""
        properties = {fact.name: _with_default(self.node(fact.type), fact.default) for fact in facts}
        return _object(properties, [fact.name for fact in facts if fact.owed])

    def fields_read(self, cls: type) -> Node:
        """A value as it is given: the fields of its constructor."""
        hints = get_type_hints(cls)
        fields = [one for one in attrs.fields(cls) if one.init]
        properties = {one.alias or one.name: _with_default(self.field(one, hints[one.name]), one.default) for one in fields}
        made = _object(properties, [one.alias or one.name for one in fields if one.default is attrs.NOTHING])
        door = getattr(cls, "read", None)
        return {"anyOf": [{"type": "string"}, made]} if door and str in get_args(_first_hint(door)) else made

    def field(self, one: "attrs.Attribute[Any]", hint: Any) -> Node:
        """One field as it is given: as its converter's annotation says, or its own where that says less."""
        accepted = _accepted(one.converter)
        says_less = _bare(accepted) in (None, Any, object) or (_bare(accepted) is str and _bare(hint) is not str)
        return self.mapping(one, hint if says_less or _is_row(_bare(hint)) else accepted)

    def mapping(self, one: "attrs.Attribute[Any]", hint: Any) -> Node:
        values = one.metadata.get("mapping")
        if _bare(hint) is Pairs and values is not None:
            return {"type": "object", "additionalProperties": self.node(values)}
        return self.node(hint)

    def fields_written(self, cls: type) -> Node:
        """A value as it is written: every name of it, always."""
        names = getattr(cls, "WIRE", None) or field_names(cls)
        return _object({name.rstrip("_"): self.written(cls, name) for name in names}, [name.rstrip("_") for name in names])

    def written(self, cls: type, name: str) -> Node:
        """One name of a value as it is written: a property by what it returns, a field by its type."""
        found = inspect.getattr_static(cls, name)
        getter = getattr(found, "fget", None) or getattr(found, "func", None)
        if getter is None:
            return self.mapping(attrs.fields_dict(cls)[name], get_type_hints(cls)[name])
        text = (inspect.getdoc(getter) or "").partition("\n")[0]
        return {**self.node(get_type_hints(getter)["return"]), **({"description": text} if text else {})}

    def node(self, hint: Any) -> Node:
        """The schema of a type."""
        simple = {NoneType: "null", None: "null", bool: "boolean", int: "integer", str: "string", Pairs: "object"}
        origin, args = get_origin(hint), get_args(hint)
        if hint in (Any, object):
            return {}
        if hint in simple:
            return {"type": simple[hint]}
        if origin in (Union, UnionType):
            return self.either(args)
        if origin is Literal:
            return {"enum": list(args)}
        if _is_row(hint):
            return {"type": "array", "prefixItems": [self.node(one) for one in args], "minItems": len(args), "items": False}
        if origin is not None and issubclass(origin, Mapping):
            values = self.node(args[1])
            return {"type": "object", "additionalProperties": values} if values else {"type": "object"}
        if origin is not None and issubclass(origin, Iterable):
            return {"type": "array", "items": self.node(args[0])}
        if isinstance(hint, type):
            return self.reference(hint)
        msg = f"no schema is known for {hint!r}"
        raise TypeError(msg)

    def either(self, parts: Sequence[Any]) -> Node:
        """One of several types; what only Python callers can pass is left out of facts."""
        kept = list(dict.fromkeys(parts))
        if self.mode == "facts":
            kept = _said(kept)
        if len(kept) == 1:
            return self.node(kept[0])
        nodes = [self.node(one) for one in kept]
        if {"type": "integer"} in nodes and {"type": "string"} in nodes:
            nodes[nodes.index({"type": "string"})] = {"type": "string", "pattern": r"^-?\d{1,18}$"}
        if all(node.keys() == {"type"} for node in nodes):
            return {"type": [node["type"] for node in nodes]}
        return {"anyOf": nodes}

    def reference(self, cls: type) -> Node:
        """A reference to a named type, which is written down when it is first met."""
        if cls not in self.named:
            name = NAMES.get(cls, cls.__name__)
            if name in self.defs:
                name = f"{cls.__module__.rpartition('.')[2]}.{name}"
            self.named[cls] = name
            self.defs[name] = {}
            text = _first_line(cls) if cls.__module__.startswith("xborder") else ""
            self.defs[name] = {**({"description": text} if text else {}), **self.described(cls)}
        return {"$ref": f"#/$defs/{self.named[cls]}"}

    def described(self, cls: type) -> Node:
        known = TABLES[self.mode].get(cls)
        if known is not None:
            return known
        write = getattr(cls, "to_dict", None)
        if write is not None and write.__qualname__ not in (Value.to_dict.__qualname__, Answer.to_dict.__qualname__):
            hint = get_type_hints(write)["return"]
            if _is(hint, list) and attrs.has(cls) and len(only := attrs.fields(cls)) == 1:
                return self.mapping(only[0], get_type_hints(cls)[only[0].name])
            if hint != dict[str, Any]:
                return self.node(hint)
        if attrs.has(cls):
            return self.fields_read(cls) if self.mode == "facts" else self.fields_written(cls)
        if issubclass(cls, str):
            return {"type": "string"}
        msg = f"no schema is known for {cls.__qualname__}"
        raise TypeError(msg)


def _object(properties: Node, owed: list[str]) -> Node:
    required = {"required": owed} if owed else {}
    return {"type": "object", "properties": properties, **required, "additionalProperties": False}


def _with_default(node: Node, default: object) -> Node:
    silent = default is None or default is attrs.NOTHING or isinstance(default, attrs.Factory)  # type: ignore[arg-type]
    return node if silent else {**node, "default": plain(default)}


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _bare(hint: Any) -> Any:
    """A type without its None, where one is left."""
    parts = [one for one in _alternatives(hint) if one is not NoneType]
    return parts[0] if len(parts) == 1 else hint


def _said(parts: list[Any]) -> list[Any]:
    """Of the alternatives of a fact, those that JSON has: a type's own text, mapping or list is part of the type."""
    classes = [one for one in parts if isinstance(one, type) and one not in (str, int, bool, NoneType, object)]
    exact = any(one in (Decimal, Rate, Money) for one in classes)
    mappings = [one for one in parts if _is(one, Mapping)]
    return [
        one
        for one in parts
        if not (classes and (one is str or _is(one, Iterable)))
        and not (exact and one is int)
        and not (mappings and _is(one, Iterable) and not _is(one, Mapping))
    ]


def _is_row(hint: Any) -> bool:
    """Whether a type is a tuple of so many members."""
    return get_origin(hint) is tuple and Ellipsis not in get_args(hint)


def _is(hint: Any, kind: type) -> bool:
    origin = get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, kind)


def _accepted(converter: Any) -> Any:
    """What a converter says it reads, or None."""
    inner = getattr(converter, "convert", converter)
    return None if inner is None or isinstance(inner, type) else _first_hint(inner)


def _first_hint(function: Any) -> Any:
    hints = get_type_hints(function)
    names = [name for name in hints if name != "return"]
    return hints[names[0]] if names else None
