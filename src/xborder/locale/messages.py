"""What an answer says in English, in other words: the messages of a tongue, and how a sentence finds its message.

An answer tells in English why it is as it is. The page `tongues/en` holds these sentences as templates, the other pages
hold the same in their tongue. A sentence is read back into its template and what was filled in, which is told anew. What
no template fits stays English, whole.

>>> from xborder import standard
>>> words = words_of(standard(), LanguageTag("fr"))
>>> words.tell("the value is above the relief of 150.00 EUR")
'la valeur dépasse la franchise de 150,00\N{NO-BREAK SPACE}€'
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from xborder.atlas import Atlas, standard
from xborder.atlas.atlas import COVERS
from xborder.atlas.shapes import CATEGORIES
from xborder.codes import Country, Currency, LanguageTag
from xborder.doors import cldr
from xborder.errors import FactError
from xborder.locale.tags import best_language
from xborder.money import Money
from xborder.values import Pairs

__all__ = ["ENGLISH", "RULE", "Read", "Words", "messages_of", "read_back", "words_of"]

RULE = "locale.messages"
ENGLISH = LanguageTag("en")
FIRST_STRONG, POP, RIGHT_TO_LEFT = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}", "\N{RIGHT-TO-LEFT MARK}"
MONEY = r"-?\d+(?:\.\d+)? [A-Z]{3}"
PERCENT = r"-?\d+(?:\.\d+)?%"
DAY = r"\d{4}-\d\d-\d\d"
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts that run from right to left."""
FRAMES = ("label.", "head.", "kind.", "status.", "verdict.", "frame.", "column.", "category.", "name.")
"""Messages that stand around sentences and are no sentences."""

_KINDS = {
    MONEY: ("above", "amount", "base", "below", "each", "high", "least", "limit", "low", "most", "step"),
    PERCENT: ("rate",),
    DAY: ("on", "since", "until"),
    r"\d+": ("count", "line"),
}
_SHAPE_OF = {name: shape for shape, names in _KINDS.items() for name in names}
_TERMS = {
    "customs duty": "label.duty",
    "VAT": "name.vat",
    "consumption tax": "name.consumption_tax",
    "sales tax": "name.sales_tax",
    "turnover tax": "name.turnover_tax",
    "goods": "label.goods",
    "freight": "label.freight",
    "insurance": "label.insurance",
    "duty": "label.duty",
    "fees": "label.fee",
    "excise": "column.excise",
    "levies": "column.levies",
}
"""The names that answers use, and the messages that hold them."""

Table = Mapping[str, str | Pairs]


def messages_of(atlas: Atlas, page: str) -> Table:
    """The messages of a tongue's page, as the atlas knows them last; empty where it has none."""
    last = atlas.moment("world", COVERS[1]).last

    def make() -> Table:
        entry = atlas.find_on("tongues", page, RULE, last).entry
        return dict(entry.value) if entry else {}

    return atlas.remember((RULE, page), make)


class Read(NamedTuple):
    """A sentence, read back: which message it is, and what was filled in."""

    key: str
    facts: Mapping[str, str]


class _Sentences:
    """The English sentences as patterns, those with the most words of their own first."""

    __slots__ = ("_by_start", "_free")

    def __init__(self, table: Table) -> None:
        self._by_start: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        self._free: list[tuple[str, re.Pattern[str]]] = []
        known = [(key, _other(one)) for key, one in table.items() if not key.startswith(FRAMES)]
        for key, template in sorted(known, key=lambda one: -len(re.sub(r"\{\w+\}", "", one[1]))):
            start = template.partition(" ")[0]
            shelf = self._free if "{" in start else self._by_start.setdefault(start, [])
            shelf.append((key, _pattern(template)))

    def read(self, text: str) -> Read | None:
        """The message of a sentence, or None."""
        for key, pattern in (*self._by_start.get(text.partition(" ")[0], ()), *self._free):
            found = pattern.fullmatch(text)
            if found and (not key.startswith("charge.") or self._said(found.groupdict().get("words"))):
                return Read(key, found.groupdict())
        return None

    def _said(self, words: str | None) -> bool:
        return words is None or re.fullmatch(MONEY, words) is not None or self.read(words) is not None


def _other(message: str | Pairs) -> str:
    return message if isinstance(message, str) else str(message.get("other"))


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile("".join(f"(?P<{part}>{_SHAPE_OF.get(part, '.+?')})" if index % 2 else re.escape(part) for index, part in enumerate(parts)))


@lru_cache(maxsize=4096)
def read_back(text: str) -> Read | None:
    """Which message a sentence of an answer is, and what was filled in; None for one that no message fits.

    >>> read_back("no duty up to 150.00 EUR")
    Read(key='duty.relief', facts={'limit': '150.00 EUR'})
    """
    ground = standard()
    return ground.remember((RULE, "sentences"), lambda: _Sentences(messages_of(ground, "en"))).read(text)


