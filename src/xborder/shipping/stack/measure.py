"""What does an entry of `shipping.duty.additional.*` lay upon this good?

A measure is the entry held against one line, one origin and what was claimed. What the facts do not decide is `perhaps`,
with the need that says what would.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from xborder.atlas import Entry
from xborder.atlas.timeline import key
from xborder.money import Rate
from xborder.reasons import Need
from xborder.shipping.stack.lists import ProductList, product_list
from xborder.values import Pairs

__all__ = ["VALUE", "Goods", "Measure", "Ratio", "measure_of", "name_of"]

State = Literal["due", "perhaps", "lifted"]
Ratio = tuple[int, int]
"""A rate as numerator and denominator, or a figure in minor units before it is rounded."""
VALUE = "value"
"""What a measure is charged on, unless it names the content of a metal."""
_INLINE = 512
"""How many lists that stand in entries are kept in order: more than the pages have."""
_HEADING = re.compile(r"\d{4}\.\d\d\.\d\d")


class Goods(NamedTuple):
    """What decides whether a measure concerns a good."""

    code: str
    origin: str
    places: tuple[str, ...]
    """Who speaks for the origin that day: the country and its blocs."""
    claims: frozenset[str]
    column: str
    at: int


class Measure(NamedTuple):
    """An additional duty on one good: due, perhaps due, or lifted by what `why` names."""

    name: str
    entry: Entry
    heading: str
    rate: Ratio | None
    cap: Ratio | None
    base: str
    milder: tuple[Ratio | None, Ratio | None] | None
    excludes: tuple[str, ...]
    loaded_before: int | None
    state: State
    why: str
    needs: tuple[Need, ...]
    prohibited: bool
    void: bool
    rule: str
    code: str
    shown: Rate | None
    percent: str
    of: str
    """What it is charged on, in words."""
    words: str

    @property
    def title(self) -> str:
        """Its heading, or its name where it has none."""
        return self.heading or self.name

    def beats(self, other: str) -> bool:
        """Whether goods under this measure are not charged the other."""
        return any(other == one or (one.endswith("*") and other.startswith(one[:-1])) for one in self.excludes)


def name_of(entry: Entry) -> str:
    """The measure's own name, the last word of its rule."""
    return entry.name.rpartition(".")[2]


def measure_of(entry: Entry, goods: Goods) -> Measure | None:
    """The measure that an entry is for these goods; None where it does not speak of them."""
    value = _for_origin(entry.value, goods)
    if value is None or (goods.column == "2" and value.get("columns") != "all"):
        return None
    heading = str(value.get("heading") or "")
    needs = tuple(_covered(entry, value, goods, heading))
    if needs and needs[0] is None:
        return None
    lifted, base = _lifted(value, goods, heading)
    wanting = tuple(one for one in (*needs, *_doubts(entry, value, goods), *_void(entry, value)) if one is not None)
    entered = value.get("entered_before")
    in_window = entered is not None and goods.at < key(entered)
    prohibited, on = bool(value.get("prohibited")), base or value.get("base") or VALUE
    figure = value.get("rate") if value.get("cap") is None else value.get("cap")
    shown = None if figure is None else Rate(figure)
    milder = _milder(value, goods)
    content = on.partition(":")[2]
    return Measure(
        name=name_of(entry),
        entry=entry,
        heading=heading,
        rate=_ratio(value.get("rate")),
        cap=_ratio(value.get("cap")),
        base=on,
        milder=milder,
        excludes=value.get("excludes") or (),
        loaded_before=key(value["loaded_before"]) if in_window else None,
        state="lifted" if lifted else "perhaps" if wanting or milder else "due",
        why=lifted,
        needs=() if lifted else (*wanting, *_milder_needs(entry, value, goods)),
        prohibited=prohibited,
        void=bool(value.get("void")),
        rule=entry.rule,
        code=f"duty.us.{name_of(entry)}",
        shown=shown,
        percent="" if shown is None else shown.percent,
        of=f"what its {content} is worth" if content else "the value",
        words="prohibited" if prohibited else _words(shown, content, capped=value.get("cap") is not None),
    )


def _words(rate: Rate | None, content: str, *, capped: bool) -> str:
    """How a measure's rate is said."""
    if rate is None:
        return ""
    of = f" of the {content} content" if content else ""
    return f"{rate.percent} in all" if capped else f"{rate.percent}{of}"


def _ratio(value: Any) -> Ratio | None:
    rate = None if value is None else Rate(value)
    return None if rate is None else (rate.numerator, rate.denominator)


def _for_origin(value: Pairs, goods: Goods) -> Mapping[str, Any] | None:
    """The entry's value with what it says for this origin; None where it says nothing of it."""
    places = set(goods.places)
    if not places.isdisjoint(value.get("except_origins") or ()):
        return None
    origins = value.get("origins")
    row = next((one for one in value.get("by_origin") or () if not places.isdisjoint(one.get("origins"))), None)
    if row is None and origins != "all" and places.isdisjoint(origins or ()):
        return None
    told = {**dict(value), **dict(row or ())}
    headings = told.get("headings")
    if headings is not None:
        told["heading"] = next((found for place in goods.places if (found := headings.get(place))), told.get("heading"))
    return told


