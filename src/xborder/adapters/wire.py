"""The questions in JSON: facts in, answer out, in the words of the Python call.

>>> answer = ask("tax_rate", {"place": "DE", "on": "2020-12-31"})
>>> answer["rate"], answer["rule"]
('0.16', 'DE:shipping.vat.standard@2020-07-01')
"""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Literal, NamedTuple, NoReturn, Self, Union, final, get_args, get_origin, get_type_hints

import attrs

import xborder
from xborder.atlas import Atlas
from xborder.errors import FactError
from xborder.money import ExchangeRates
from xborder.values import Value, choice, day_or_instant, instant, nearest, plain, read

__all__ = ["QUESTIONS", "Fact", "Question", "ask", "facts_of", "question_named", "text_of"]

NAMES = (
    "availability",
    "business_time",
    "check_consent",
    "contact_windows",
    "coverage",
    "customer_brief",
    "duty",
    "greet",
    "landed_cost",
    "promise",
    "read_duty",
    "reestimate",
    "suggest_payments",
    "tax_rate",
)
WORDS = {"on": "rates_on", "source": "rates_source", "period": "rates_period"}
"""How each field of `ExchangeRates` beside its quotes is called next to `rates`."""


class Fact(NamedTuple):
    """One key of a question's facts: its name, its type, whether it is owed, and what the call takes else."""

    name: str
    type: Any
    owed: bool
    default: object = None


@final
@attrs.frozen
class Question(Value):
    """One question: its function, loaded on first touch, and the facts it takes, read from its signature."""

    name: str

    @property
    def function(self) -> Callable[..., Value]:
        """The function of the Python call."""
        found: Callable[..., Value] = getattr(xborder, self.name)
        return found

    @property
    def text(self) -> str:
        """The question in one line."""
        return (inspect.getdoc(self.function) or self.name).partition("\n")[0]

    @property
    def answer(self) -> type[Value]:
        """The type of the answer."""
        found: type[Value] = get_type_hints(self.function)["return"]
        return found

    @property
    def parameters(self) -> tuple[Fact, ...]:
        """What the Python call takes, the atlas excepted."""
        return _parameters(self.function)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the wire takes: as the call, with exchange rates laid out beside their day and source."""
        return _facts(self.function)


@cache
def _parameters(function: Callable[..., Value]) -> tuple[Fact, ...]:
    hints = get_type_hints(function)
    found = []
    for name, one in inspect.signature(function).parameters.items():
        if name != "atlas":
            hint = hints[name]
            owed = one.default is inspect.Parameter.empty
            # Where a day is asked for, an instant may stand: it is a day in Python, too. Null is what was left out.
            also = ((datetime,) if date in _parts(hint) else ()) + (() if owed else (None,))
            found.append(Fact(name, Union[(*_parts(hint), *also)], owed, None if owed else one.default))
    return tuple(found)


@cache
def _facts(function: Callable[..., Value]) -> tuple[Fact, ...]:
    return tuple(fact for one in _parameters(function) for fact in _laid_out(one))


QUESTIONS: Mapping[str, Question] = MappingProxyType({name: Question(name) for name in NAMES})
"""Every question that can be asked, by name."""


def question_named(name: object) -> Question:
    """The question of that name; any other name is refused with the nearest."""
    found = QUESTIONS.get(name) if isinstance(name, str) else None
    if found is None:
        raise FactError("unknown_question", f"there is no question {name!r}", value=name, hint=nearest(str(name), QUESTIONS))
    return found


def ask(question: str, facts: Mapping[str, Any], /, *, atlas: Atlas | None = None) -> dict[str, Any]:
    """The answer to a question as plain JSON data; unknown keys are refused and missing ones named.

    >>> ask("tax_rate", {"plaice": "DE", "on": "2020-12-31"})
    Traceback (most recent call last):
    xborder.errors.FactError: tax_rate has no fact 'plaice': did you mean 'place'? (at /plaice)

    Raises what the Python call raises: `FactError` for the facts, `AtlasError` for the data.
    """
    asked = question_named(question)
    parameters, known = asked.parameters, asked.facts
    _check(asked.name, facts, known)
    call: dict[str, Any] = {}
    assumed: list[dict[str, Any]] = []
    for one in parameters:
        if one.name in facts and _kind(one.type) is not ExchangeRates:
            call[one.name] = _read(one, facts[one.name])
    for one in parameters:
        if _kind(one.type) is ExchangeRates:
            call[one.name] = _rates(facts, call, assumed)
    first = parameters[0].name
    answer = asked.function(call.pop(first), **call, atlas=atlas).to_dict()
    answer["assumed"] = [*answer.get("assumed", ()), *assumed]
    return answer


def _check(question: str, facts: object, known: tuple[Fact, ...]) -> None:
    names = [fact.name for fact in known]
    if not isinstance(facts, Mapping):
        text = f"the facts of {question} are one JSON object, not {_called(facts)}"
        raise FactError("not_a_mapping", text, value=facts, hint="keys: " + ", ".join(names))
    for key in facts:
        if key not in names:
            text = f"{question} has no fact {key!r}"
            raise FactError("unknown_key", text, path=f"/{key}", value=key, hint=nearest(str(key), names))
    for fact in known:
        if fact.owed and facts.get(fact.name) is None:
            hint = "given: " + (", ".join(map(str, facts)) or "nothing")
            raise FactError("missing_key", f"{question} needs {fact.name!r}", path=f"/{fact.name}", hint=hint)


def _called(value: object) -> str:
    words = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return words.get(type(value), "a number")


def _parts(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _kind(hint: Any) -> Any:
    """The one type that decides how a fact is read: of the library's values, of time or of words; else the hint itself."""
    parts = _parts(hint)
    for one in parts:
        if one in (date, datetime) or get_origin(one) is Literal or (isinstance(one, type) and issubclass(one, Value)):
            return date if date in parts else one
    return hint


