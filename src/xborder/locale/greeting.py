"""How do we greet her? The words for this customer, in her language, at the hour her own clock shows."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, TypeVar, final

from attrs import field, frozen

from xborder.atlas import Atlas, Entry, Moment, standard
from xborder.codes import LanguageTag
from xborder.doors import zones
from xborder.errors import FactError
from xborder.locale.contact import Address, Customer
from xborder.locale.salutation import REGISTERS, DayPart, Register, Tongue, tongue_of
from xborder.locale.tags import LanguageMatch, best_language
from xborder.reasons import Assumption, Caveat, Need, Reason, assumed, told
from xborder.values import Answer, choice, instant, read, sequence

__all__ = ["Greeting", "greet"]

_KIN = 10  # UTS #35: below this, two tags are regional kinds of one language
_LAST_RESORT = "en"

T = TypeVar("T")


@final
@frozen(kw_only=True)
class Greeting(Answer):
    """What to say to a customer: a line for the screen, and how a letter opens and closes.

    `day_part` is the part of the greeting, not of the clock: `neutral` at night, and where her hour is not known. `name_used`
    names the parts of her name that `text` speaks. `timezone` and `local_time` are None where her clock is not known.
    What no page says is None, and `needs` says so.
    """

    WIRE = (
        "text",
        "greeting",
        "salutation",
        "closing",
        "language",
        "register",
        "day_part",
        "name_used",
        "local_time",
        "timezone",
        "status",
        "edition",
        "because",
        "needs",
        "caveats",
        "assumed",
    )

    text: str | None
    greeting: str | None
    salutation: str | None
    closing: str | None
    language: LanguageTag
    register: Register
    day_part: DayPart
    name_used: tuple[str, ...]
    local_time: datetime | None
    timezone: str | None
    needs: tuple[Need, ...]
    assumed: tuple[Assumption, ...]
    edition: str
    _match: LanguageMatch | None = field(repr=False, eq=False)
    _chosen: bool = field(repr=False, eq=False)
    _entries: tuple[tuple[str, Entry], ...] = field(repr=False, eq=False)

    @property
    def because(self) -> tuple[Reason, ...]:
        """What was read, and what it led to."""
        facts: dict[str, Any] = {"language": self.language, "register": self.register, "part": self.day_part}
        facts |= {
            "greeting": self.greeting,
            "text": self.text,
            "salutation": self.salutation,
            "closing": self.closing,
        }
        facts |= {"names": ", ".join(self.name_used) or "no part", "zone": self.timezone or "several clocks"}
        facts["time"] = f"{self.local_time:%H:%M}" if self.local_time else "the hour"
        reasons = []
        if self._match and self._match.requested:
            reasons.append(
                told(
                    "locale.language",
                    "{language} is the nearest to her {wish}",
                    None,
                    None,
                    language=self.language,
                    wish=self._match.requested,
                )
            )
        for rule, entry in self._entries:
            if rule == "register" and self._chosen:
                continue
            template = _TEMPLATES[rule]
            reasons.append(
                told(
                    f"locale.{rule}" if rule != "zones" else "hours.zones",
                    template,
                    entry,
                    None,
                    **_named_in(template, facts),
                )
            )
        return tuple(reasons)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Wordings that nobody has checked against a source."""
        return tuple(
            Caveat(
                kind="unverified",
                rule=entry.rule,
                text=f"{entry.rule} was written from memory: have a native reader look at it",
            )
            for _, entry in self._entries
            if entry.grade == "C"
        )


_TEMPLATES: Mapping[str, str] = {
    "zones": "her address is in {zone}",
    "day_parts": "{time} is greeted as {part} in {language}",
    "greeting": "{part} is {greeting!r} in {language}",
    "register": "shops write {register} in {language}",
    "address": "{names} of her name is spoken in {register} {language}",
    "opening": "the screen says {text!r}",
    "salutation": "a letter opens {salutation!r}",
    "punctuation": "a letter opens {salutation!r}",
    "closing": "a letter closes {closing!r}",
}