@lru_cache(_INLINE)
def _written(codes: tuple[str, ...]) -> ProductList:
    """A list that stands in an entry itself."""
    return ProductList("", codes)


def _inline(value: Mapping[str, Any], name: str) -> ProductList | None:
    codes = value.get(name)
    return _written(codes) if codes else None


def _covered(entry: Entry, value: Mapping[str, Any], goods: Goods, heading: str) -> Iterator[Need | None]:
    """Nothing where the goods are covered for sure; the needs where perhaps; None first where they are not covered."""
    if heading in goods.claims:
        return
    lists = [product_list(one) for one in value.get("lists") or () if one != "all"]
    codes = _inline(value, "codes")
    answers = [one.holds(goods.code) for one in (*lists, *((codes,) if codes else ()))]
    everything = "all" in (value.get("lists") or ())
    if everything or True in answers:
        if value.get("described"):
            text = f"{entry.rule} is for {value['described']}: claim {heading} if the goods are, or the heading that lifts it"
            yield Need(kind="fact", path="/claims", text=text)
        return
    if None in answers:
        yield Need(kind="fact", path="/hs", text=f"{entry.rule} covers some of what begins with {goods.code}")
        return
    unread = value.get("unread")
    if unread and _within(value, goods.code):
        yield Need(kind="rule", path=f"US:{entry.name}", text=f"{unread} was not read: whether {entry.rule} covers {goods.code} is not known")
        return
    yield None


def _within(value: Mapping[str, Any], code: str) -> bool:
    """Whether a list that was not read may name the code: anything may, where nothing bounds it."""
    within = _inline(value, "within")
    bounds = [product_list(one) for one in value.get("within_lists") or ()]
    known = [*bounds, *((within,) if within else ())]
    return not known or any(one.holds(code) is not False for one in known)


def _doubts(entry: Entry, value: Mapping[str, Any], goods: Goods) -> Iterator[Need]:
    """Exceptions whose lists were not read, for goods that a list like theirs names."""
    for name in value.get("doubt_lists") or ():
        if product_list(name).holds(goods.code) is not False:
            text = f"{value.get('exceptions')} was not read: goods like these may be excepted from {entry.rule}"
            yield Need(kind="rule", path=f"US:{entry.name}", text=text)
            return


def _void(entry: Entry, value: Mapping[str, Any]) -> Iterator[Need]:
    """A duty that a court held void and customs went on collecting: low is the law, high what was charged."""
    if value.get("void"):
        text = f"{entry.rule} had been held void and was collected all the same: low is the law, high what was charged"
        yield Need(kind="fact", path="/strategy", text=text)


def _milder(value: Mapping[str, Any], goods: Goods) -> tuple[Ratio | None, Ratio | None] | None:
    """The rate or cap of a milder heading whose list was not read, for goods it may name."""
    milder = value.get("perhaps")
    if not isinstance(milder, Pairs) or not (codes := _inline(dict(milder), "within")) or codes.holds(goods.code) is False:
        return None
    origins = milder.get("origins")
    if origins and not set(goods.places) & set(origins):
        return None
    return _ratio(milder.get("rate")), _ratio(milder.get("cap"))


def _milder_needs(entry: Entry, value: Mapping[str, Any], goods: Goods) -> Iterator[Need]:
    milder = value.get("perhaps")
    if isinstance(milder, Pairs) and _milder(value, goods):
        yield Need(kind="rule", path=f"US:{entry.name}", text=f"{milder.get('unread')} was not read: {entry.rule} may be milder for {goods.code}")


def _lifted(value: Mapping[str, Any], goods: Goods, heading: str) -> tuple[str, str | None]:
    """What lifts the measure from the goods (empty: nothing), and the base that a claim puts in place of its own."""
    for name in value.get("exempt_lists") or ():
        if product_list(name).holds(goods.code):
            return f"list:{name}", None
    codes = _inline(value, "exempt_codes")
    if codes is not None and codes.holds(goods.code):
        return f"codes of {value.get('exempt_heading') or heading}", None
    for claimed in sorted(goods.claims):
        if _HEADING.fullmatch(claimed) and claimed != heading and _spanned(claimed, value.get("exempt_headings") or ()):
            return f"claim:{claimed}", None
    for programme, effect in value.get("claims") or ():
        if programme in goods.claims:
            if effect == "exempt" or (isinstance(effect, tuple) and _written(effect).holds(goods.code)):
                return f"claim:{programme}", None
            if isinstance(effect, str):
                return "", effect
    return "", None


def _spanned(heading: str, spans: Iterable[str]) -> bool:
    """Whether a heading stands in one of the spans, written `9903.03.02-9903.03.11`."""
    for span in spans:
        first, _, last = span.partition("-")
        if first <= heading <= (last or first):
            return True
    return False