class Words:
    """The messages of one tongue, figures and names as CLDR writes them; what it has no words for is told in English."""

    __slots__ = ("_named", "_own", "_turned", "tag")

    def __init__(self, own: Table, tag: LanguageTag, named: Callable[[str], str | None] = lambda _: None) -> None:
        self.tag = tag
        self._own = own
        self._named = named
        self._turned = cldr.right_to_left(tag)

    def naming(self, named: Callable[[str], str | None]) -> "Words":
        """The same words, with names of their own for what an answer calls so."""
        return Words(self._own, self.tag, named)

    def say(self, key: str, **facts: str) -> str:
        """A message with facts that are already told."""
        message = self._own.get(key) or messages_of(standard(), "en")[key]
        template = message if isinstance(message, str) else _other(message)
        return template.format_map({name: self.apart(one) for name, one in facts.items()})

    def tell(self, text: str) -> str:
        """A sentence of an answer in this tongue, or as it is."""
        found = read_back(text)
        if found is None:
            return self.apart(self._figure(text))
        message = self._own.get(found.key) or messages_of(standard(), "en")[found.key]
        if not isinstance(message, str):
            message = message.get(cldr.plural(int(found.facts["count"]), self.tag)) or _other(message)
        return str(message).format_map({name: self.apart(self._fact(name, one)) for name, one in found.facts.items()})

    def apart(self, text: str) -> str:
        """A text that is set into another one: kept apart from it where their directions may differ."""
        turned = self._turned or not (text.isascii() or _TURNED.search(text) is None)
        return f"{FIRST_STRONG}{text}{POP}" if turned and not (text.startswith(FIRST_STRONG) and text.endswith(POP)) else text

    def line(self, text: str) -> str:
        """A line of its own: it runs as the language does, whatever stands in it."""
        return f"{RIGHT_TO_LEFT}{text}" if self._turned else text

    def money(self, money: Money) -> str:
        """An amount."""
        return cldr.format_amount(money.amount, money.currency, self.tag)

    def day(self, day: date) -> str:
        """A day."""
        return cldr.format_day(day, self.tag)

    def name(self, english: str) -> str:
        """What a charge, or a part of a value, is called."""
        own = self._named(english)
        if own is not None:
            return own
        return self.say(_TERMS[english]) if english in _TERMS else english

    def place(self, scope: str) -> str:
        """A country by its name, a region with its code."""
        try:
            name = cldr.territory_name(Country(scope[:2]), self.tag) or scope
        except FactError:
            return scope
        return name if len(scope) == 2 else f"{name} ({scope})"  # noqa: PLR2004 - a country code has two letters

    def _fact(self, name: str, text: str) -> str:
        if name in ("name", "tax"):
            return self.name(text)
        if name in ("place", "origin", "customer", "merchant"):
            return self.place(text)
        if name == "category" and text in CATEGORIES:
            return self.say(f"category.{text}")
        if name == "columns":
            return cldr.format_list([self.apart(self.name(one)) for one in text.split(", ")], self.tag)
        return self.tell(text) if name == "words" else self._figure(text)

    def _figure(self, text: str) -> str:
        """A text that is one figure as it is written here; any other as it is."""
        if re.fullmatch(MONEY, text):
            amount, _, currency = text.partition(" ")
            return cldr.format_amount(Decimal(amount), Currency(currency), self.tag)
        if re.fullmatch(PERCENT, text):
            return cldr.format_percent(Decimal(text[:-1]), self.tag)
        if re.fullmatch(DAY, text):
            return self.day(date.fromisoformat(text))
        return cldr.format_count(int(text), self.tag) if re.fullmatch(r"\d{1,5}", text) else text


def words_of(atlas: Atlas, language: LanguageTag) -> Words:
    """The words nearest to a language: of its own page, else of one its readers understand, else English."""
    return atlas.remember((RULE, "words", language), lambda: _words(atlas, language))


def _words(atlas: Atlas, language: LanguageTag) -> Words:
    shelf = {LanguageTag(page): page for page in atlas.listed("tongues")}
    while shelf:
        match = best_language((language,), shelf)
        if match is None:
            break
        own = messages_of(atlas, shelf.pop(match.offered))
        if own:
            return Words(own, language if _alike(language, match.offered) else match.offered)
    return Words(messages_of(standard(), "en"), ENGLISH)


def _alike(one: LanguageTag, other: LanguageTag) -> bool:
    full, its = one.maximize(), other.maximize()
    return (full.language, full.script) == (its.language, its.script)
