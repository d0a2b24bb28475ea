"""Which strategy makes which type: told to Hypothesis when a type's module is imported, and not before.

`hypothesis.strategies.from_type(Money)` then simply works, and importing Hypothesis loads nothing of this library's rooms.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import MappingProxyType, ModuleType
from typing import Any

from hypothesis import strategies as st

from xborder.testing.profiles import register_profiles

__all__ = ["TYPES", "tell_hypothesis"]

TYPES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "xborder.atlas.atlas": {"Atlas": "world.atlases"},
        "xborder.atlas.layers": {"Layer": "world.layers"},
        "xborder.atlas.timeline": {"Timeline": "world.timelines"},
        "xborder.codes.country": {"Country": "ground.countries"},
        "xborder.codes.currency": {"Currency": "ground.currencies"},
        "xborder.codes.language": {"LanguageTag": "ground.language_tags"},
        "xborder.compliance.request": {"Act": "permission.acts", "ConsentRequest": "permission.consent_requests"},
        "xborder.hours.amounts": {"Amount": "schedules.amounts"},
        "xborder.hours.schedules": {"Combined": "schedules.combined_schedules", "Schedule": "schedules.schedules"},
        "xborder.locale.contact": {"Address": "people.addresses", "Customer": "people.customers", "Name": "people.person_names"},
        "xborder.money": {"ExchangeRates": "ground.exchange_rates", "Money": "ground.money", "Rate": "ground.rates"},
        "xborder.payments.checkout": {"Checkout": "trade.checkouts"},
        "xborder.shipping.parcel": {"Parcel": "trade.parcels"},
        "xborder.shipping.promise.facts": {"Calendar": "deliveries.calendars", "PromiseRequest": "deliveries.promise_requests"},
    }
)
"""By module: the types it defines, and the strategy of each."""


class _Watch(MetaPathFinder):
    """Stands by while those modules are imported, and finds nothing itself."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in TYPES else None
        if spec is None or spec.loader is None:
            return None
        run: Any = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            run(module)
            _register(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign] # of this one loader
        return spec


def _register(module: ModuleType) -> None:
    for name, strategy in TYPES[module.__name__].items():
        found = getattr(module, name, None)
        if found is not None:
            st.register_type_strategy(found, _made(strategy))


def _made(strategy: str) -> Any:
    home, _, name = strategy.partition(".")

    def make(_: type) -> st.SearchStrategy[Any]:
        found: st.SearchStrategy[Any] = getattr(import_module(f"xborder.testing.strategies.{home}"), name)()
        return found

    return make


def tell_hypothesis() -> None:
    """Registers what is loaded already, waits for the rest, and makes the profiles known."""
    register_profiles()
    for name in TYPES:
        if name in sys.modules:
            _register(sys.modules[name])
    if not any(type(one) is _Watch for one in sys.meta_path):
        sys.meta_path.insert(0, _Watch())
