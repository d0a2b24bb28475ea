"""What duty does this text of a tariff say?

>>> reading = read_duty("Free (A+,AU, BH)25% (KR)", grammar="hts", column="special")
>>> reading.printed
'Free (A+,AU,BH) 25% (KR)'
>>> read_duty("46.3¢/kg +14.9%", grammar="hts").to_dict()["class"]
'compound'
>>> read_duty("10% + 100 ABC / 100 kg", grammar="taric").reference
{'kind': 'unread', 'text': '10% + 100 ABC / 100 kg', 'why': 'unknown_monetary_unit'}

A text is read whole or not at all: what cannot be read is a reference of kind `unread`, and says why.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, Self, final

from attrs import evolve, field, frozen

from xborder.atlas import EDITION, Atlas
from xborder.errors import FactError
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason
from xborder.shipping.duty.au import AU, read_au
from xborder.shipping.duty.expression import DutyClass, Expression, Reference, class_of, from_node, parts
from xborder.shipping.duty.hts import HTS, read_hts, read_special
from xborder.shipping.duty.notation import Notation
from xborder.shipping.duty.printing import written
from xborder.shipping.duty.taric import EU_CET, TARIC, read_taric
from xborder.values import Value, choice, day, read

__all__ = ["DutyReading", "DutyStage", "ProgrammeDuty", "read_duty"]

Grammar = Literal["hts", "hts_ch99", "taric", "eu_cet", "au"]
Column = Literal["general", "special", "column2", "additional"]
_NOTATIONS: dict[str, Notation] = {"hts": HTS, "hts_ch99": HTS, "taric": TARIC, "eu_cet": EU_CET, "au": AU}
_COLUMNS: tuple[Column | None, ...] = (None, "general", "special", "column2", "additional")
_LONGEST = 4000
BY_PROGRAMME = Reference("by_programme", "the duty depends on the programme that is claimed")
BY_DAY = Reference("by_day", "the duty depends on the day")


@final
@frozen
class ProgrammeDuty(Value):
    """The duty under one of these programmes or groups of countries, by the tariff's own symbols."""

    symbols: tuple[str, ...]
    expression: Expression

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Self:
        """The duty that `to_dict` wrote."""
        found = read(cls, data)
        return cls(tuple(found.symbols), from_node(found.expression))


