"""The greenhouse: facts to ask about, laws to hold answers to, and what pytest and Hypothesis load of both.

>>> from hypothesis import given, settings
>>> from xborder import landed_cost
>>> from xborder.testing import check_sums, days, parcels
>>> @settings(max_examples=5)
... @given(parcels(), days())
... def test_lines_re_add(parcel, on):
...     check_sums(landed_cost(parcel, on=on))
>>> test_lines_re_add()

Whatever a name stands for is loaded when it is first touched. Wants `pip install "xborder[testing]"`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xborder.testing.examples import Example, check_example, examples_in, witnesses
    from xborder.testing.laws.answers import check_answer, check_sums
    from xborder.testing.laws.broken import LawBroken
    from xborder.testing.laws.hours import check_algebra, check_half_open
    from xborder.testing.laws.permission import check_never_loosens, check_withdrawal_wins
    from xborder.testing.laws.purity import check_purity
    from xborder.testing.laws.quotes import check_allocation, check_monotone, check_partition, check_permutation
    from xborder.testing.laws.world import check_atlas, check_overlay
    from xborder.testing.matchers import about
    from xborder.testing.profiles import PROFILES
    from xborder.testing.strategies.clocks import instants, instants_near_transition, schedules
    from xborder.testing.strategies.ground import countries, currencies, exchange_rates, language_tags, money, rates
    from xborder.testing.strategies.people import addresses, customers, person_names
    from xborder.testing.strategies.permission import consent_requests, histories
    from xborder.testing.strategies.thresholds import around_threshold
    from xborder.testing.strategies.trade import checkouts, hs_codes, parcels
    from xborder.testing.strategies.world import atlases, days, from_atlas, layers, places, timelines

_HOMES = {
    "examples": ("Example", "check_example", "examples_in", "witnesses"),
    "laws.answers": ("check_answer", "check_sums"),
    "laws.broken": ("LawBroken",),
    "laws.hours": ("check_algebra", "check_half_open"),
    "laws.permission": ("check_never_loosens", "check_withdrawal_wins"),
    "laws.purity": ("check_purity",),
    "laws.quotes": ("check_allocation", "check_monotone", "check_partition", "check_permutation"),
    "laws.world": ("check_atlas", "check_overlay"),
    "matchers": ("about",),
    "profiles": ("PROFILES",),
    "strategies.clocks": ("instants", "instants_near_transition", "schedules"),
    "strategies.ground": ("countries", "currencies", "exchange_rates", "language_tags", "money", "rates"),
    "strategies.people": ("addresses", "customers", "person_names"),
    "strategies.permission": ("consent_requests", "histories"),
    "strategies.thresholds": ("around_threshold",),
    "strategies.trade": ("checkouts", "hs_codes", "parcels"),
    "strategies.world": ("atlases", "days", "from_atlas", "layers", "places", "timelines"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "PROFILES",
    "Example",
    "LawBroken",
    "about",
    "addresses",
    "around_threshold",
    "atlases",
    "check_algebra",
    "check_allocation",
    "check_answer",
    "check_atlas",
    "check_example",
    "check_half_open",
    "check_monotone",
    "check_never_loosens",
    "check_overlay",
    "check_partition",
    "check_permutation",
    "check_purity",
    "check_sums",
    "check_withdrawal_wins",
    "checkouts",
    "consent_requests",
    "countries",
    "currencies",
    "customers",
    "days",
    "examples_in",
    "exchange_rates",
    "from_atlas",
    "histories",
    "hs_codes",
    "instants",
    "instants_near_transition",
    "language_tags",
    "layers",
    "money",
    "parcels",
    "person_names",
    "places",
    "rates",
    "schedules",
    "timelines",
    "witnesses",
]


def __getattr__(name: str) -> object:
    """Loads a public name's home when the name is first touched."""
    if name not in _HOME_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """What is public."""
    return sorted(__all__)
