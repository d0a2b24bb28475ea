"""The grammar of language tags (BCP 47, UTS #35): text to subtags, to canonical subtags, to the likeliest."""

from __future__ import annotations

from functools import cache

from xborder.errors import FactError

Front = tuple[str, "str | None", "str | None"]
Parts = tuple[str, "str | None", "str | None", tuple[str, ...], tuple[str, ...], "str | None"]

# Languages that take an extended subtag: the prefixes of `Type: extlang` in the IANA registry (RFC 5646).
_EXTENDED = frozenset({"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"})
# The modifiers of glibc's locales, and what they say of script or variant.
_MODIFIERS = {
    "abegede": "",
    "cyrillic": "cyrl",
    "devanagari": "deva",
    "euro": "",
    "iqtelif": "latn",
    "latin": "latn",
    "saaho": "saaho",
    "valencia": "valencia",
}
_ENGLISH = """\
arabic=ar bengali=bn bulgarian=bg chinese=zh croatian=hr czech=cs danish=da dutch=nl english=en
estonian=et farsi=fa filipino=fil finnish=fi french=fr german=de greek=el hebrew=he hindi=hi
hungarian=hu italian=it japanese=ja korean=ko latvian=lv malay=ms mandarin=zh persian=fa polish=pl
romanian=ro russian=ru serbian=sr slovak=sk spanish=es swahili=sw swedish=sv tamil=ta telugu=te thai=th
turkish=tr urdu=ur
"""


class _Aliases:
    """What subtags are called today, read from the table once, when the first tag is."""

    def __init__(self) -> None:
        from xborder.codes import _aliases as table

        def pairs(text: str) -> dict[str, str]:
            return dict(token.split("=") for token in text.split())

        self.languages = pairs(table.LANGUAGES)
        self.whole = pairs(table.WHOLE)
        self.variants = [(frozenset(old.split("-")), new.split("-")) for old, new in pairs(table.VARIANTS).items()]
        self.scripts = pairs(table.SCRIPTS)
        self.regions = pairs(table.REGIONS)
        self.known_regions = frozenset(table.KNOWN_REGIONS.split())
        self.two_letters = frozenset(table.TWO_LETTERS.split())
        self.together = {
            (first, rest): new
            for first, _, rest in (old.partition("-") for old in self.whole)
            if rest.isalnum() and (_is_region(rest) or _is_variant(rest))
            for new in [self.whole[f"{first}-{rest}"]]
        }


@cache
def _aliases() -> _Aliases:
    return _Aliases()


def _unreadable(text: str, why: str, hint: str = "pass a BCP 47 tag such as 'pt-BR'") -> FactError:
    return FactError("unreadable_language_tag", f"language tag {text[:80]!r} cannot be read, {why}", value=text, hint=hint)


def _is_region(subtag: str) -> bool:
    return (len(subtag) == 2 and subtag.isalpha()) or (len(subtag) == 3 and subtag.isdigit())


def _is_variant(subtag: str) -> bool:
    return 5 <= len(subtag) <= 8 or (len(subtag) == 4 and subtag[0].isdigit())


def read(text: str) -> Parts:
    """The subtags as written, each in its case."""
    rest = _subtags(text)
    whole = _aliases().whole.get("-".join(rest))
    if whole is not None:
        rest = whole.lower().split("-")
    language = _language(text, rest)
    script = rest.pop(0).title() if rest and len(rest[0]) == 4 and rest[0].isalpha() else None
    region = _region(text, language, rest.pop(0).upper()) if rest and _is_region(rest[0]) else None
    variants: list[str] = []
    while rest and _is_variant(rest[0]):
        variants.append(rest.pop(0))
    if len(set(variants)) < len(variants):
        raise _unreadable(text, "a variant stands in it twice")
    extensions: dict[str, list[str]] = {}
    while len(rest) > 1 and len(rest[0]) == 1 and rest[0] not in {"x", *extensions}:
        content = extensions[rest.pop(0)] = []
        while rest and len(rest[0]) > 1:
            content.append(rest.pop(0))
        if not content:
            raise _unreadable(text, "an extension stands in it empty")
    private = "-".join(rest[1:]) if len(rest) > 1 and rest[0] == "x" else None
    if rest and private is None:
        raise _unreadable(text, f"{rest[0]!r} is out of place")
    told = (f"{singleton}-{_extension(singleton, content)}" for singleton, content in sorted(extensions.items()))
    return language, script, region, tuple(variants), tuple(told), private


def _subtags(text: str) -> list[str]:
    """The subtags in small letters, a POSIX code set dropped and a POSIX modifier put where it belongs."""
    body, at, modifier = text.partition("@")
    body, dot, codeset = body.partition(".")
    subtags = body.replace("_", "-").lower().split("-")
    if subtags in (["c"], ["posix"]):
        raise _unreadable(text, "it names no language", "pass the reader's language, such as 'en'")
    if not all(subtag.isascii() and subtag.isalnum() and len(subtag) <= 8 for subtag in subtags):
        raise _unreadable(text, "subtags are one to eight letters or digits")
    if dot and not codeset.replace("-", "").isalnum():
        raise _unreadable(text, "'.' announces a code set")
    if not at:
        return subtags
    if modifier.lower() not in _MODIFIERS:
        raise _unreadable(text, f"the modifier {modifier[:40]!r} is not known", "write it as a BCP 47 subtag")
    added = _MODIFIERS[modifier.lower()]
    place = 1 if len(added) == 4 else len(subtags)
    return [*subtags[:place], *added.split(), *subtags[place:]]