def _named_in(template: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: fact for name, fact in facts.items() if f"{{{name}}}" in template or f"{{{name}!r}}" in template
    }


def greet(
    customer: Customer | Mapping[str, Any],
    /,
    *,
    at: datetime | str,
    offered: Iterable[str] | None = None,
    register: Register | None = None,
    atlas: Atlas | None = None,
) -> Greeting:
    """How do we greet this customer now?

    >>> her = {"name": {"given": "花子", "surname": "山田"}, "languages": ["ja"], "address": "JP"}
    >>> greeting = greet(her, at="2026-11-21T01:30:00Z")
    >>> greeting.text, greeting.salutation
    ('山田様、おはようございます。', '山田様')

    `offered` are the languages the shop can go on in (default: every tongue of the atlas). Gender is never guessed: unknown
    and nonbinary take neutral forms. Without a zone, or with several that differ in the part of the day, the greeting is
    neutral and `needs` names the fact that would help.
    """
    who = _under("customer", lambda: read(Customer, customer))
    when = _under("at", lambda: instant(at))
    world = standard() if atlas is None else atlas
    moment = _under("at", lambda: world.moment("world", when))
    chosen = None if register is None else _under("register", lambda: choice(register, *REGISTERS))
    language, match, tongue, needs, taken = _spoken(who, offered, world, moment)
    clocks = _clocks(who, when, world)
    if tongue is None:
        return _silent(who, language, match, chosen, clocks, needs, taken, world)
    part, gap = _part(who, tongue, clocks)
    manner: Register = chosen or tongue.default or "polite"
    word = tongue.greeting(manner, part)
    called = tongue.call(who.name, who.gender, manner)
    known = _settled(clocks)
    return Greeting(
        text=None if word is None else tongue.opening(word, called),
        greeting=word,
        salutation=tongue.salutation(who.name, who.gender, manner),
        closing=tongue.closing(manner),
        language=language,
        register=manner,
        day_part=part,
        name_used=called.used if called else (),
        local_time=known[1],
        timezone=known[0],
        needs=(*needs, *gap, *_unwritten(tongue)),
        assumed=taken,
        edition=_edition(world, clocks),
        match=match,
        chosen=chosen is not None,
        entries=(*clocks.read, *tongue.entries.items()),
    )


class _Clocks:
    """What her clock shows, or the clocks she may live by."""

    __slots__ = ("names", "read", "shown")

    def __init__(self, names: tuple[str, ...], when: datetime, entry: Entry | None = None) -> None:
        self.names = names
        self.shown = tuple(zones.local(when, name) for name in names)
        self.read = () if entry is None else (("zones", entry),)


def _clocks(who: Customer, when: datetime, world: Atlas) -> _Clocks:
    zone, address = who.timezone, who.address
    if zone is not None:
        return _under("customer", lambda: _under("timezone", lambda: _Clocks((zone,), when)))
    if address is None:
        return _Clocks((), when)
    entry = world.find(address.scope, "hours.zones", world.moment(address.scope, when).first).entry
    return _Clocks(tuple(entry.value) if entry else _zones(address), when, entry)


def _zones(address: Address) -> tuple[str, ...]:
    try:
        return zones.zones_of(address.country)
    except FactError:  # tzdata lists no zone for it, as for XK
        return ()


def _settled(clocks: _Clocks) -> tuple[str | None, datetime | None]:
    """Her zone and what it shows, where all clocks she may live by show the same."""
    if not clocks.names or len({one.utcoffset() for one in clocks.shown}) > 1:
        return None, None
    return clocks.names[0], clocks.shown[0]


