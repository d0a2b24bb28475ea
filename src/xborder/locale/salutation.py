"""How is she called, and how does a letter to her open? What one tongue's page says, ready to be spoken.

>>> from datetime import date
>>> from xborder.atlas import standard
>>> german = tongue_of(standard(), "de", standard().moment("world", date(2026, 11, 21)))
>>> german.salutation(Name(given="Anna", surname="Müller", title="Dr."), "female", "formal")
'Sehr geehrte Frau Dr. Müller,'
>>> german.salutation(Name(given="Anna", surname="Müller"), None, "formal")
'Guten Tag Anna Müller,'
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import datetime
from string import Formatter
from typing import Any, Literal, NamedTuple, cast, final

from attrs import frozen

from xborder.atlas import Atlas, Entry, Moment
from xborder.errors import AtlasError
from xborder.locale.contact import Gender, Name
from xborder.values import Pairs

__all__ = ["REGISTERS", "RULES", "Called", "DayPart", "Register", "Tongue", "tongue_of"]

Register = Literal["formal", "polite", "casual"]
DayPart = Literal["morning", "afternoon", "evening", "neutral"]

REGISTERS: tuple[Register, ...] = ("formal", "polite", "casual")
RULES = ("day_parts", "greeting", "register", "address", "salutation", "closing", "opening", "punctuation")
_NAMES = ("title", "given", "given2", "surname", "Surname", "full")


class Called(NamedTuple):
    """What somebody is called, and which parts of her name that took."""

    text: str
    used: tuple[str, ...]


class Pattern(NamedTuple):
    """A wording with gaps, the names of its gaps, and whether a word of its own stands before the first."""

    text: str
    gaps: tuple[str, ...]
    headed: bool


@final
@frozen(kw_only=True, eq=False)
class Tongue:
    """What a tongue's page says at a moment, for as long as it says the same.

    A gender that a page leaves out is addressed as neutral, a register that it leaves out is not addressed. A
    form is used only where every part of the name it asks for is known.
    """

    name: str
    first: int
    last: int
    entries: Mapping[str, Entry]
    default: Register | None
    _starts: tuple[int, ...]
    _parts: tuple[DayPart, ...]
    _greetings: Mapping[str, Any]
    _addresses: Mapping[str, Mapping[str, tuple[Pattern, ...]]]
    _salutations: Mapping[str, Mapping[str, Pattern]]
    _closings: Mapping[str, str]
    _openings: Mapping[str, Pattern]
    _end: str
    _honorifics: frozenset[str]

    def part(self, local: datetime) -> DayPart:
        """The part of the day that a clock's time is greeted in; `neutral` at night."""
        if not self._starts:
            return "neutral"
        return self._parts[bisect_right(self._starts, local.hour * 60 + local.minute) - 1]

    def greeting(self, register: Register, part: DayPart) -> str | None:
        """The greeting of a part of the day."""
        own: Mapping[str, str] = self._greetings.get(register, {})
        return own.get(part) or self._greetings.get(part)

    def closing(self, register: Register) -> str | None:
        """The words a letter ends with."""
        return self._closings.get(register)

    def call(self, name: Name | None, gender: Gender | None, register: Register) -> Called | None:
        """What she is called, or None where nothing this tongue may say is known."""
        if name is None:
            return None
        for kind in _kinds(gender):
            if found := self._address(name, kind, register):
                return found
        return None

    def opening(self, greeting: str, called: Called | None) -> str | None:
        """The line a shop prints on its screen."""
        pattern = self._openings.get("named" if called else "nameless")
        return pattern and pattern.text.format(greeting=greeting, address=called.text if called else "")

    def salutation(self, name: Name | None, gender: Gender | None, register: Register) -> str | None:
        """The first line of a letter, with the mark it ends with."""
        forms = self._salutations.get(register, {})
        for kind in _kinds(gender):
            pattern = forms.get(kind, forms.get("neutral"))
            if pattern and (line := self._filled(pattern, name, kind, register)):
                return line + self._end
        nameless = forms.get("nameless")
        return nameless and nameless.text + self._end

    def _filled(self, pattern: Pattern, name: Name | None, kind: str, register: Register) -> str | None:
        if not pattern.gaps:
            return pattern.text
        if name is None:
            return None
        parts = self._known(name, headed=False)
        if "address" in pattern.gaps:
            called = self._address(name, kind, register)
            if called is None:
                return None
            parts["address"] = called.text
        return pattern.text.format_map(parts) if all(gap in parts for gap in pattern.gaps) else None

    def _address(self, name: Name, kind: str, register: Register) -> Called | None:
        forms = self._addresses.get(register, {})
        for pattern in forms.get(kind, forms.get("neutral", ())):
            parts = self._known(name, headed=pattern.headed)
            if all(gap in parts for gap in pattern.gaps):
                return Called(pattern.text.format_map(parts), tuple(_taken(name, pattern.gaps)))
        return None

    def _known(self, name: Name, *, headed: bool) -> dict[str, str]:
        """The known parts of a name; behind Frau a title loses its own Frau."""
        title = name.title
        if title and headed:
            title = " ".join(word for word in title.split() if _plain(word) not in self._honorifics)
        known = {
            "title": title,
            "given": name.given,
            "given2": name.given2,
            "surname": name.surname,
            "full": _whole(name),
        }
        parts = {gap: one for gap, one in known.items() if one}
        if name.surname:
            parts["Surname"] = name.surname[0].upper() + name.surname[1:]
        return parts


