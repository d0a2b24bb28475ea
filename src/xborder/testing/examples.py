"""What the pages promise: each `[[example]]` as a question, and what is wrong with its answer.

>>> for example in examples("blocs"):
...     if wrong := check_example(example):
...         print(wrong)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple, final

from attrs import evolve, field, frozen

from xborder.adapters.wire import ask
from xborder.atlas import Atlas, Entry, Timeline, _pages, standard
from xborder.atlas._packed import Where
from xborder.atlas.layers import Pages
from xborder.atlas.page import FOLDERS, Page, Timelines
from xborder.atlas.timeline import key as second_of
from xborder.errors import AtlasError, FactError, XborderError
from xborder.locale.contact import Address
from xborder.values import day_or_instant, nearest

__all__ = ["Example", "check_example", "examples", "examples_in", "witnesses"]

KEYS = ("ask", "expect", "facts", "on", "parcel", "place", "rates", "rates_on", "region", "sold_on")
LINE = ("category", "claim", "duty_rate", "excise_rate", "hs", "materials", "measures", "origin", "quantity", "weight_kg")
PARCEL = ("channel", "currency", "discount", "freight", "gift", "incoterm", "insurance", "prices_include", "sold_via", "transport")
BESIDE = ("buyer", "lines", "price", "schemes", "ship_from")
CARD = {"hs": "610910", "channel": "courier", "sold_via": "own", "gift": False}
"""What the short form of a parcel leaves out: a T-shirt by courier from the seller's own shop."""
_DAY = 86_400


@final
@frozen(kw_only=True)
class Example:
    """One example of a page: what is asked, and the part of the answer that is promised."""

    page: str
    line: int
    question: str
    facts: Mapping[str, Any] = field(hash=False)
    expect: Mapping[str, Any] = field(hash=False)

    @property
    def where(self) -> str:
        """The file and line, as `places/de.toml:120`."""
        return f"{self.page}.toml:{self.line}"

    @property
    def scope(self) -> str:
        """The place it asks about, or nothing."""
        place = self.facts.get("place") or self.facts.get("to") or self.facts.get("parcel", {}).get("ship_to", "")
        return Address.read(place).scope if place else ""


def examples(folder: str | None = None) -> tuple[Example, ...]:
    """The examples of every page of a folder (`places`, `blocs`, `tongues`, `methods`), or of all."""
    if folder is not None and folder not in FOLDERS:
        raise FactError("unknown_folder", f"there is no folder {folder!r}", value=folder, hint=nearest(folder, FOLDERS))
    return tuple(example for one in (FOLDERS if folder is None else (folder,)) for example in _examples(one))


@cache
def _examples(folder: str) -> tuple[Example, ...]:
    pages = [f"{folder}/{name}" for name in _pages.listed(folder)]
    return tuple(example for page in pages for example in examples_in(page, _pages.page_text(*page.split("/")) or ""))


def examples_in(page: str, text: str) -> tuple[Example, ...]:
    """The examples in a page's text; `page` names it, as `places/de`."""
    rules = _pages.rules_of(text)
    rest = text[len(rules) :]
    if not rest:
        return ()
    first = rules.count("\n") + 1
    lines = [first + number for number, line in enumerate(rest.split("\n")) if line.startswith(_pages.EXAMPLES)]
    raw = _pages.parsed(rest)
    if set(raw) != {"example"}:
        strays = ", ".join(sorted(set(raw) - {"example"}))
        raise AtlasError("rules_after_examples", f"in {page}.toml rules stand after the examples, where nobody reads them", value=strays, path=page)
    return tuple(_example(page, line, one) for line, one in zip(lines, raw["example"], strict=True))


def _example(page: str, line: int, raw: Mapping[str, Any]) -> Example:
    where = f"{page}.toml:{line}"
    for key in raw:
        if key not in KEYS:
            raise AtlasError("unknown_key", f"{where}: an example has no {key!r}", path=f"/{key}", value=key, hint=nearest(key, KEYS))
    for key in ("ask", "expect"):
        if key not in raw:
            raise AtlasError("missing_key", f"{where}: an example needs {key!r}", path=f"/{key}")
    facts = _plain(raw["facts"]) if "facts" in raw else _parcel(page, where, _plain(raw))
    return Example(page=page, line=line, question=raw["ask"], facts=facts, expect=_plain(raw["expect"]))