def _part(who: Customer, tongue: Tongue, clocks: _Clocks) -> tuple[DayPart, tuple[Need, ...]]:
    parts = {tongue.part(one) for one in clocks.shown}
    if len(parts) == 1:
        return parts.pop(), ()
    if not parts:
        missing = "her address or her timezone is" if who.address is None else "her timezone is"
        return "neutral", (
            Need(
                kind="fact", path="/customer/timezone", text=f"{missing} needed to know her part of the day"
            ),
        )
    country = who.address.country if who.address else ""
    text = f"{country} keeps {len(clocks.names)} clocks, and now they differ in the part of the day: her timezone is needed"
    return "neutral", (Need(kind="fact", path="/customer/timezone", text=text),)


_Spoken = tuple[LanguageTag, LanguageMatch | None, Tongue | None, tuple[Need, ...], tuple[Assumption, ...]]


def _spoken(who: Customer, offered: Iterable[str] | None, world: Atlas, moment: Moment) -> _Spoken:
    """The language to greet her in, how it was found, and what its page says."""
    tongues: tuple[LanguageTag, ...] = world.remember(
        ("locale.tongues",), lambda: tuple(LanguageTag(name) for name in world.listed("tongues"))
    )
    given = None if offered is None else _under("offered", lambda: sequence(offered, LanguageTag))
    shelf = tongues if given is None else given
    if not shelf and given is None:
        shelf = (LanguageTag(_LAST_RESORT),)
    match = best_language(who.languages, shelf)
    needs: list[Need] = []
    taken: list[Assumption] = []
    if match:
        language = match.offered
    else:
        language = (
            LanguageTag(_LAST_RESORT) if given is None and LanguageTag(_LAST_RESORT) in shelf else shelf[0]
        )
        wishes = ", ".join(who.languages)
        taken.append(
            assumed(
                "/offered",
                str(language),
                f"none of her languages ({wishes or 'unknown'}) is spoken, so {language} is",
            )
        )
        if not wishes:
            needs.append(
                Need(
                    kind="fact",
                    path="/customer/languages",
                    text="her languages are needed to choose one she reads",
                )
            )
        elif given is None:
            needs.append(
                Need(kind="rule", path="/customer/languages", text=f"the atlas has no page for {wishes}")
            )
    page = best_language((language,), tongues, threshold=_KIN) if tongues else None
    if page is None:
        needs.append(
            Need(
                kind="rule",
                path="/offered",
                text=f"the atlas has no page for {language}: lay one over it, or offer another",
            )
        )
        return language, match, None, tuple(needs), tuple(taken)
    spoken = page.offered if page.offered.language != language.language else language
    return (
        spoken,
        match,
        tongue_of(world, world.listed("tongues")[tongues.index(page.offered)], moment),
        tuple(needs),
        tuple(taken),
    )


def _unwritten(tongue: Tongue) -> tuple[Need, ...]:
    return tuple(
        Need(kind="rule", path="/atlas", text=f"the page of {tongue.name} says nothing of locale.{rule}")
        for rule in tongue.silent
    )


def _silent(
    who: Customer,
    language: LanguageTag,
    match: LanguageMatch | None,
    chosen: Register | None,
    clocks: _Clocks,
    needs: tuple[Need, ...],
    taken: tuple[Assumption, ...],
    world: Atlas,
) -> Greeting:
    """The answer in a tongue that nobody has written down: no words, and the need for them."""
    zone, shown = _settled(clocks)
    return Greeting(
        text=None,
        greeting=None,
        salutation=None,
        closing=None,
        language=language,
        register=chosen or "polite",
        day_part="neutral",
        name_used=(),
        local_time=shown,
        timezone=zone,
        needs=needs,
        assumed=taken,
        edition=_edition(world, clocks),
        match=match,
        chosen=chosen is not None,
        entries=clocks.read,
    )


def _edition(world: Atlas, clocks: _Clocks) -> str:
    return f"{world.edition} tzdata-{zones.version()}" if clocks.names else world.edition


def _under(name: Literal["customer", "at", "offered", "register", "timezone"], make: Callable[[], T]) -> T:
    try:
        return make()
    except FactError as error:
        raise error.under(name) from None
