"""In which of the languages we have shall we speak to her?

>>> best_language(["zh-HK", "en"], ["en", "zh-Hans", "zh-Hant"]).offered
LanguageTag('zh-Hant')
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, final

from attrs import converters, field, frozen

from xborder.codes import LanguageTag
from xborder.errors import FactError
from xborder.values import Under, Value, named, sequence, whole

__all__ = ["LanguageMatch", "best_language"]

_THRESHOLD = 50  # UTS #35: the distance between two scripts of one language
_LANGUAGES_APART, _SCRIPTS_APART, _REGIONS_APART = (
    80,
    50,
    4,
)  # what CLDR's rules for `*`, `*-*` and `*-*-*` say
_LATER = 5  # how much a wish loses to the one before it: as much as two unrelated regional kinds of English
_FINE = 8  # parts of one step of distance; they tell apart tags that mean the same, written differently


@final
@frozen(kw_only=True, field_transformer=named)
class LanguageMatch(Value):
    """The language to speak, and why.

    `position` is its place among those offered, `requested` the wish it answers, `distance` how far from it:
    0 the same language, below 10 regional kinds of one. Of a default taken for want of a match, both are
    `None`.
    """

    offered: LanguageTag = field(converter=LanguageTag)
    position: int | None = field(default=None, converter=converters.optional(whole))
    requested: LanguageTag | None = field(default=None, converter=converters.optional(LanguageTag))
    distance: int | None = field(default=None, converter=converters.optional(whole))


def best_language(
    requested: Iterable[str],
    offered: Iterable[str],
    *,
    threshold: int | None = None,
    default: str | None = None,
) -> LanguageMatch | None:
    """Which of the languages offered does she read best?

    >>> best_language(["es-AR"], ["es", "es-419"])
    LanguageMatch(offered=LanguageTag('es-419'), position=1, requested=LanguageTag('es-AR'), distance=4)
    >>> best_language(["ja"], ["de", "en"]) is None
    True
    >>> best_language(["ja"], ["de", "en"], default="en").offered
    LanguageTag('en')

    `requested` stands in her order. A match must be nearer than `threshold` (50); 20 leaves out languages
    that most of her fellow readers merely understand (Spanish for `ca`). Follows UTS #35 with the data of
    CLDR; tags are read as by `LanguageTag`.
    """
    wishes, shelf = _members("requested", requested), _members("offered", offered)
    try:
        return _matched(wishes, shelf, threshold, default)
    except TypeError:  # a member that cannot be hashed: read without memory, so that the error names it
        return _matched.__wrapped__(wishes, shelf, threshold, default)


@lru_cache(maxsize=4096)
def _matched(requested: tuple[str, ...], offered: tuple[str, ...], threshold: int | None, default: str | None) -> LanguageMatch | None:
    wishes = _tags("requested", requested)
    fallback = None if default is None else Under("default", LanguageTag)(default)
    tags = _tags("offered", offered)
    if not tags:
        raise FactError("nothing_offered", "no language is offered", path="/offered", hint="pass at least one tag")
    shelf = _shelf(tags, tags[0] if fallback is None else fallback)
    best = (_THRESHOLD if threshold is None else whole(threshold)) * _FINE
    found: dict[str, Any] | None = None
    for wish in wishes:
        desired = _full(wish)
        same = shelf.exact.get(desired)
        if same is not None:
            found = {"offered": tags[same], "position": same, "requested": wish, "distance": 0}
            break
        nearest, best = shelf.nearest(desired, best)
        if nearest is not None:
            found = {
                "offered": tags[nearest],
                "position": nearest,
                "requested": wish,
                "distance": best // _FINE,
            }
        best -= _LATER * _FINE
        if best <= 0:
            break
    if found is None and fallback is not None:
        found = {"offered": fallback, "position": tags.index(fallback) if fallback in tags else None}
    return None if found is None else LanguageMatch(**found)


def _members(name: str, given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        return _tags(name, given)  # which refuses it
    return tuple(given)


def _tags(name: str, texts: Iterable[str]) -> tuple[LanguageTag, ...]:
    read: tuple[LanguageTag, ...] = Under(name, _every)(texts)
    return read


def _every(texts: Iterable[str]) -> tuple[LanguageTag, ...]:
    return sequence(texts, LanguageTag)


# Language, script and region, and which of the three the tag said itself: 4 + 2 + 1.
_Full = tuple[str, str, str, int]


@lru_cache(maxsize=4096)
def _full(tag: LanguageTag) -> _Full:
    """The tag with the likeliest subtags added."""
    if tag.language == "und" and tag.script is None and tag.region is None:
        return "und", "", "", 0  # says nothing, so it is not taken for English
    said = (tag.language != "und") * 4 + (tag.script is not None) * 2 + (tag.region is not None)
    known = tag.maximize()
    if known.script is None or known.region is None:  # an unknown language: its script and region as if nobody had said which
        guess = LanguageTag("-".join(filter(None, ("und", tag.script, tag.region)))).maximize()
        return tag.language, tag.script or guess.script or "", tag.region or guess.region or "", said
    return known.language, known.script, known.region, said


class _Shelf:
    """The languages offered, in order: the default's kin, CLDR's paradigm locales, the rest."""

    __slots__ = ("exact", "order")

    def __init__(self, tags: tuple[LanguageTag, ...], first: LanguageTag) -> None:
        rank = {_full(first)[:3]: 0}
        for paradigm in _rules().paradigms:
            rank.setdefault(_full(paradigm)[:3], 1)
        places = sorted(range(len(tags)), key=lambda place: rank.get(_full(tags[place])[:3], 2))
        self.exact: dict[_Full, int] = {}
        for place in places:
            self.exact.setdefault(_full(tags[place]), place)
        self.order = list(self.exact.items())

    def nearest(self, desired: _Full, best: int) -> tuple[int | None, int]:
        """The place and distance of the nearest one nearer than `best`; a tie goes to the likelier."""
        found: int | None = None
        held: _Full | None = None
        for supported, place in self.order:
            limit = -(-best // _FINE)
            distance = _distance(desired, supported, limit)
            if distance > limit:
                continue
            fine = distance * _FINE or desired[3] ^ supported[3]
            if fine < best or (distance and fine == best and held is not None and _likelier(supported, held)):
                found, held, best = place, supported, fine
        return found, best


_shelf = lru_cache(maxsize=256)(_Shelf)


def _likelier(one: _Full, other: _Full) -> bool:
    """Whether `one` is the more usual way to write the same language."""
    if one[0] != other[0]:
        return False
    if one[1] != other[1]:
        return LanguageTag(one[0]).maximize().script == one[1]
    return one[2] != other[2] and LanguageTag(f"{one[0]}-{one[1]}").maximize().region == one[2]


def _distance(desired: _Full, supported: _Full, limit: int) -> int:
    """How far `supported` is from `desired`; anything above `limit` once it cannot be below."""
    rules = _rules()
    language, script, region, _ = desired
    its_language, its_script, its_region, _ = supported
    distance = 0 if language == its_language else rules.languages.get((language, its_language), _LANGUAGES_APART)
    if distance > limit:
        return distance
    if script != its_script:
        distance += rules.scripts.get((language, script, its_language, its_script), _SCRIPTS_APART)
    if distance > limit or region == its_region:
        return distance
    table = rules.regions.get((language, script)) or rules.regions.get((language, "*")) if language == its_language else None
    if table is None:
        return distance + _REGIONS_APART
    classes, its_classes = rules.classes.get(region, "."), rules.classes.get(its_region, ".")
    return distance + max(table[one + other] for one in classes for other in its_classes)


class _Rules:
    """CLDR's table, read once."""

    __slots__ = ("classes", "languages", "paradigms", "regions", "scripts")

    def __init__(self) -> None:
        from xborder.locale import _matching as table

        self.languages = {(one, other): distance for one, other, distance in _ways(table.LANGUAGES)}
        self.scripts = {(*one.split("-"), *other.split("-")): distance for one, other, distance in _ways(table.SCRIPTS)}
        self.classes = dict(row.split() for row in table.MACROS.splitlines())
        for row in table.CLASSES.splitlines():
            letter, *regions = row.split()
            self.classes.update(dict.fromkeys(regions, letter))
        self.regions: dict[tuple[str, str], dict[str, int]] = {}
        for row in table.REGIONS.splitlines():
            head, *distances = row.split()
            language, _, script = head.partition("-")
            self.regions.setdefault((language, script), {}).update((pair[:2], int(pair[2:])) for pair in distances)
        self.paradigms = tuple(LanguageTag(tag) for tag in table.PARADIGMS.split())


@cache
def _rules() -> _Rules:
    return _Rules()


def _ways(text: str) -> Iterable[tuple[str, str, int]]:
    """Every rule as desired, supported, distance; those that hold both ways, both ways."""
    for row in text.splitlines():
        distance, *rules = row.split()
        for rule in rules:
            one, sign, other = rule.partition("=" if "=" in rule else ">")
            yield one, other, int(distance)
            if sign == "=":
                yield other, one, int(distance)
