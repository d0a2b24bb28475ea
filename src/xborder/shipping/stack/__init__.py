"""Which duty does a good owe, from there, on that minute: the tariff's own, and whatever was laid on top of it?

>>> from xborder import duty
>>> answer = duty("US", at="2026-03-15T12:00:00-04:00", hs="6109.10.00", origin="BD", value="1000.00 USD")
>>> answer.amount, [(one.code, one.rate) for one in answer.components]
(Money('265.00', 'USD'), [('duty.mfn', Rate('0.165')), ('duty.us.s122', Rate('0.1'))])
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xborder.shipping.stack.answer import Component, DutyAnswer, Fee, Saving
    from xborder.shipping.stack.asking import duty
    from xborder.shipping.stack.facts import DutyFacts
    from xborder.shipping.stack.lists import ProductList, product_list

_HOMES = {
    "answer": ("Component", "DutyAnswer", "Fee", "Saving"),
    "asking": ("duty",),
    "facts": ("DutyFacts",),
    "lists": ("ProductList", "product_list"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = ["Component", "DutyAnswer", "DutyFacts", "Fee", "ProductList", "Saving", "duty", "product_list"]


def __getattr__(name: str) -> object:
    """Loads a public name's module when the name is first touched."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found
