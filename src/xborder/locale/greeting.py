"""How do we greet her? The words for this customer, in her language, at the hour her own clock shows."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar, final

from attrs import field, frozen

from xborder.atlas import Atlas, Entry, Moment, standard
from xborder.codes import LanguageTag
from xborder.doors import zones
from xborder.errors import FactError
from xborder.locale.contact import Address, Customer
from xborder.locale.salutation import REGISTERS, RULES, DayPart, Register, Tongue, tongue_of
from xborder.locale.tags import LanguageMatch, best_language
from xborder.reasons import Assumption, Caveat, Need, Reason, assumed, told
from xborder.values import Answer, choice, instant, read, sequence

__all__ = ["Greeting", "greet"]

_KIN = 10  # UTS #35: below this, two tags are regional kinds of one language
_LAST_RESORT = LanguageTag("en")

T = TypeVar("T")


@final
@frozen(kw_only=True)
class Greeting(Answer):
    """What to say to a customer: a line for the screen, and how a letter opens and closes.

    `day_part` is the part of the greeting, not of the clock: `neutral` at night, and where her hour is not
    known. `name_used` names the parts of her name that `text` speaks. `timezone` and `local_time` are None
    where her clock is not known. What no page says is None, and `needs` says so.
    """

    WIRE = (
        *("text", "greeting", "salutation", "closing", "language", "register", "day_part", "name_used"),
        *("local_time", "timezone", "status", "edition", "because", "needs", "caveats", "assumed"),
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
    _entries: tuple[tuple[str, Entry], ...] = field(repr=False, eq=False)

    @property
    def because(self) -> tuple[Reason, ...]:
        """What was read, and what it led to."""
        facts = {
            "text": self.text,
            "greeting": self.greeting,
            "salutation": self.salutation,
            "closing": self.closing,
            "language": self.language,
            "register": self.register,
            "part": self.day_part,
            "names": " and ".join(self.name_used) or "no part",
            "zone": self.timezone or "several zones",
            "time": f"{self.local_time:%H:%M}" if self.local_time else "this hour",
            "wish": self._match.requested if self._match else None,
        }
        found = [_reason("locale.language", None, facts)] if facts["wish"] else []
        return (*found, *(_reason(rule, entry, facts) for rule, entry in self._entries))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Wordings that nobody has checked against a source."""
        return tuple(
            Caveat(
                kind="unverified",
                rule=entry.rule,
                text="written from memory: have a native reader look at it",
            )
            for _, entry in self._entries
            if entry.grade == "C"
        )


_TEMPLATES: Mapping[str, str] = {
    "locale.language": "{language} is the nearest to her {wish}",
    "hours.zones": "her address lies in {zone}",
    "locale.day_parts": "{time} is greeted as {part} in {language}",
    "locale.greeting": "the greeting of this part is {greeting!r}",
    "locale.register": "a shop's usual register in {language} is {register}",
    "locale.address": "{names} of her name is spoken in {register} {language}",
    "locale.opening": "on a screen this is {text!r}",
    "locale.salutation": "a letter opens with {salutation!r}",
    "locale.punctuation": "the line that opens a letter ends as in {salutation!r}",
    "locale.closing": "a letter closes with {closing!r}",
}