def _plain(value: Any) -> Any:
    """TOML as JSON: days and decimals as text."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def _parcel(page: str, where: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a landed cost in their short form: one line, whose price is `price`."""
    if "parcel" not in raw or "on" not in raw:
        raise AtlasError("missing_key", f"{where}: an example needs facts, or on and a parcel in its short form")
    short: Mapping[str, Any] = raw["parcel"]
    for key in short:
        if key not in (*LINE, *PARCEL, *BESIDE):
            raise AtlasError("unknown_key", f"{where}: the short form has no {key!r}", value=key, hint=nearest(key, (*LINE, *PARCEL, *BESIDE)))
    folder, name = page.split("/")
    place = raw.get("place") or (name.upper() if folder == "places" else None)
    if place is None:
        raise AtlasError("missing_key", f"{where}: the example of a bloc names a place")
    sender = short.get("ship_from", "CN" if place == "US" else "US")
    line = {"sku": "1", "unit_price": short.get("price"), "hs": CARD["hs"], "origin": sender, **{key: short[key] for key in LINE if key in short}}
    facts: dict[str, Any] = {
        "parcel": {
            "lines": short.get("lines", [line]),
            "ship_from": sender,
            "ship_to": {"country": place, "region": raw["region"]} if "region" in raw else place,
            **{key: short.get(key, CARD.get(key)) for key in PARCEL if key in short or key in CARD},
            "buyer": {"kind": short.get("buyer", "consumer")},
            "seller": {"schemes": short.get("schemes", [])},
        },
        "on": raw["on"],
    }
    if "sold_on" in raw:
        facts["sold_on"] = raw["sold_on"]
    if "rates" in raw:
        facts |= {"rates": raw["rates"], "rates_on": raw.get("rates_on", raw["on"][:10]), "rates_source": where}
    return facts


def check_example(example: Example, atlas: Atlas | None = None) -> str | None:
    """What is wrong with an example in one sentence, or None where the answer keeps the page's promise."""
    try:
        answer = ask(example.question, example.facts, atlas=atlas)
    except XborderError as error:
        return f"{example.where}: {example.question} was refused: {error}"
    return _wrong(example, answer)


def _wrong(example: Example, answer: Mapping[str, Any]) -> str | None:
    wrong = list(_differences(example.question, example.expect, answer))
    if not wrong:
        return None
    day = example.facts.get("on") or example.facts.get("at") or "no day"
    lacking = ", ".join(need["path"] for need in answer["needs"])
    needs = f" (the answer needs {lacking})" if lacking and "needs" not in example.expect else ""
    return f"{example.where}: {example.question} on {day}: {'; '.join(wrong)}{needs}"


