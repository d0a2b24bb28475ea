"""One line's arithmetic, as steps and as a function made from them.

The steps are data; the function uses only `+ - * //`, so that it works on ints and on columns of ints alike. Only
numbers and the names written here ever enter the source that is compiled.
"""

from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

__all__ = ["Steps", "compiled", "source"]

Round = tuple[int, str]
LineFunction = Callable[[int, int, int, int, int, int, int, int, int], tuple[int, int, int, int]]


class Steps(NamedTuple):
    """What happens to a line on its way to the door."""

    duty: Literal["none", "rate", "given"]
    duty_columns: tuple[str, ...]
    duty_factor: tuple[int, int]
    duty_rounding: Round
    tax: bool
    tax_columns: tuple[str, ...]
    uplift: tuple[int, int]
    inside: bool
    tax_factor: tuple[int, int]
    base_rounding: Round
    tax_rounding: Round


def _rounded(numerator: str, denominator: str, rounding: Round) -> str:
    unit, direction = rounding
    if direction == "down":
        return f"({numerator}) // ({unit} * {denominator}) * {unit}"
    if direction == "up":
        return f"-(-({numerator}) // ({unit} * {denominator})) * {unit}"
    return f"(2 * ({numerator}) + {unit} * {denominator}) // (2 * {unit} * {denominator}) * {unit}"


def _scaled(name: str, factor: tuple[int, int]) -> list[str]:
    top, bottom = factor
    return [] if top == bottom else [f"    {name} = (2 * {name} * {top} + {bottom}) // (2 * {bottom})"]


def source(steps: Steps) -> str:
    """The Python text of a line's function: goods, freight, insurance, fees, duty, and the two rates as fractions, in;
    duty base, duty, tax base and tax, out."""
    lines = ["def line(goods, freight, insurance, fees, duty, duty_n, duty_d, tax_n, tax_d):"]
    lines += [f"    duty_base = {' + '.join(steps.duty_columns) or '0'}"]
    lines += _scaled("duty_base", steps.duty_factor)
    if steps.base_rounding != (1, "half_up"):
        lines += [f"    duty_base = {_rounded('duty_base', '1', steps.base_rounding)}"]
    if steps.duty == "rate":
        lines += [f"    duty = {_rounded('duty_base * duty_n', 'duty_d', steps.duty_rounding)}"]
    elif steps.duty == "none":
        lines += ["    duty = 0"]
    lines += [f"    tax_base = {' + '.join(steps.tax_columns) or '0'}"]
    top, bottom = steps.uplift
    if top:
        lines += [f"    tax_base = tax_base + (2 * goods * {top} + {bottom}) // (2 * {bottom})"]
    lines += _scaled("tax_base", steps.tax_factor)
    if steps.tax and steps.inside:
        # a tax inside its own base: base = sum / (1 - rate)
        lines += [f"    tax_base = {_rounded('tax_base * tax_d', '(tax_d - tax_n)', (1, 'half_up'))}"]
    if steps.base_rounding != (1, "half_up"):
        lines += [f"    tax_base = {_rounded('tax_base', '1', steps.base_rounding)}"]
    lines += [f"    tax = {_rounded('tax_base * tax_n', 'tax_d', steps.tax_rounding)}" if steps.tax else "    tax = 0"]
    lines += ["    return duty_base, duty, tax_base, tax"]
    return "\n".join(lines) + "\n"


@cache
def compiled(steps: Steps) -> LineFunction:
    """The function of a line that takes these steps."""
    scope: dict[str, LineFunction] = {}
    exec(compile(source(steps), "<xborder line>", "exec"), scope)  # noqa: S102 - the text above holds only our own names and ints
    return scope["line"]