def _language(text: str, rest: list[str]) -> str:
    """Takes the language off the front."""
    first = rest.pop(0) if rest[0] != "x" else "und"
    if first == "root":
        return "und"
    aliases = _aliases()
    if len(first) == 2 and first.isalpha() and first not in aliases.two_letters and first not in aliases.languages:
        from xborder.codes.country import meant

        guess = [likely("und", None, country) for country in meant(first)]
        hints = [f"did you mean {full[0]!r}?" for full in guess[:1] if full]
        raise _unreadable(text, f"{first!r} names no language", *hints)
    if len(first) not in {2, 3} or not first.isalpha():
        code = dict(pair.split("=") for pair in _ENGLISH.split()).get(first)
        hint = f"did you mean {code!r}?" if code else "begin with an ISO 639 code such as 'de'"
        raise _unreadable(text, f"{first!r} names no language", hint)
    if rest and len(rest[0]) == 3 and rest[0].isalpha():
        if aliases.languages.get(first, first) not in _EXTENDED:
            raise _unreadable(text, f"{rest[0]!r} is out of place", "write a region as two letters or three digits")
        return rest.pop(0)  # RFC 5646 section 4.5: the extended subtag is the language
    return first


def _region(text: str, language: str, region: str) -> str:
    aliases = _aliases()
    if region.isdigit() or region in aliases.known_regions or region in aliases.regions:
        return region
    from xborder.codes.country import meant

    codes = meant(region)
    hint = f"did you mean '{language}-{codes[0]}'?" if codes else "write a region as two letters of ISO 3166 or three digits"
    raise _unreadable(text, f"{region!r} names no region", hint)


def _extension(singleton: str, content: list[str]) -> str:
    """Keywords (`u`) and fields of a transform (`t`) in the order of their keys; `true` goes unsaid."""
    if singleton not in "ut":
        return "-".join(content)
    start = next((i for i, subtag in enumerate(content) if _is_key(singleton, subtag)), len(content))
    fields: dict[str, list[str]] = {}
    key = ""
    for subtag in content[start:]:
        if _is_key(singleton, subtag):
            key = subtag if subtag not in fields else ""  # UTS #35: of two with one key, the first counts
            if key:
                fields[key] = []
        elif key:
            fields[key].append(subtag)
    head = sorted(content[:start]) if singleton == "u" else content[:start]
    said = [[name, *([] if value == ["true"] and singleton == "u" else value)] for name, value in sorted(fields.items())]
    return "-".join([*head, *(subtag for field in said for subtag in field)])


def _is_key(singleton: str, subtag: str) -> bool:
    return len(subtag) == 2 and (singleton == "u" or (subtag[0].isalpha() and subtag[1].isdigit()))


def canonical(parts: Parts) -> Parts:
    """Old subtags replaced by today's: UTS #35, annex C."""
    aliases = _aliases()
    language, script, region, variants, extensions, private = parts
    left = sorted(variants)
    for beside in (region, *left):
        heir = aliases.together.get((language, beside.lower())) if beside else None
        if heir is not None:
            language = heir
            region, left = (None, left) if beside == region else (region, [variant for variant in left if variant != beside])
    language, _, implied = aliases.languages.get(language, language).partition("-")
    if len(implied) == 4:
        script = script or implied
    elif implied:
        region = region or implied
    for old, new in aliases.variants:
        if old <= set(left):
            left = sorted(set(left) - old | {variant for variant in new if _is_variant(variant)})
            region = region or next((place for place in new if _is_region(place)), None)
    script = aliases.scripts.get(script, script) if script else None
    region = _today(region, language, script) if region else None
    return language, script, region, tuple(left), extensions, private


def _today(region: str, language: str | None, script: str | None) -> str:
    """The region's code today; of several heirs the one likeliest to speak the language, else the first."""
    heirs = _aliases().regions.get(region, region).split(",")
    if len(heirs) > 1 and language:
        guess = likely(language, script, None)
        if guess and guess[2] in heirs:
            return str(guess[2])
    return heirs[0]


def compose(parts: Parts) -> str:
    """The tag as text."""
    language, script, region, variants, extensions, private = parts
    said = [language, script, region, *variants, *extensions, f"x-{private}" if private else None]
    return "-".join(subtag for subtag in said if subtag)


@cache
def _likely_subtags() -> dict[str, str]:
    """Key to script and region, or to the full tag where the key does not begin with its language."""
    from xborder.codes._likely import ALONE, TOGETHER

    table: dict[str, str] = {}
    for row in ALONE.splitlines():
        rest, *languages = row.split()
        table.update(dict.fromkeys(languages, rest))
    for row in TOGETHER.splitlines():
        language, *entries = row.split()
        for entry in entries:
            key, _, rest = entry.partition("=")
            table[key] = f"{language}-{rest}"
    return table


def likely(language: str, script: str | None, region: str | None) -> tuple[str, str, str] | None:
    """UTS #35, "Add Likely Subtags": language, script and region; `None` where nothing is known."""
    script = None if script == "Zzzz" else script
    region = None if region == "ZZ" else region
    table = _likely_subtags()
    keys = [
        f"{language}-{script}-{region}" if script and region else "",
        f"{language}-{script}" if script else "",
        f"{language}-{region}" if region else "",
        language,
    ]
    for key in keys:
        found = table.get(key)
        if found is not None:
            parts = found.split("-")
            guess = [language, *parts] if len(parts) == 2 else parts
            return language if language != "und" else guess[0], script or guess[1], region or guess[2]
    return None
