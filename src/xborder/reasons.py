"""How an answer explains itself: what it read, what it missed, what it took for granted.

A `Reason` keeps a template and typed parameters; prose is made when somebody reads it.

>>> reason = Reason(code="tax.vat", template="{name} is {rate} of {base}", params=(("base", "110.00 EUR"), ("name", "VAT"), ("rate", "19%")))
>>> reason.text
'VAT is 19% of 110.00 EUR'
"""

from datetime import date, datetime
from typing import Any, Literal, Protocol, cast

from attrs import field, frozen

from xborder.values import Answer, Value

__all__ = ["Answer", "Assumption", "Caveat", "Cited", "Need", "Reason", "Source", "assumed", "told", "worded"]

Grade = Literal["A", "B", "C"]


class Cited(Protocol):
    """What a reason needs to know of the atlas entry it read."""

    @property
    def rule(self) -> str:
        """Its id."""

    @property
    def since(self) -> date | datetime:
        """The first day in force."""

    @property
    def until(self) -> date | datetime | None:
        """The first day not in force."""

    @property
    def grade(self) -> Grade:
        """How well it is known."""

    @property
    def sources(self) -> "tuple[Source, ...]":
        """What was read."""


@frozen(kw_only=True)
class Source(Value):
    """A text somebody read: its title, where it stands, and the day it was read."""

    title: str
    url: str
    checked: date


@frozen(kw_only=True)
class Reason(Value):
    """One rule that was read, or one step that was taken, on the way to an answer."""

    WIRE = ("code", "rule", "text", "formula", "since", "until", "grade", "sources")

    code: str
    template: str
    params: tuple[tuple[str, object], ...] = ()
    formula: str | None = None
    entry: Cited | None = None

    @property
    def text(self) -> str:
        """The reason in English."""
        return self.template.format_map(dict(self.params))

    @property
    def rule(self) -> str | None:
        """The id of the entry that was read, as `DE:shipping.vat.standard@2021-01-01`."""
        return self.entry.rule if self.entry else None

    @property
    def since(self) -> date | datetime | None:
        """The first day the rule was in force."""
        return self.entry.since if self.entry else None

    @property
    def until(self) -> date | datetime | None:
        """The first day the rule is no longer in force, or None."""
        return self.entry.until if self.entry else None

    @property
    def grade(self) -> Grade | None:
        """How well the rule is known: A statute or two sources, B one source, C not verified."""
        return self.entry.grade if self.entry else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """What somebody read before writing the rule down."""
        return self.entry.sources if self.entry else ()


@frozen(kw_only=True)
class Need(Value):
    """Something the answer had to do without: a fact of the caller's, or a rule of the atlas."""

    kind: Literal["fact", "rule"]
    path: str
    text: str


@frozen(kw_only=True)
class Caveat(Value):
    """Something to know before relying on the answer."""

    kind: Literal["stale", "estimated", "announced", "conflict", "unverified"]
    rule: str | None = None
    text: str
    on: date | None = None


@frozen(kw_only=True)
class Assumption(Value):
    """A fact that was left out and has a stated default."""

    path: str
    value: object = field(default=None)
    text: str


def told(code: str, template: str, /, entry: Cited | None = None, formula: str | None = None, **params: object) -> Reason:
    """A reason from its template and parameters, ready to be kept in an answer."""
    return Reason(code=code, template=template, params=tuple(sorted(params.items())), formula=formula, entry=entry)


# as in `money`: the slots' own descriptors make a reason in half the time of its constructor
_SETTERS = tuple(cast("Any", getattr(Reason, name)).__set__ for name in ("code", "template", "params", "formula", "entry"))


def worded(code: str, template: str, params: tuple[tuple[str, object], ...], formula: str | None, entry: Cited | None) -> Reason:
    """A reason whose parameters stand in order already."""
    reason = object.__new__(Reason)
    put_code, put_template, put_params, put_formula, put_entry = _SETTERS
    put_code(reason, code)
    put_template(reason, template)
    put_params(reason, params)
    put_formula(reason, formula)
    put_entry(reason, entry)
    return reason


def assumed(path: str, value: object, text: str) -> Assumption:
    """An assumption, positionally: rooms write many."""
    return Assumption(path=path, value=value, text=text)
