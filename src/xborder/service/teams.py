"""Who answers customers? A team of our own or of a partner: when it works, what it speaks, how many it is, what it costs."""

from collections.abc import Iterable, Mapping
from typing import Any, final

from attrs import converters, field, frozen

from xborder.codes import LanguageTag
from xborder.errors import FactError
from xborder.hours.schedules import Combined, Schedule
from xborder.money import Money
from xborder.values import Value, named, read, sequence, text, truth, whole

__all__ = ["Team", "teams_at_the_door"]


def _hours(value: Schedule | Combined | Mapping[str, Any]) -> Schedule | Combined:
    return Schedule.read(value)


def _tags(value: Iterable[LanguageTag | str]) -> tuple[LanguageTag, ...]:
    return sequence(value, LanguageTag)


def _capacity(value: int) -> int:
    count = whole(value)
    if count < 1:
        raise FactError("unusable_capacity", f"a team is one or more, not {count}", value=count, hint="leave a team of nobody out")
    return count


def _cost(value: Money | Mapping[str, Any] | str) -> Money:
    money = Money.read(value)
    if money.units < 0:
        raise FactError("negative_price", f"a team costs nothing or more, not {money}", value=money, hint="check the sign")
    return money


@final
@frozen(kw_only=True, field_transformer=named)
class Team(Value):
    """A team, or with `candidate` one that could be taken on; `cost` is for the whole period asked about.

    >>> desk = {"timezone": "Asia/Manila", "weekly": {"mon-fri": [["06:00", "15:00"]]}}
    >>> Team(name="Manila", schedule=desk, languages=["en", "fil"]).speaks(LanguageTag("en-GB"))
    True
    """

    name: str = field(converter=text)
    schedule: Schedule | Combined = field(converter=_hours)
    languages: tuple[LanguageTag, ...] | None = field(default=None, converter=converters.optional(_tags))
    capacity: int | None = field(default=None, converter=converters.optional(_capacity))
    cost: Money | None = field(default=None, converter=converters.optional(_cost))
    candidate: bool = field(default=False, converter=truth)

    @property
    def size(self) -> int:
        """How many can answer at once; one where nobody says."""
        return 1 if self.capacity is None else self.capacity

    def speaks(self, language: LanguageTag | None) -> bool:
        """Whether the team answers in a language, in whichever kind of it; in any where none is asked for."""
        return language is None or any(one.language == language.language for one in self.languages or ())


def teams_at_the_door(value: Iterable[Team | Mapping[str, Any]]) -> tuple[Team, ...]:
    """One team or more, each by a name of its own."""
    teams = sequence(value, lambda one: read(Team, one))
    if not teams:
        raise FactError("no_teams", "nobody covers nothing", value="[]", hint="name one team or more")
    seen: set[str] = set()
    for index, one in enumerate(teams):
        if one.name in seen:
            raise FactError("name_twice", f"two teams are called {one.name!r}", path=f"/{index}/name", value=one.name, hint="name each of them")
        seen.add(one.name)
    return teams