def _reason(rule: str, entry: Entry | None, facts: Mapping[str, object]) -> Reason:
    template = _TEMPLATES[rule]
    spoken = {name: fact for name, fact in facts.items() if f"{{{name}" in template}
    return told(rule, template, entry, None, **spoken)


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

    >>> her = {"name": {"given": "花子", "surname": "山田"}, "languages": ["ja"], "timezone": "Asia/Tokyo"}
    >>> greeting = greet(her, at="2026-11-21T00:30:00Z")
    >>> greeting.text, greeting.salutation
    ('山田様、おはようございます。', '山田様')

    `offered` are the languages the shop can go on in (default: every tongue of the atlas). Gender is never
    guessed: unknown and nonbinary take neutral forms. Without a zone, or with several that differ in the part
    of the day, the greeting is neutral and `needs` names the fact that would help.
    """
    who = _under("customer", lambda: read(Customer, customer))
    when = _under("at", lambda: instant(at))
    world = standard() if atlas is None else atlas
    moment = _under("at", lambda: world.moment("world", when))
    chosen: Register | None = None if register is None else _under("register", lambda: choice(register, *REGISTERS))
    found = _spoken(who, offered, world, moment)
    tongue, clocks = found.tongue, _clocks(who, when, world, moment)
    part, unclear = _part(who, tongue, clocks)
    manner: Register = chosen or tongue.default or "polite"
    word = tongue.greeting(manner, part)
    called = tongue.call(who.name, who.gender, manner)
    entries = [(f"locale.{rule}", entry) for rule, entry in tongue.entries.items() if rule != "register" or not chosen]
    return Greeting(
        text=word and tongue.opening(word, called),
        greeting=word,
        salutation=tongue.salutation(who.name, who.gender, manner),
        closing=tongue.closing(manner),
        language=found.language,
        register=manner,
        day_part=part,
        name_used=called.used if called else (),
        local_time=clocks.shown[0] if clocks.agree else None,
        timezone=clocks.names[0] if clocks.agree else None,
        needs=(*found.needs, *unclear, *_unwritten(tongue)),
        assumed=found.assumed,
        edition=f"{world.edition} tzdata-{zones.version()}" if clocks.names else world.edition,
        match=found.match,
        entries=(*clocks.read, *entries),
    )


class _Clocks:
    """The clocks she may live by, and what they show."""

    __slots__ = ("agree", "names", "read", "shown")

    def __init__(self, names: tuple[str, ...], when: datetime, entry: Entry | None = None) -> None:
        self.names = names
        self.shown = tuple(zones.local(when, name) for name in names)
        self.read = () if entry is None else (("hours.zones", entry),)
        self.agree = len({one.utcoffset() for one in self.shown}) == 1


def _clocks(who: Customer, when: datetime, world: Atlas, moment: Moment) -> _Clocks:
    zone, address = who.timezone, who.address
    if zone is not None:
        return _under("customer", lambda: _under("timezone", lambda: _Clocks((zone,), when)))
    if address is None:
        return _Clocks((), when)
    if address.region is None:  # a bloc keeps no clock, so only the place's own page is opened
        entry = world.find_on("places", address.country.lower(), "hours.zones", moment.first).entry
    else:
        entry = world.find(address.scope, "hours.zones", moment.first).entry
    return _Clocks(tuple(entry.value) if entry else _zones(address), when, entry)


def _zones(address: Address) -> tuple[str, ...]:
    try:
        return zones.zones_of(address.country)
    except FactError:  # tzdata lists no zone for it, as for XK
        return ()


def _part(who: Customer, tongue: Tongue, clocks: _Clocks) -> tuple[DayPart, tuple[Need, ...]]:
    parts = {tongue.part(one) for one in clocks.shown}
    if len(parts) == 1:
        return parts.pop(), ()
    if parts and who.address:
        text = f"the {len(clocks.names)} zones of {who.address.country} differ in the part of the day: pass hers"
    else:
        text = "her part of the day is not known: pass her timezone" + ("" if who.address else " or her address")
    return "neutral", (Need(kind="fact", path="/customer/timezone", text=text),)


class _Found:
    """The language to greet her in, how it was found, and what its page says."""

    __slots__ = ("assumed", "language", "match", "needs", "tongue")

    def __init__(self, language: LanguageTag, match: LanguageMatch | None, tongue: Tongue) -> None:
        self.language = language
        self.match = match
        self.tongue = tongue
        self.needs: tuple[Need, ...] = ()
        self.assumed: tuple[Assumption, ...] = ()


def _spoken(who: Customer, offered: Iterable[str] | None, world: Atlas, moment: Moment) -> _Found:
    pages = world.remember(("locale.tongues",), lambda: {LanguageTag(name): name for name in world.listed("tongues")})
    shelf = tuple(pages) if offered is None else _under("offered", lambda: sequence(offered, LanguageTag))
    if offered is None and not shelf:
        shelf = (_LAST_RESORT,)
    match = best_language(who.languages, shelf)
    default = _LAST_RESORT if offered is None and _LAST_RESORT in shelf else shelf[0]
    language = match.offered if match else default
    page = best_language((language,), pages, threshold=_KIN) if pages else None
    if page and page.offered.language != language.language:
        language = page.offered  # as for gsw, which its readers read as de
    found = _Found(language, match, tongue_of(world, pages[page.offered] if page else str(language), moment))
    if match is None:
        wishes = ", ".join(who.languages)
        said = f"she reads {wishes}, which is not offered" if wishes else "her languages are not known"
        found.assumed = (assumed("/customer/languages", str(language), f"{said}: greeted in {language}"),)
        if not wishes:
            found.needs = (Need(kind="fact", path="/customer/languages", text="her languages are needed to choose one"),)
        elif offered is None:
            found.needs = (Need(kind="rule", path="/customer/languages", text=f"the atlas has no page for {wishes}"),)
    return found


def _unwritten(tongue: Tongue) -> tuple[Need, ...]:
    """The needs for what a tongue's page leaves out; a page that is missing as a whole is one need."""
    if not tongue.entries:
        return (Need(kind="rule", path="/offered", text=f"the atlas has no page for {tongue.name}: offer another"),)
    silent = [rule for rule in RULES if rule not in tongue.entries and rule != "punctuation"]
    text = f"the page of {tongue.name} says nothing of locale."
    return tuple(Need(kind="rule", path="/atlas", text=text + rule) for rule in silent)


def _under(name: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except FactError as error:
        raise error.under(name) from None
