"""Duties as tariffs write them: read, reckoned, written again.

>>> from xborder.shipping.duty import evaluate, read_duty
>>> duty = read_duty("23.5¢/liter + 14.9%", grammar="hts").expression
>>> evaluate(duty, value="80.00 USD", measures={"l": 12}).money()
Money('14.74', 'USD')
"""

from typing import TYPE_CHECKING

from xborder.shipping.duty.doorway import doorway

if TYPE_CHECKING:
    from xborder.shipping.duty.evaluation import DutyAmount, evaluate
    from xborder.shipping.duty.expression import (
        FREE,
        AdValorem,
        Combined,
        Expression,
        Free,
        Per,
        Reference,
        Sliding,
        Specific,
        at_least,
        at_most,
        class_of,
        from_node,
        less,
        plus,
    )
    from xborder.shipping.duty.reading import DutyReading, DutyStage, ProgrammeDuty, read_duty
    from xborder.shipping.duty.taric import read_components

_EXPRESSION = ("FREE", "AdValorem", "Combined", "Expression", "Free", "Per", "Reference", "Sliding", "Specific", "at_least", "at_most", "class_of")
_HOMES = {
    "evaluation": ("DutyAmount", "evaluate"),
    "expression": (*_EXPRESSION, "from_node", "less", "plus"),
    "reading": ("DutyReading", "DutyStage", "ProgrammeDuty", "read_duty"),
    "taric": ("read_components",),
}

__all__ = [
    "FREE",
    "AdValorem",
    "Combined",
    "DutyAmount",
    "DutyReading",
    "DutyStage",
    "Expression",
    "Free",
    "Per",
    "ProgrammeDuty",
    "Reference",
    "Sliding",
    "Specific",
    "at_least",
    "at_most",
    "class_of",
    "evaluate",
    "from_node",
    "less",
    "plus",
    "read_components",
    "read_duty",
]
__getattr__ = doorway(__name__, _HOMES)