def _read(fact: Fact, value: Any) -> Any:
    """A fact as its type reads it, with its name before the path of whatever is refused."""
    if value is None and not fact.owed:
        return fact.default
    kind = _kind(fact.type)
    try:
        if kind is datetime:
            return instant(value)
        if kind is date:
            return day_or_instant(value)
        if get_origin(kind) is Literal:
            return choice(value, *get_args(kind))
        if isinstance(kind, type) and issubclass(kind, Value):
            door: Callable[[Any], Any] | None = getattr(kind, "read", None)
            return door(value) if door else read(kind, value)
    except FactError as error:
        raise error.under(fact.name) from None
    return value


def _laid_out(fact: Fact) -> Iterator[Fact]:
    if _kind(fact.type) is not ExchangeRates:
        yield fact
        return
    yield fact
    for one in attrs.fields(ExchangeRates):
        if one.name in WORDS:
            yield Fact(WORDS[one.name], Union[one.type, None], owed=False)  # noqa: UP007 - a type met at run time


def _rates(facts: Mapping[str, Any], call: Mapping[str, Any], assumed: list[dict[str, Any]]) -> ExchangeRates | None:
    """`rates` with their day and source; what is left out of these is taken from the question, and said so."""
    beside = {name: facts[word] for name, word in WORDS.items() if facts.get(word) is not None}
    if facts.get("rates") is None:
        for name, value in beside.items():
            text = f"{WORDS[name]!r} speaks of rates, and none are given"
            raise FactError("missing_key", text, path=f"/{WORDS[name]}", value=value, hint="pass rates, as {'USD/EUR': '0.92'}")
        return None
    asked = call.get("on", call.get("at"))
    taken = {"on": asked.date() if isinstance(asked, datetime) else asked, "source": "the caller"}
    why = {"on": "the exchange rates are of the day asked about", "source": "whoever asks stands for the exchange rates"}
    for name, value in taken.items():
        if name not in beside:
            assumed.append({"path": f"/{WORDS[name]}", "value": plain(value), "text": why[name]})
    try:
        if "period" in beside:
            period = attrs.fields_dict(ExchangeRates)["period"].type
            beside["period"] = _read(Fact("period", period, owed=True), beside["period"])
        return ExchangeRates(quotes=facts["rates"], **{**taken, **beside})
    except FactError as error:
        field, slash, rest = error.path.removeprefix("/").partition("/")
        error.path = f"/{WORDS.get(field, 'rates')}{slash}{rest.replace('/', '~1')}"
        raise


class Inexact(float):
    """A JSON number with a fraction: whoever wants an exact figure refuses it, and quotes it as it was written."""

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.text = text
        return made

    text: str

    def __repr__(self) -> str:
        return self.text


def facts_of(text: str | bytes) -> Any:
    """JSON as it was written: no key twice, no NaN, and a number with a fraction kept for its reader to refuse."""
    try:
        written = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(written, parse_float=Inexact, parse_constant=_no_number, object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        raise FactError("unreadable_json", f"the facts are not UTF-8: {error.reason} at byte {error.start}", hint="write JSON in UTF-8") from None
    except json.JSONDecodeError as error:
        text = f"the facts are not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise FactError("unreadable_json", f"{text} at line {error.lineno}, column {error.colno}", hint="write one JSON object") from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, FactError):
            raise
        raise FactError("unreadable_json", f"the facts cannot be read: {error}", hint="write one JSON object of a reasonable size") from None


def _no_number(text: str) -> NoReturn:
    raise FactError("unreadable_json", f"{text} is not a JSON number", value=text, hint="leave an unknown figure out")


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(members)
    if len(made) < len(members):
        twice = next(key for index, (key, _) in enumerate(members) if key in dict(members[:index]))
        raise FactError("duplicate_key", f"the key {twice!r} stands twice in one object", value=twice, hint="keep one of them")
    return made


def text_of(data: object) -> bytes:
    """Plain data as one line of JSON in UTF-8; half a surrogate pair, which UTF-8 cannot write, as its escape."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")
