"""One line's arithmetic, as steps and as a function made from them.

The steps are data; the function uses only `+ - * //`, so that it works on ints and on columns of ints alike. Only
numbers and the names written here ever enter the source that is compiled.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, NamedTuple

__all__ = ["Line", "Lines", "Steps", "compiled", "source"]

Round = tuple[int, str]
Figures = tuple[int, int, int, int]
Line = Callable[[int, int, int, int, int, int, int, int, int], Figures]
Lines = Callable[..., tuple[tuple[Figures, ...], int, int]]


_NEAREST: Round = (1, "half_up")


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
    if rounding == (1, "half_up"):
        return f"(2 * {numerator} + {denominator}) // (2 * {denominator})"
    if direction == "down":
        return f"({numerator}) // ({unit} * {denominator}) * {unit}"
    if direction == "up":
        return f"-(-({numerator}) // ({unit} * {denominator})) * {unit}"
    return f"(2 * ({numerator}) + {unit} * {denominator}) // (2 * {unit} * {denominator}) * {unit}"


def _scaled(name: str, factor: tuple[int, int]) -> list[str]:
    top, bottom = factor
    return [] if top == bottom else [f"{name} = (2 * {name} * {top} + {bottom}) // {2 * bottom}"]


def source(steps: Steps) -> str:
    """The Python text of a line's function and of the loop over lines.

    Goods, freight, insurance, fees, duty and the two rates as fractions go in; duty base, duty, tax base and tax come
    out, from the loop with the sums of duty and tax.
    """
    body = _body(steps)
    columns = "goods, freight, insurance, fees, duty"
    return "\n".join(
        [
            f"def line({columns}, duty_n, duty_d, tax_n, tax_d):",
            *(f"    {step}" for step in body),
            "    return duty_base, duty, tax_base, tax",
            "def lines(columns):",
            "    done, duty_sum, tax_sum = [], 0, 0",
            f"    for {columns}, (duty_n, duty_d), (tax_n, tax_d) in columns:",
            *(f"        {step}" for step in body),
            "        done.append((duty_base, duty, tax_base, tax))",
            "        duty_sum += duty",
            "        tax_sum += tax",
            "    return tuple(done), duty_sum, tax_sum",
            "",
        ]
    )


def _body(steps: Steps) -> list[str]:
    lines = [f"duty_base = {' + '.join(steps.duty_columns) or '0'}", *_scaled("duty_base", steps.duty_factor)]
    if steps.base_rounding != _NEAREST:
        lines += [f"duty_base = {_rounded('duty_base', '1', steps.base_rounding)}"]
    if steps.duty == "rate":
        lines += [f"duty = {_rounded('duty_base * duty_n', 'duty_d', steps.duty_rounding)}"]
    elif steps.duty == "none":
        lines += ["duty = 0"]
    lines += [f"tax_base = {' + '.join(steps.tax_columns) or '0'}"]
    top, bottom = steps.uplift
    if top:
        lines += [f"tax_base += (2 * goods * {top} + {bottom}) // {2 * bottom}"]
    lines += _scaled("tax_base", steps.tax_factor)
    if steps.tax and steps.inside:
        # a tax inside its own base: base = sum / (1 - rate)
        lines += [f"tax_base = {_rounded('tax_base * tax_d', '(tax_d - tax_n)', _NEAREST)}"]
    if steps.base_rounding != _NEAREST:
        lines += [f"tax_base = {_rounded('tax_base', '1', steps.base_rounding)}"]
    return [*lines, f"tax = {_rounded('tax_base * tax_n', 'tax_d', steps.tax_rounding)}" if steps.tax else "tax = 0"]


@cache
def compiled(steps: Steps) -> tuple[Line, Lines]:
    """The function of one line and the loop over many that take these steps."""
    scope: dict[str, Callable[..., Any]] = {}
    exec(compile(source(steps), "<xborder line>", "exec"), scope)  # noqa: S102 - the text above holds only our own names and ints
    return scope["line"], scope["lines"]
