"""What a law says when it is broken, and how a law looks for the smallest facts that break it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy

from xborder.values import Value

__all__ = ["LawBroken", "held", "owed", "told"]

T = TypeVar("T")


class LawBroken(AssertionError):
    """A law that does not hold: which one, what was expected, what was found, and the facts it was found with.

    >>> raise LawBroken("sums", expected="a total of 12.50 EUR", found="12.51 EUR", facts={"on": "2026-11-21"})
    Traceback (most recent call last):
    xborder.testing.laws.broken.LawBroken: sums: expected a total of 12.50 EUR, found 12.51 EUR
      on = '2026-11-21'
    """

    def __init__(self, law: str, *, expected: object, found: object, facts: Mapping[str, object] | None = None) -> None:
        self.law = law
        self.expected = expected
        self.found = found
        self.facts = dict(facts or {})
        super().__init__(law)

    def __str__(self) -> str:
        facts = "".join(f"\n  {name} = {fact!r}" for name, fact in self.facts.items())
        return f"{self.law}: expected {self.expected}, found {self.found}{facts}"


def held(facts: SearchStrategy[T], check: Callable[[T], None], *, share: int = 1) -> None:
    """Runs a check on drawn facts; what it raises, it raises on the smallest of them.

    As many facts as the Hypothesis profile in use says, or for a check that takes long one in `share` of them.
    """

    @settings(database=None, deadline=None, report_multiple_bugs=False, max_examples=-(-settings().max_examples // share))
    @given(facts)
    def law(drawn: T) -> None:
        check(drawn)

    law()


def owed(law: str, holds: object, expected: object, found: object, **facts: object) -> None:
    """Raises `LawBroken` unless it holds."""
    if not holds:
        raise LawBroken(law, expected=expected, found=found, facts=facts)


def told(answer: Value | Mapping[str, Any]) -> Mapping[str, Any]:
    """An answer in the words of the wire, be it a value of this library or the plain data of another shop."""
    return answer if isinstance(answer, Mapping) else answer.to_dict()
