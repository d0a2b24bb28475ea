"""Which duty does a good owe, from there, on that minute: the tariff's own, and whatever was laid on top of it?

>>> from xborder import duty
>>> answer = duty("US", at="2026-03-15T12:00:00-04:00", hs="6109.10.00", origin="BD", value="1000.00 USD")
>>> answer.amount, [(one.code, one.rate) for one in answer.components]
(Money('265.00', 'USD'), [('duty.mfn', Rate('0.165')), ('duty.us.s122', Rate('0.1'))])
"""

from typing import TYPE_CHECKING

from xborder.shipping.duty.doorway import doorway

if TYPE_CHECKING:
    from xborder.shipping.stack.answer import DutyAnswer
    from xborder.shipping.stack.asking import duty
    from xborder.shipping.stack.components import Component
    from xborder.shipping.stack.facts import DutyFacts
    from xborder.shipping.stack.fees import Fee
    from xborder.shipping.stack.lists import ProductList, product_list
    from xborder.shipping.stack.savings import Saving

_HOMES = {
    "answer": ("DutyAnswer",),
    "components": ("Component",),
    "asking": ("duty",),
    "facts": ("DutyFacts",),
    "fees": ("Fee",),
    "lists": ("ProductList", "product_list"),
    "savings": ("Saving",),
}

__all__ = ["Component", "DutyAnswer", "DutyFacts", "Fee", "ProductList", "Saving", "duty", "product_list"]
__getattr__ = doorway(__name__, _HOMES)
