"""How hard a law looks: `xborder-quick` while writing, `xborder-default` before a commit, `xborder-deep` at night.

Registered with Hypothesis as soon as it is imported where `xborder` is installed: `pytest --hypothesis-profile=xborder-deep`, or

>>> from hypothesis import settings
>>> register_profiles()
>>> settings.get_profile("xborder-deep").max_examples
5000
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import HealthCheck, settings

__all__ = ["PROFILES", "register_profiles"]

PROFILES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        # Whoever reads a page of the atlas first waits for it: no deadline can be told from that.
        "xborder-quick": {"max_examples": 25, "deadline": None},
        "xborder-default": {"max_examples": 100, "deadline": None},
        "xborder-deep": {"max_examples": 5_000, "deadline": None, "suppress_health_check": [HealthCheck.too_slow]},
    }
)
"""The profiles by name."""


def register_profiles() -> None:
    """Makes the profiles known to Hypothesis; none is loaded."""
    for name, how in PROFILES.items():
        settings.register_profile(name, **how)
