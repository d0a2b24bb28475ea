"""Why is it so, in her own language?

An answer is told from what it says on the wire, so one that was kept as JSON is explained like one that was just given.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from xborder.atlas import Atlas, standard
from xborder.atlas.atlas import COVERS
from xborder.codes import LanguageTag
from xborder.errors import FactError
from xborder.locale.messages import Words, read_back, words_of
from xborder.money import Money
from xborder.values import Under, Value

__all__ = ["explain"]

Facts = Mapping[str, Any]

_PARTS = ("goods", "freight", "insurance")
_OPTIONAL = {"label.insurance", "label.fee"}
"""Parts that most parcels do without: told where they are not zero."""
_DUE = (("due_at_checkout", "label.checkout"), ("due_at_door", "label.door"))
_PLAIN = {"duty": "mfn", "tax": "vat"}
"""The charges that need no other name than that of their kind."""
_TELLING = {"because", "needs", "caveats"}


def explain(answer: Value | Facts, language: LanguageTag | str, /, *, atlas: Atlas | None = None) -> str:
    """Why is the answer what it is, in a language?

    >>> from xborder import tax_rate
    >>> print(explain(tax_rate("DE", on="2020-12-31"), "es"))
    Por qué
    - IVA (tipo general): 16\N{NO-BREAK SPACE}% (en vigor del 1 de julio de 2020 al 31 de diciembre de 2020)

    Takes any answer, or what it was on the wire. A cost is told sums first, then charge by charge; then come, for every
    answer, the reasons, what is missing, what to mind and what was assumed. Figures, days and names are written as CLDR
    writes them, in the nearest language that the atlas has words for; a sentence it has no words for stays English.
    """
    world = standard() if atlas is None else atlas
    tag: LanguageTag = Under("language", LanguageTag)(language)
    facts = answer.to_dict() if isinstance(answer, Value) else answer
    if not isinstance(facts, Mapping) or not facts.keys() >= _TELLING:
        raise FactError("not_an_answer", f"an answer is wanted, or what it was on the wire, not {type(answer).__name__}", path="/answer", value=answer)
    return _Telling(facts, words_of(world, tag), world).text()


class _Telling:
    """One answer being told in one language."""

    def __init__(self, facts: Facts, words: Words, world: Atlas) -> None:
        self.facts = facts
        self.cost: Facts = facts.get("cost") or facts
        self.charges: list[Facts] = list(self.cost.get("charges") or ())
        self.world = world
        self.called = dict(_called(facts["because"]))
        self.words = words.naming(_local_names(world, facts, words.tag))

    def text(self) -> str:
        """All parts, each with its heading."""
        say = self.words.say
        parts = [("", list(self._sums()))]
        told = {
            "head.charges": self._charges(),
            "head.why": self._why(),
            "head.needs": self._needs(),
            "head.caveats": self._caveats(),
            "head.assumed": (self.words.tell(one["text"]) for one in self.facts.get("assumed") or ()),
        }
        parts += [(say(key), [f"- {line}" for line in dict.fromkeys(lines)]) for key, lines in told.items()]
        return "\n\n".join("\n".join(map(self.words.line, filter(None, (heading, *lines)))) for heading, lines in parts if lines)

    def _line(self, label: str, words: str) -> str:
        return self.words.say("frame.label", label=label, words=words)

    def _money(self, held: Any) -> str | None:
        return None if held is None else self.words.money(Money.read(held))

    def _sums(self) -> Iterator[str]:
        """What it comes to, part by part, and what is paid when; or whether it may be."""
        say, cost = self.words.say, self.cost
        if "verdict" in cost:
            yield say(f"verdict.{cost['verdict']}")
        parts = [(f"label.{one}", cost.get(one)) for one in _PARTS] + [(f"label.{kind}", one) for kind, one in (cost.get("sums") or {}).items()]
        for key, held in parts:
            amount = self._money(held)
            if amount is not None and (key not in _OPTIONAL or Money.read(held).units):
                yield self._line(say(key), amount)
        for fee in cost.get("fees") or ():
            yield self._line(self._name(fee["code"], "fee"), self._money(fee.get("amount")) or say("formula.missing"))
        whole, key = (cost["total"], "label.total") if "total" in cost else (cost.get("amount"), "label.duty")
        amount = self._money(whole) if isinstance(whole, Mapping) else None
        if amount is not None:
            yield self._line(say(key), amount)
        elif cost.get("status") == "prohibited":
            yield say("status.prohibited")
        elif "total" in cost or "components" in cost:
            yield say("status.incomplete")
            yield from (self._line(say(key), bound) for key, one in (("label.low", "low"), ("label.high", "high")) if (bound := self._money(cost.get(one))))
        for one, key in _DUE:
            amount = self._money(cost.get(one))
            if amount is not None:
                yield self._line(say(key), amount)

    def _name(self, code: str, kind: str) -> str:
        """What a charge is called: by its own name where it has one, else by its kind and code."""
        tail, english = code.partition(".")[2], self.called.get(code)
        if english is not None and english != tail:
            return self.words.name(english)
        label = self.words.say(f"label.{kind}")
        return label if tail == _PLAIN.get(kind) else f"{label} ({tail})"

    def _charges(self) -> Iterator[str]:
        """Each charge with its rate, its base and what it comes to."""
        lines = any(one.get("line") for one in self.charges)
        for one in self.charges:
            name, number = self._name(one["code"], one["kind"]), one.get("line")
            if lines and number is not None:
                name = self.words.say("frame.line", name=name, line=self.words.tell(str(number + 1)))
            formula, amount = one["formula"], one.get("amount")
            words = self.words.tell(formula)
            if amount is not None and Money.read(amount).units and Money.read(amount).currency not in formula:
                words = f"{words} ({self.words.apart(self._money(amount) or '')})"
            yield self._line(name, words)

    def _why(self) -> Iterator[str]:
        """The rules that were read, with their days; of charges that were told one by one nothing again."""
        for reason in self.facts["because"]:
            found = read_back(reason["text"])
            if not (self.charges and found and found.key.startswith("charge.")):
                yield self._dated(self.words.tell(reason["text"]), reason.get("since"), reason.get("until"))

    def _dated(self, text: str, since: str | None, until: str | None) -> str:
        """A sentence with the first and the last day of its rule."""
        if since is None:
            return text
        first = self.words.day(date.fromisoformat(since[:10]))
        if until is None:
            return self.words.say("frame.since", text=text, since=first)
        last = date.fromisoformat(until[:10]) - timedelta(days=len(until) == len("2026-01-01"))
        return self.words.say("frame.period", text=text, since=first, until=self.words.day(last))

    def _needs(self) -> Iterator[str]:
        """What is missing, and where it is to be passed."""
        for need in self.facts["needs"]:
            yield f"{self.words.tell(need['text'])} ({self.words.apart(need['path'])})"

    def _caveats(self) -> Iterator[str]:
        """What to know before relying on the answer, and what is announced."""
        for one in (*self.facts["caveats"], *(self.cost.get("announced") or ())):
            words, on = self.words.tell(one["text"]), one.get("on")
            if on is not None and on not in one["text"]:
                words = self.words.say("frame.from", on=self.words.day(date.fromisoformat(on)), text=words)
            yield self._line(self.words.say(f"kind.{one['kind']}"), words)


def _called(because: Iterable[Facts]) -> Iterator[tuple[str, str]]:
    """What each charge is called in English, by its code."""
    for reason in because:
        found = read_back(reason["text"])
        if found and found.key.startswith("charge."):
            yield reason["code"].removesuffix(".none"), found.facts["name"]


def _local_names(world: Atlas, facts: Facts, language: LanguageTag) -> Callable[[str], str | None]:
    """The name that shoppers give to their own tax, where the answer is told in their language."""
    rules = (one.get("rule") or "" for one in (*facts["because"], *((facts.get("cost") or facts).get("charges") or ())))
    scopes = {rule.partition(":")[0] for rule in rules if ":shipping.vat." in rule}
    local: dict[str, str] = {}
    for scope in scopes:
        if scope[:1].isupper() and world.knows(scope):
            header = world.header(scope)
            spoken = world.find(scope, "locale.languages", world.moment("world", COVERS[1]).last).entry
            if spoken and LanguageTag(spoken.value[0]).language == language.language and header.get("tax_name"):
                local[header.get("tax_name")] = header.get("tax_local") or header.get("tax_name")
    return local.get
