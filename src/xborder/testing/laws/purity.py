"""Asked twice, equal: nothing but the facts decides."""

import decimal
import gc
import sys
from collections.abc import Callable, Iterable
from threading import Thread
from types import BuiltinFunctionType, FrameType
from typing import Any

from xborder.testing.laws.broken import LawBroken

__all__ = ["check_purity"]

LAW = "purity"
_CLOCKS = ("now", "today", "utcnow")
_HOST = ("getcwd", "getrandom", "listdir", "open", "putenv", "scandir", "system", "urandom")
CONTEXTS = (
    decimal.Context(prec=6, rounding=decimal.ROUND_UP),
    decimal.Context(prec=60, rounding=decimal.ROUND_FLOOR, traps=[decimal.FloatOperation]),
)
"""A caller may have set the decimal context for herself, narrow or wide: it is no fact of the question."""


def check_purity(ask: Callable[[], object], /, *, contexts: Iterable[decimal.Context] = CONTEXTS) -> None:
    """Law: asked again, the answer is the same, in another thread and another decimal context too, and nobody looked outside.

    >>> from xborder import tax_rate
    >>> check_purity(lambda: tax_rate("DE", on="2020-12-31"))

    `ask` is a question with its facts. Whatever it looks at beside them (the clock, the dice, the environment, a file, the
    network) is named: what was read once and kept is not seen. An error is an answer, too, if it comes again. A shop that
    reckons in `Decimal` and sets its own context nowhere passes `contexts=()`.
    """
    first = _outcome(ask)
    again, touched = _watched(ask)
    if touched:
        raise LawBroken(LAW, expected="an answer from the facts alone", found=f"a look at {', '.join(sorted(touched))}", facts={"ask": ask})
    _same(ask, "asked again", first, again)
    for context in contexts:
        with decimal.localcontext(context):
            _same(ask, f"with {context.prec} digits and {context.rounding}", first, _outcome(ask))
    answers: list[object] = []
    thread = Thread(target=lambda: answers.append(_outcome(ask)))
    thread.start()
    thread.join()
    _same(ask, "in another thread", first, answers[0])


def _outcome(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 - whatever it is, it has to come again
        return type(error), str(error)


def _same(ask: object, how: str, first: object, again: object) -> None:
    if first != again:
        raise LawBroken(LAW, expected=f"{first!r}, {how}", found=repr(again), facts={"ask": ask})


def _watched(ask: Callable[[], object]) -> tuple[object, set[str]]:
    """The answer, and what was looked at on the way to it."""
    touched: set[str] = set()

    def watch(frame: FrameType, event: str, argument: Any) -> None:  # pragma: no cover - who watches is not watched
        if event == "c_call" and (name := _forbidden(argument)):
            touched.add(name)
        elif event == "call" and frame.f_code.co_name == "__getitem__" and frame.f_globals.get("__name__") == "os":
            touched.add("the environment")

    before, collecting = sys.getprofile(), gc.isenabled()
    gc.disable()  # what others do when garbage is collected (Hypothesis looks at the clock) is not the question's doing
    sys.setprofile(watch)
    try:
        return _outcome(ask), touched
    finally:
        sys.setprofile(before)
        if collecting:
            gc.enable()


def _forbidden(called: BuiltinFunctionType) -> str | None:
    """What a pure function has no business with: clocks, dice, files, processes, the network."""
    name, owner = called.__name__, getattr(called, "__self__", None)
    home = getattr(called, "__module__", None)
    if home in ("time", "_socket", "_posixsubprocess"):
        return f"{home.removeprefix('_')}.{name}"
    if isinstance(owner, type):
        return f"{owner.__name__}.{name}" if owner.__module__ == "datetime" and name in _CLOCKS else None
    if owner is not None and owner is getattr(sys.modules.get("random"), "_inst", None):
        return f"random.{name}"
    if any(base.__module__ == "_socket" for base in type(owner).__mro__):
        return f"socket.{name}"
    if home in ("io", "_io") and name == "open":
        return "a file"
    return f"os.{name}" if home in ("posix", "nt") and name in _HOST else None