def _differences(question: str, expect: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[str]:
    for key, wanted in expect.items():
        short = SHORT.get((question, key)) or SHORT.get(("", key))
        if short:
            yield from short(key, wanted, answer)
        elif key not in answer:
            yield f"the answer has no {key!r}"
        else:
            yield from _unlike(key, wanted, answer[key])


def _unlike(path: str, wanted: Any, found: Any) -> Iterator[str]:
    """Where a found value is not what was wanted; of a table only the wanted keys count."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key, one in wanted.items():
            if key in found:
                yield from _unlike(f"{path}.{key}", one, found[key])
            else:
                yield f"{path} has no {key!r}"
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for index, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _unlike(f"{path}[{index}]", one, other)
    elif not _same(wanted, found):
        yield f"{path} is {_said(found)}, not {_said(wanted)}"


def _same(wanted: Any, found: Any) -> bool:
    """Equal as money, as a number, or as it stands."""
    if isinstance(found, Mapping) and set(found) == {"amount", "currency"} and isinstance(wanted, str):
        amount, _, currency = wanted.partition(" ")
        return currency == found["currency"] and _same(amount, found["amount"])
    if isinstance(wanted, bool) or isinstance(found, bool) or wanted is None or found is None:
        return wanted is found
    return wanted == found or (_number(wanted) is not None and _number(wanted) == _number(found))


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value)) if isinstance(value, str | int) else None
    except InvalidOperation:
        return None


def _said(value: object) -> str:
    if isinstance(value, Mapping) and set(value) == {"amount", "currency"}:
        return f"{value['amount']} {value['currency']}"
    return "unknown" if value is None else repr(value) if isinstance(value, str) else str(value)


def _sum(key: str, wanted: str, answer: Mapping[str, Any]) -> Iterator[str]:
    yield from _unlike(key, wanted, answer["sums"][key])


def _needs(_key: str, wanted: Iterable[Any], answer: Mapping[str, Any]) -> Iterator[str]:
    yield from _sets("needs", wanted, [need["path"] for need in answer["needs"]])


def _kinds(_key: str, wanted: Iterable[str], answer: Mapping[str, Any]) -> Iterator[str]:
    yield from _lacking("caveats", wanted, [one["kind"] for one in answer["caveats"]])


def _offered(_key: str, wanted: Iterable[str], answer: Mapping[str, Any]) -> Iterator[str]:
    yield from _lacking("offered", wanted, _methods(answer["offered"]))


def _unknown(_key: str, wanted: Iterable[str], answer: Mapping[str, Any]) -> Iterator[str]:
    yield from _lacking("unknown", wanted, _methods(answer["unknown"]))


def _excluded(_key: str, wanted: Mapping[str, list[str]], answer: Mapping[str, Any]) -> Iterator[str]:
    reasons = {one["method"]: one["reasons"] for one in answer["excluded"]}
    yield from _lacking("excluded", wanted, reasons)
    for method, codes in wanted.items():
        yield from _lacking(f"excluded.{method}", codes, reasons.get(method, codes))


def _methods(listed: Iterable[Mapping[str, str]]) -> list[str]:
    return [one["method"] for one in listed]


def _sets(name: str, wanted: Iterable[str], found: Iterable[str]) -> Iterator[str]:
    mine, theirs = sorted(set(wanted)), sorted(set(found))
    if mine != theirs:
        yield f"{name} is {theirs}, not {mine}"


def _lacking(name: str, wanted: Iterable[str], found: Iterable[str]) -> Iterator[str]:
    there = list(found)
    for one in wanted:
        if one not in there:
            yield f"{name} lacks {one!r} (it has {', '.join(there) or 'nothing'})"


SHORT: Mapping[tuple[str, str], Callable[[str, Any, Mapping[str, Any]], Iterator[str]]] = {
    ("landed_cost", "duty"): _sum,
    ("landed_cost", "tax"): _sum,
    ("landed_cost", "fee"): _sum,
    ("suggest_payments", "offered_includes"): _offered,
    ("suggest_payments", "excluded"): _excluded,
    ("suggest_payments", "unknown"): _unknown,
    ("", "needs"): _needs,
    ("", "caveats"): _kinds,
}
"""Short forms of what an example expects."""


def witnesses(page: str, told: Iterable[Example] | None = None) -> tuple[str, ...]:
    """The arithmetic rules of a page that could be lost without any example noticing, by id: none, where all are witnessed.

    Each entry of `shipping.*` is left out in turn, and the examples about that place (of all pages, or those `told`) are
    asked again: those of its day, and of them those that hold to begin with.
    """
    folder, name = page.split("/")
    world = standard()
    asked = _kept().get(page, []) if told is None else _by_page(told).get(page, [])
    written = [(layer, found) for layer in world.layers if (found := layer.page(folder, name)) is not None]
    lost = [
        entry.rule
        for layer, found in written
        for entry in found.entries()
        if entry.name.startswith("shipping.") and entry.status == "in_force"
        if not _noticed(entry, page, Atlas((Rewritten(layer, _without(found, entry)),)), asked)
    ]
    return tuple(sorted(lost))


class _Kept(NamedTuple):
    """An example that holds, the moments it asks about, and the rules its answer cites or needs."""

    example: Example
    moments: tuple[int, ...]
    named: frozenset[str]


@cache
def _kept() -> Mapping[str, list[_Kept]]:
    """The examples of arithmetic whose promise the standard atlas keeps, by the pages they are about."""
    return _by_page(one for one in examples() if one.question in ("duty", "landed_cost", "tax_rate"))


def _by_page(told: Iterable[Example]) -> Mapping[str, list[_Kept]]:
    """Those of some examples that hold, by the page of their place and of each of its blocs."""
    found: dict[str, list[_Kept]] = {}
    for example in told:
        try:
            answer = ask(example.question, example.facts)
        except XborderError:
            continue
        if _wrong(example, answer) is None:
            asked = (example.facts.get("on"), example.facts.get("sold_on"), example.facts.get("at"))
            moments = tuple(second_of(day_or_instant(one)) for one in asked if one)
            kept = _Kept(example, moments, frozenset((*(one["rule"] for one in answer["because"]), *(one["path"] for one in answer["needs"]))))
            country = example.scope[:2]
            for page in (f"places/{country.lower()}", *(f"blocs/{bloc}" for bloc in standard().header(country).get("blocs") or ())):
                found.setdefault(page, []).append(kept)
    return found


def _noticed(entry: Entry, page: str, lacking: Atlas, asked: Iterable[_Kept]) -> bool:
    """Whether an example fails without the entry: those that name it are asked first, for most often that is the one."""
    first, last = entry.start - _DAY, entry.stop + _DAY
    near = [one for one in asked if any(first <= moment < last for moment in one.moments)]
    names = {entry.rule, f"{entry.scope}:{entry.name}"}
    near.sort(key=lambda one: (names.isdisjoint(one.named), one.example.page != page))
    return any(check_example(one.example, lacking) is not None for one in near)


def _without(page: Page, entry: Entry) -> Page:
    """A page as if nobody had written that entry."""

    def rest(where: Where) -> Timeline:
        timeline = page.timelines.get(where) or Timeline(())
        kept = tuple(one for one in timeline.entries if one is not entry)
        return timeline if len(kept) == len(timeline.entries) else Timeline(kept, timeline.announced)

    return evolve(page, timelines=Timelines(page.timelines.names(), rest))


@final
@frozen
class Rewritten:
    """A layer one of whose pages is written anew."""

    ground: Pages
    rewritten: Page

    @property
    def edition(self) -> str:
        """The edition of what lies below."""
        return self.ground.edition

    def page(self, folder: str, name: str) -> Page | None:
        """A page, the rewritten one in place of its own."""
        return self.rewritten if (folder, name) == (self.rewritten.folder, self.rewritten.name) else self.ground.page(folder, name)

    def listed(self, folder: str) -> tuple[str, ...]:
        """The names of all pages in a folder."""
        return self.ground.listed(folder)
