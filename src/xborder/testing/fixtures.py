"""What a test may ask for by name: the atlas, exchange rates, and the edition a test was written for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from xborder.atlas import Atlas
    from xborder.money import ExchangeRates

__all__ = ["atlas", "pin_edition", "rates"]


def pinned(edition: str, *, otherwise: Literal["fail", "skip"] = "fail") -> "Atlas":
    """The standard atlas, if it is of that edition; else the test fails, or is skipped."""
    from xborder.atlas import standard

    __tracebackhide__ = True
    world = standard()
    if world.edition != edition:
        message = f"this test was written for edition {edition} of the atlas, and installed is {world.edition}: read its changes, then mend the test"
        (pytest.skip if otherwise == "skip" else pytest.fail)(message)
    return world


@pytest.fixture(scope="session")
def pin_edition() -> "Callable[..., Atlas]":
    """`pin_edition("2026.11")` is the standard atlas, if that is its edition; else the test fails, or with `otherwise="skip"` is skipped.

    Figures that a test writes down are those of one edition of the world. Nothing is patched: pass the atlas on, as
    `landed_cost(parcel, on=day, atlas=pin_edition("2026.11"))`.
    """
    return pinned


@pytest.fixture(scope="session")
def atlas(request: pytest.FixtureRequest) -> "Atlas":
    """The standard atlas, of the edition that `xborder_edition` in pytest's configuration names, if it does."""
    from xborder.atlas import standard

    edition = request.config.getini("xborder_edition")
    return pinned(edition) if edition else standard()


@pytest.fixture(scope="session")
def rates() -> "ExchangeRates":
    """Exchange rates between the currencies of all places of the atlas: invented, round, and always the same."""
    from decimal import Decimal

    from xborder.atlas import standard
    from xborder.money import ExchangeRates
    from xborder.testing._worlds import home_currencies

    codes = home_currencies(standard())[1:]
    return ExchangeRates.from_mapping("EUR", {code: Decimal(index + 1) / 2 for index, code in enumerate(codes)}, on="2026-11-21", source="invented for tests")
