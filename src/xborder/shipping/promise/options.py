"""Which way of shipping? Options compared on what they cost at the door and when they arrive.

>>> from xborder import choose_option
>>> options = [
...     {"id": "post", "cost": "9.00 EUR", "arrival": {"earliest": "2026-03-09", "latest": "2026-03-13"}},
...     {"id": "courier", "cost": "18.00 EUR", "arrival": {"earliest": "2026-03-04", "latest": "2026-03-05"}},
...     {"id": "slow courier", "cost": "19.00 EUR", "arrival": {"earliest": "2026-03-05", "latest": "2026-03-06"}},
... ]
>>> choice = choose_option(options, policy={"prefer": "cheapest", "by": "2026-03-10"})
>>> choice.chosen, choice.front
('courier', ('post', 'courier'))
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, final

from attrs import converters, field, frozen

from xborder.atlas import EDITION
from xborder.errors import FactError
from xborder.money import Money
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason
from xborder.shipping.cost import LandedCost
from xborder.shipping.promise.account import said
from xborder.shipping.promise.facts import Arrival
from xborder.shipping.promise.promise import Promise
from xborder.values import Value, choice, day, named, read, sequence, text

__all__ = ["OptionChoice", "OptionPolicy", "RankedOption", "ShippingOption", "choose_option"]

Preference = Literal["cheapest", "fastest", "balanced"]
Standing = Literal["chosen", "possible", "dominated", "too_late", "too_dear", "unknown"]


def _cost(value: LandedCost | Money | Mapping[str, Any] | str) -> LandedCost | Money:
    return value if isinstance(value, LandedCost) else Money.read(value)


def _arrival(value: Promise | Arrival | Mapping[str, Any]) -> Promise | Arrival:
    return value if isinstance(value, Promise) else read(Arrival, value)


@final
@frozen(kw_only=True, field_transformer=named)
class ShippingOption(Value):
    """One way of shipping: its cost, as money or a whole landed cost, and its arrival, as a range or a whole promise."""

    WIRE = ("id", "total", "earliest", "latest")

    id: str = field(converter=text)
    cost: LandedCost | Money = field(converter=_cost)
    arrival: Promise | Arrival = field(converter=_arrival)

    @property
    def total(self) -> Money | None:
        """What it costs at the door; None while anything of it is unknown."""
        return self.cost.total if isinstance(self.cost, LandedCost) else self.cost

    @property
    def earliest(self) -> date | None:
        """The first day on which it may arrive."""
        return self.arrival.earliest

    @property
    def latest(self) -> date | None:
        """The last day on which it is to arrive."""
        return self.arrival.latest

    @property
    def needs(self) -> tuple[Need, ...]:
        """What its cost and its arrival lack."""
        parts = (("cost", self.cost), ("arrival", self.arrival))
        return tuple(Need(kind=one.kind, path=f"/{name}{one.path}", text=one.text) for name, part in parts for one in getattr(part, "needs", ()))


def _prefer(value: Preference) -> Preference:
    return choice(value, "cheapest", "fastest", "balanced")


def _day(value: date | str) -> date:
    return day(value)


def _money(value: Money | Mapping[str, Any] | str) -> Money:
    return Money.read(value)


@final
@frozen(kw_only=True, field_transformer=named)
class OptionPolicy(Value):
    """What matters: the price, the day, or both, a day counting as much as `day_worth`; and what is out of the question.

    `by` is the last day on which it must arrive at the latest, `at_most` the most it may cost.
    """

    prefer: Preference = field(converter=_prefer)
    by: date | None = field(default=None, converter=converters.optional(_day))
    at_most: Money | None = field(default=None, converter=converters.optional(_money))
    day_worth: Money | None = field(default=None, converter=converters.optional(_money))

    def __attrs_post_init__(self) -> None:
        if (self.prefer == "balanced") != (self.day_worth is not None):
            hint = "pass day_worth with prefer='balanced', and only then"
            raise FactError("unusable_policy", "a balance needs to know what a day is worth", path="/day_worth", value=self.day_worth, hint=hint)
        if self.day_worth is not None and self.day_worth.units < 0:
            raise FactError("negative_price", f"a day is worth nothing or more, not {self.day_worth}", path="/day_worth", value=self.day_worth)


@final
@frozen(kw_only=True)
class RankedOption(Value):
    """An option and how it stands: chosen, possible, out of the question, or dominated by a better one."""

    id: str
    total: Money | None
    earliest: date | None
    latest: date | None
    standing: Standing
    dominated_by: str | None = None


@final
@frozen(kw_only=True)
class OptionChoice(Answer):
    """The option to take, None where none will do, and how all of them stand.

    `front` names the options that no other beats: none is as cheap, as early at best and as early at worst, and better in one
    of these. What is chosen always stands there.
    """

    WIRE = ("chosen", "front", "options", "status", "edition", "because", "needs", "caveats", "assumed")

    given: tuple[ShippingOption, ...]
    policy: OptionPolicy

    @property
    def options(self) -> tuple[RankedOption, ...]:
        """Every option as it was given, and how it stands."""
        picked = self.chosen
        return tuple(
            RankedOption(
                id=one.id,
                total=one.total,
                earliest=one.earliest,
                latest=one.latest,
                standing="chosen" if one.id == picked else _standing(one, self.given, self.policy),
                dominated_by=_better(one, self.given),
            )
            for one in self.given
        )

    @property
    def chosen(self) -> str | None:
        """The option to take."""
        possible = [one for one in self.given if _standing(one, self.given, self.policy) == "possible"]
        return min(possible, key=lambda one: _rank(one, self.policy)).id if possible else None

    @property
    def front(self) -> tuple[str, ...]:
        """The options no other beats, in the order given."""
        return tuple(one.id for one in self.given if _known(one) and _better(one, self.given) is None)

    @property
    def edition(self) -> str:
        """The editions the options' own answers were made with."""
        parts = [word for one in self.given for part in (one.cost, one.arrival) for word in getattr(part, "edition", EDITION).split()]
        return " ".join(dict.fromkeys(parts))

    @property
    def because(self) -> tuple[Reason, ...]:
        """Why each option stands where it stands."""
        return tuple(_told(one, self.policy) for one in self.options)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What keeps an option from being compared."""
        return tuple(
            Need(kind=need.kind, path=f"/options/{index}{need.path}", text=f"{one.id}: {need.text}")
            for index, one in enumerate(self.given)
            if not _known(one)
            for need in one.needs
        )

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know of the chosen option."""
        one = next((one for one in self.given if one.id == self.chosen), None)
        return () if one is None else tuple(caveat for part in (one.cost, one.arrival) for caveat in getattr(part, "caveats", ()))

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """Nothing is taken for granted here; each option's own answer says what it leans on."""
        return ()