def tongue_of(atlas: Atlas, name: str, moment: Moment) -> Tongue:
    """What the page `tongues/{name}` says at a moment, kept by the atlas for as long as it holds."""
    return atlas.plan(("locale.tongue", name), moment, lambda: _read(atlas, name, moment))


def _read(atlas: Atlas, name: str, moment: Moment) -> Tongue:
    found = {rule: atlas.find_on("tongues", name, f"locale.{rule}", moment.first) for rule in RULES}
    entries = {rule: stretch.entry for rule, stretch in found.items() if stretch.entry}
    value = {rule: _plain_data(entry.value) for rule, entry in entries.items()}
    starts = sorted((_minutes(at), part) for part, at in value.get("day_parts", {}).items())
    addresses = {
        register: {kind: tuple(_pattern(name, one, _NAMES) for one in forms) for kind, forms in kinds.items()}
        for register, kinds in value.get("address", {}).items()
    }
    heads = (one.text.partition("{")[0] for kinds in addresses.values() for forms in kinds.values() for one in forms)
    return Tongue(
        name=name,
        first=max(stretch.first for stretch in found.values()),
        last=min(stretch.last for stretch in found.values()),
        entries=entries,
        default=value.get("register"),
        starts=tuple(at for at, _ in starts),
        parts=tuple(cast("DayPart", "neutral" if part == "night" else part) for _, part in starts),
        greetings=value.get("greeting", {}),
        addresses=addresses,
        salutations={
            register: {kind: _pattern(name, one, (*_NAMES, "address")) for kind, one in kinds.items()}
            for register, kinds in value.get("salutation", {}).items()
        },
        closings=value.get("closing", {}),
        openings={kind: _pattern(name, one, ("greeting", "address")) for kind, one in value.get("opening", {}).items()},
        end=value.get("punctuation", {}).get("salutation_end", ""),
        honorifics=frozenset(_plain(word) for head in heads for word in head.split()),
    )


def _kinds(gender: Gender | None) -> tuple[str, ...]:
    return (gender, "neutral") if gender in ("female", "male") else ("neutral",)


def _plain_data(value: Any) -> Any:
    return {key: _plain_data(one) for key, one in value} if isinstance(value, Pairs) else value


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _pattern(name: str, text: str, known: tuple[str, ...]) -> Pattern:
    try:
        gaps = tuple(gap for _, gap, _, _ in Formatter().parse(text) if gap is not None)
    except ValueError as error:
        raise AtlasError(
            "unreadable_pattern",
            f"the pattern {text!r} cannot be read, {error}",
            path=f"tongues/{name}",
            value=text,
        ) from None
    for gap in gaps:
        if gap not in known:
            hint = "write one of " + ", ".join(f"{{{one}}}" for one in known)
            raise AtlasError(
                "unknown_gap",
                f"the pattern {text!r} has an unknown gap {gap!r}",
                path=f"tongues/{name}",
                value=text,
                hint=hint,
            )
    return Pattern(text, gaps, bool(text.partition("{")[0].strip()))


def _plain(word: str) -> str:
    return word.rstrip(".").casefold()


def _taken(name: Name, gaps: tuple[str, ...]) -> Iterator[str]:
    """The parts of the name that the gaps of a pattern took, in the order spoken."""
    for gap in gaps:
        if gap != "full" or name.full:
            yield gap.lower()
        else:
            yield from ("surname", "given") if _surname_first(name) else ("given", "surname")


def _whole(name: Name) -> str | None:
    """The name as a whole: as she gave it, or put together in the order of its own script."""
    if name.full or not (name.given and name.surname):
        return name.full
    if _surname_first(name):
        return name.surname + name.given
    return name.given + ("・" if _katakana(name.given + name.surname) else " ") + name.surname


def _surname_first(name: Name) -> bool:
    """Whether both parts stand in Han, kana or Hangul: then the surname leads, with no space between."""
    both = (name.given or "") + (name.surname or "")
    return all(_east_asian(letter) for letter in both) and not _katakana(both)


def _east_asian(letter: str) -> bool:
    return "\u3005" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" or "\U00020000" <= letter <= "\U000323af"


def _katakana(text: str) -> bool:
    """Foreign names in Japanese are written in katakana, given name first (UTS #35, part 8)."""
    return all("\u30a0" <= letter <= "\u30ff" for letter in text)
