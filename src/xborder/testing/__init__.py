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
    from xborder.testing.laws.duties import check_duties, check_duty_turns
    from xborder.testing.laws.foresight import check_cliffs, check_snapshot
    from xborder.testing.laws.hours import check_algebra, check_half_open, check_sets
    from xborder.testing.laws.permission import check_never_loosens, check_withdrawal_wins
    from xborder.testing.laws.promises import check_promises, check_reestimates
    from xborder.testing.laws.purity import check_purity
    from xborder.testing.laws.quotes import check_allocation, check_monotone, check_partition, check_permutation
    from xborder.testing.laws.reckoning import check_contact_windows, check_open_time
    from xborder.testing.laws.world import check_atlas, check_overlay
    from xborder.testing.matchers import about
    from xborder.testing.profiles import PROFILES
    from xborder.testing.strategies.clocks import instants, instants_near_transition
    from xborder.testing.strategies.deliveries import calendars, promise_requests, tracking_logs
    from xborder.testing.strategies.duties import around_boundary, duty_expressions, turns_of, us_entries, us_turns
    from xborder.testing.strategies.ground import countries, currencies, exchange_rates, language_tags, money, rates
    from xborder.testing.strategies.people import addresses, customers, person_names
    from xborder.testing.strategies.permission import consent_requests, histories
    from xborder.testing.strategies.schedules import amounts, combined_schedules, contact_histories, schedules
    from xborder.testing.strategies.tables import rate_tables
    from xborder.testing.strategies.thresholds import around_threshold
    from xborder.testing.strategies.trade import checkouts, hs_codes, parcels
    from xborder.testing.strategies.world import atlases, days, from_atlas, layers, places, timelines

_HOMES = {
    "examples": ("Example", "check_example", "examples_in", "witnesses"),
    "laws.answers": ("check_answer", "check_sums"),
    "laws.broken": ("LawBroken",),
    "laws.duties": ("check_duties", "check_duty_turns"),
    "laws.foresight": ("check_cliffs", "check_snapshot"),
    "laws.hours": ("check_algebra", "check_half_open", "check_sets"),
    "laws.permission": ("check_never_loosens", "check_withdrawal_wins"),
    "laws.promises": ("check_promises", "check_reestimates"),
    "laws.purity": ("check_purity",),
    "laws.quotes": ("check_allocation", "check_monotone", "check_partition", "check_permutation"),
    "laws.reckoning": ("check_contact_windows", "check_open_time"),
    "laws.world": ("check_atlas", "check_overlay"),
    "matchers": ("about",),
    "profiles": ("PROFILES",),
    "strategies.clocks": ("instants", "instants_near_transition"),
    "strategies.deliveries": ("calendars", "promise_requests", "tracking_logs"),
    "strategies.duties": ("around_boundary", "duty_expressions", "turns_of", "us_entries", "us_turns"),
    "strategies.ground": ("countries", "currencies", "exchange_rates", "language_tags", "money", "rates"),
    "strategies.people": ("addresses", "customers", "person_names"),
    "strategies.permission": ("consent_requests", "histories"),
    "strategies.schedules": ("amounts", "combined_schedules", "contact_histories", "schedules"),
    "strategies.tables": ("rate_tables",),
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
    "amounts",
    "around_boundary",
    "around_threshold",
    "atlases",
    "calendars",
    "check_algebra",
    "check_allocation",
    "check_answer",
    "check_atlas",
    "check_cliffs",
    "check_contact_windows",
    "check_duties",
    "check_duty_turns",
    "check_example",
    "check_half_open",
    "check_monotone",
    "check_never_loosens",
    "check_open_time",
    "check_overlay",
    "check_partition",
    "check_permutation",
    "check_promises",
    "check_purity",
    "check_reestimates",
    "check_sets",
    "check_snapshot",
    "check_sums",
    "check_withdrawal_wins",
    "checkouts",
    "combined_schedules",
    "consent_requests",
    "contact_histories",
    "countries",
    "currencies",
    "customers",
    "days",
    "duty_expressions",
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
    "promise_requests",
    "rate_tables",
    "rates",
    "schedules",
    "timelines",
    "tracking_logs",
    "turns_of",
    "us_entries",
    "us_turns",
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