@final
@frozen
class DutyStage(Value):
    """The duty from a day on."""

    since: date = field(converter=day)
    expression: Expression
    programmes: tuple[ProgrammeDuty, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Self:
        """The stage that `to_dict` wrote."""
        found = read(cls, data)
        programmes = tuple(one if isinstance(one, ProgrammeDuty) else ProgrammeDuty.from_dict(one) for one in found.programmes)
        return cls(found.since, from_node(found.expression), programmes)


@final
@frozen
class DutyReading(Answer):
    """What a text says: its expression, the programmes it names, and what changes from later days."""

    WIRE = (
        "status", "edition", "text", "grammar", "column", "expression", "printed", "class_", "programmes", "stages", "reference",
        "because", "needs", "caveats", "assumed",
    )  # fmt: skip

    text: str
    grammar: Grammar
    column: Column | None
    expression: Expression
    programmes: tuple[ProgrammeDuty, ...] = ()
    stages: tuple[DutyStage, ...] = ()
    why: str | None = None
    edition: str = EDITION

    @property
    def because(self) -> tuple[Reason, ...]:
        """Nothing but the text itself was read."""
        return ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """Nothing: what cannot be read is a reference."""
        return ()

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """None: a text is read whole or not at all."""
        return ()

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """None."""
        return ()

    @property
    def class_(self) -> DutyClass:
        """The class, as the wire names it."""
        return self.duty_class

    @property
    def duty_class(self) -> DutyClass:
        """Free, ad valorem, specific, compound, by a component's value, or in words."""
        return class_of(self.expression)

    @property
    def printed(self) -> str:
        """The text as the tariff should have printed it; reading it gives the same expression."""
        notation = _NOTATIONS[self.grammar]
        if self.grammar == "au":
            return _printed_au(self, notation)
        if self.programmes:
            return " ".join(f"{written(one.expression, notation)} ({','.join(one.symbols)})" for one in self.programmes)
        return written(self.expression, notation)

    @property
    def reference(self) -> dict[str, str | None] | None:
        """The first reference in the text, with the whole text; None where there is none."""
        for part in parts(self.expression):
            if isinstance(part, Reference):
                return {"kind": part.kind, "text": self.text, "why": self.why}
        return None

    def on(self, when: date) -> tuple[Expression | None, tuple[ProgrammeDuty, ...]]:
        """The duty and the programmes in force on a day, as far as the text says; None before its first day."""
        found: tuple[Expression | None, tuple[ProgrammeDuty, ...]] = (self.expression, self.programmes)
        if self.expression == BY_DAY:
            found = (None, ())
        for stage in self.stages:
            if stage.since <= when:
                found = (stage.expression, stage.programmes)
        return found

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Self:
        """The reading that `to_dict` wrote: its text is read again."""
        for name in ("text", "grammar"):
            if name not in data:
                raise FactError("missing_key", f"a reading needs {name!r}", path=f"/{name}")
        return read_duty(data["text"], grammar=data["grammar"], column=data.get("column"))


def _printed_au(reading: DutyReading, notation: Notation) -> str:
    words: list[str] = []

    def say(expression: Expression | None, programmes: tuple[ProgrammeDuty, ...]) -> None:
        if expression is not None and expression not in (BY_DAY, BY_PROGRAMME):
            words.append(written(expression, notation))
        words.extend(f"{'/'.join(one.symbols)} {written(one.expression, notation)}" for one in programmes)

    say(reading.expression, reading.programmes)
    for stage in reading.stages:
        words.append(f"From {stage.since.day} {stage.since:%B} {stage.since.year}")
        say(stage.expression, stage.programmes)
    return " ".join(words)


def _hts(text: str, grammar: Grammar, column: Column | None) -> DutyReading:
    if column == "special" or (column is None and text.endswith(")")):
        clauses = read_special(text)
        if clauses:
            if len(clauses) == 1:
                return DutyReading(text, grammar, column, clauses[0][1], (ProgrammeDuty(*clauses[0]),))
            return DutyReading(text, grammar, column, BY_PROGRAMME, tuple(ProgrammeDuty(*one) for one in clauses))
    return _whole(text, grammar, column, read_hts(text))


def _whole(text: str, grammar: Grammar, column: Column | None, duty: Expression) -> DutyReading:
    """A text that is one duty."""
    unread = type(duty) is Reference and duty.kind == "unread"
    return DutyReading(text, grammar, column, duty, (), (), "unknown_words" if unread else None)


def _taric(text: str, grammar: Grammar, column: Column | None) -> DutyReading:
    if not text or text.isspace():
        return DutyReading(text, grammar, column, Reference("blank", ""))
    try:
        return DutyReading(text, grammar, column, read_taric(text, percent_sign=grammar == "taric"))
    except FactError as error:
        return DutyReading(text, grammar, column, Reference("unread", " ".join(text.split())), why=error.code)


def _au(text: str, grammar: Grammar, column: Column | None) -> DutyReading:
    first, *others = read_au(text)
    since, duty, found = first
    programmes = tuple(ProgrammeDuty(*one) for one in found)
    stages = [DutyStage(one.since, one.duty, tuple(ProgrammeDuty(*each) for each in one.programmes)) for one in others if one.since and one.duty]
    if since and duty:
        return DutyReading(text, grammar, column, BY_DAY, (), (DutyStage(since, duty, programmes), *stages))
    if duty is not None and not (programmes or stages):
        return _whole(text, grammar, column, duty)
    return DutyReading(text, grammar, column, BY_PROGRAMME if duty is None else duty, programmes, tuple(stages))


_READERS: dict[str, Callable[[str, Grammar, Column | None], DutyReading]]
_READERS = {"hts": _hts, "hts_ch99": _hts, "taric": _taric, "eu_cet": _taric, "au": _au}


def read_duty(text: str, /, *, grammar: Grammar, column: Column | None = None, atlas: Atlas | None = None) -> DutyReading:
    """What duty the text says, in the grammar of the US schedule, of TARIC, of the EU's tariff of 2012 or of Australia's.

    `column` matters in the US schedule, where the special column names programmes. No rule of the atlas is read; it only
    names the edition.
    """
    if not isinstance(text, str):
        raise FactError("not_text", f"a text is wanted, not {type(text).__name__}", value=text, path="/text")
    if len(text) > _LONGEST:
        raise FactError("text_too_long", f"a duty is said in at most {_LONGEST} characters, not {len(text)}", path="/text", hint="pass one cell of the tariff")
    if grammar not in _READERS or column not in _COLUMNS:
        choice(grammar, *_READERS)
        choice(column, *filter(None, _COLUMNS))
    reading = _READERS[grammar](text, grammar, column)
    return reading if atlas is None else evolve(reading, edition=atlas.edition)