def _known(one: ShippingOption) -> bool:
    return one.total is not None and one.earliest is not None and one.latest is not None


def _figures(one: ShippingOption) -> tuple[Money, int, int]:
    total, earliest, latest = one.total, one.earliest, one.latest
    assert total is not None and earliest is not None and latest is not None  # noqa: S101, PT018 - only what is known is compared
    return total, latest.toordinal(), earliest.toordinal()


def _better(one: ShippingOption, options: tuple[ShippingOption, ...]) -> str | None:
    """An option that beats this one, the best of them; of two alike the one that was given first."""
    if not _known(one):
        return None
    mine = _figures(one)
    above = [other for other in options if other is not one and _known(other) and _beats(_figures(other), mine)]
    twin = next((other for other in options if _known(other) and _figures(other) == mine), one)
    return min(above, key=_figures_key).id if above else None if twin is one else twin.id


def _figures_key(one: ShippingOption) -> tuple[Any, int, int]:
    total, latest, earliest = _figures(one)
    return total.exact, latest, earliest


def _beats(other: tuple[Money, int, int], mine: tuple[Money, int, int]) -> bool:
    return other != mine and other[0] <= mine[0] and other[1] <= mine[1] and other[2] <= mine[2]


def _standing(one: ShippingOption, options: tuple[ShippingOption, ...], policy: OptionPolicy) -> Standing:
    if not _known(one):
        return "unknown"
    total, latest, _ = _figures(one)
    if policy.by is not None and latest > policy.by.toordinal():
        return "too_late"
    if policy.at_most is not None and total > policy.at_most:
        return "too_dear"
    return "possible" if _better(one, options) is None else "dominated"


def _rank(one: ShippingOption, policy: OptionPolicy) -> tuple[Any, ...]:
    total, latest, earliest = _figures(one)
    if policy.prefer == "fastest":
        return latest, earliest, total.exact
    worth = policy.day_worth.exact * latest if policy.day_worth is not None else 0
    return total.exact + worth, total.exact, latest, earliest


_TEXTS: dict[Standing, str] = {
    "chosen": "{option} is chosen: {total}, here {latest} at the latest",
    "possible": "{option} would do, at {total} and {latest} at the latest, and is not what is preferred",
    "dominated": "{option} is no better than {better} in price and day",
    "too_late": "{option} may be here only {latest}, after {by}",
    "too_dear": "{option} costs {total}, more than {at_most}",
    "unknown": "{option} cannot be compared: its cost or its arrival is not known",
}


def _told(one: RankedOption, policy: OptionPolicy) -> Reason:
    return said(
        f"option.{one.standing}",
        _TEXTS[one.standing],
        option=one.id,
        total=one.total,
        latest=one.latest,
        better=one.dominated_by,
        by=policy.by,
        at_most=policy.at_most,
    )


def choose_option(
    options: Iterable[ShippingOption | Mapping[str, Any]],
    /,
    *,
    policy: OptionPolicy | Mapping[str, Any],
) -> OptionChoice:
    """Which way of shipping fits best? Never one that another beats in price and day.

    All costs are of one currency. An option whose cost or arrival is not known is not chosen, and `needs` says what it lacks.
    """
    try:
        given = sequence(options, lambda one: read(ShippingOption, one))
    except FactError as error:
        raise error.under("options") from None
    try:
        wanted = read(OptionPolicy, policy)
    except FactError as error:
        raise error.under("policy") from None
    if not given:
        raise FactError("no_options", "there is nothing to choose from", path="/options", value="[]", hint="pass one option or more")
    seen: set[str] = set()
    for index, one in enumerate(given):
        if one.id in seen:
            raise FactError("id_twice", f"two options are called {one.id!r}", path=f"/options/{index}/id", value=one.id, hint="name each of them")
        seen.add(one.id)
    _one_currency(given, wanted)
    return OptionChoice(given=given, policy=wanted)


def _one_currency(given: tuple[ShippingOption, ...], policy: OptionPolicy) -> None:
    amounts = [(f"/options/{index}/cost", one.total) for index, one in enumerate(given)]
    amounts += [("/policy/at_most", policy.at_most), ("/policy/day_worth", policy.day_worth)]
    known = [(path, amount) for path, amount in amounts if amount is not None]
    for path, amount in known:
        if amount.currency != known[0][1].currency:
            text = f"{amount} cannot be compared with {known[0][1]}"
            raise FactError("mixed_currencies", text, path=path, value=amount, hint="quote all options in one currency")
