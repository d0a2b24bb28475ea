"""One line's arithmetic, as steps and as functions made from them.

The steps are data; the function of a line uses only `+ - * //`, so that it works on ints and on columns of ints alike.
Only numbers and the names written here ever enter the source that is compiled.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, NamedTuple

__all__ = ["DUTY", "SHARED", "TAX", "Levied", "Line", "Lines", "Steps", "compiled", "levy_figure", "levy_index", "looped", "source"]

Round = tuple[int, str]
Figures = tuple[int, ...]
"""Of one line: duty base, duty, tax base, tax, then base and amount of each levy."""
Line = Callable[..., Figures]
Lines = Callable[..., tuple[tuple[Figures, ...], int, int, int] | None]

DUTY, TAX = 1, 3
"""Where the two that are always there stand among the figures."""
SHARED = ("freight", "insurance", "fees", "duty_free", "tax_free")
"""What belongs to the whole parcel, of which each line bears a share by value."""
_NEAREST: Round = (1, "half_up")


def levy_figure(index: int) -> int:
    """Where a levy stands among the figures of a line."""
    return 5 + 2 * index


def levy_index(figure: int) -> int:
    """Which levy stands at a figure."""
    return (figure - 5) // 2


class Levied(NamedTuple):
    """A levy's part in the steps: its rate, or None for the line's own rate of excise."""

    columns: tuple[str, ...]
    rate: tuple[int, int] | None
    inside: bool
    after_tax: bool
    taxed: bool = False
    """Whether only goods that bear the tax bear it."""


class Steps(NamedTuple):
    """What happens to a line on its way to the door. A column is a part of the value, `duty`, `tax` or `levyN`."""

    duty: Literal["none", "rate", "given"]
    duty_columns: tuple[str, ...]
    duty_factor: tuple[int, int]
    duty_rounding: Round
    tax: bool
    tax_columns: tuple[str, ...]
    uplift: tuple[int, int]
    uplift_columns: tuple[str, ...]
    inside: bool
    tax_factor: tuple[int, int]
    base_rounding: Round
    tax_rounding: Round
    duty_free: bool = False
    """Whether a part of the value is free of duty, so that only the excess is charged."""
    tax_free: bool = False
    levies: tuple[Levied, ...] = ()


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


def _levy(index: int, levy: Levied, steps: Steps) -> list[str]:
    factor = steps.tax_factor
    name, base = f"levy{index}", f"levy{index}_base"
    top, bottom = levy.rate or ("excise_n", "excise_d")
    lines = [f"{base} = {' + '.join(levy.columns) or '0'}"]
    if levy.inside:
        lines += [f"{base} = {_rounded(f'{base} * {bottom}', f'({bottom} - {top})', _NEAREST)}"]
    falls = "" if not levy.taxed else " * (tax_n > 0)" if steps.tax else " * 0"
    lines += [f"{name} = {_rounded(f'{base} * {top}', str(bottom), _NEAREST)}{falls}"]
    if factor[0] != factor[1]:
        lines += [f"{name}_due = {_rounded(f'{base} * {top} * {factor[0]}', f'({bottom} * {factor[1]})', _NEAREST)}{falls}"]
    return lines


def _body(steps: Steps) -> list[str]:
    spared = " - duty_free" if steps.duty_free else ""
    lines = [f"duty_base = {' + '.join(steps.duty_columns) or '0'}{spared}", *_scaled("duty_base", steps.duty_factor)]
    if steps.base_rounding != _NEAREST:
        lines += [f"duty_base = {_rounded('duty_base', '1', steps.base_rounding)}"]
    if steps.duty == "rate":
        lines += [f"duty = {_rounded('duty_base * duty_n', 'duty_d', steps.duty_rounding)}"]
    elif steps.duty == "none":
        lines += ["duty = 0"]
    numbered = tuple(enumerate(steps.levies))
    for index, levy in numbered:
        if not levy.after_tax:
            lines += _levy(index, levy, steps)
    lines += [f"tax_base = {' + '.join(steps.tax_columns) or '0'}{' - tax_free' if steps.tax_free else ''}"]
    top, bottom = steps.uplift
    if top:
        uplifted = f"({' + '.join(steps.uplift_columns)}) * {top}"
        lines += [f"tax_base = tax_base + {_rounded(uplifted, str(bottom), _NEAREST)}"]
    if steps.tax and steps.inside:
        # a tax inside its own base: base = sum / (1 - rate)
        lines += [f"tax_base = {_rounded('tax_base * tax_d', '(tax_d - tax_n)', _NEAREST)}"]
    if steps.base_rounding != _NEAREST:
        lines += [f"tax_base = {_rounded('tax_base', '1', steps.base_rounding)}"]
    lines += [f"tax = {_rounded(*_reduced(steps.tax_factor), steps.tax_rounding)}" if steps.tax else "tax = 0"]
    for index, levy in numbered:
        if levy.after_tax:
            lines += _levy(index, levy, steps)
    return lines


def _reduced(factor: tuple[int, int]) -> tuple[str, str]:
    top, bottom = factor
    return ("tax_base * tax_n", "tax_d") if top == bottom else (f"tax_base * tax_n * {top}", f"(tax_d * {bottom})")


def _due(steps: Steps, index: int) -> str:
    return f"levy{index}" if steps.tax_factor[0] == steps.tax_factor[1] else f"levy{index}_due"


def _figures(steps: Steps) -> str:
    levies = "".join(f", levy{index}_base, {_due(steps, index)}" for index in range(len(steps.levies)))
    return f"duty_base, duty, tax_base, tax{levies}"


def source(steps: Steps, shared: tuple[str, ...] = SHARED) -> str:
    """The Python text of a line's function, and of the loop over lines that shares what is `shared` among them by value.

    Goods, freight, insurance, fees, duty and the three rates as fractions go into a line; its figures come out. The loop
    gives the figures of all lines and the sums of duty, tax and levies; it goes through the lines in their canonical
    order, so that the remainders of shares never depend on the order in which lines were written. Where there is something
    to share and no value to share it by, it gives None.
    """
    body = _body(steps)
    read = {word for line in body for word in line.replace("(", " ").replace(")", " ").split()}
    shares = [name for name in shared if name in read]
    due = " + ".join(_due(steps, index) for index in range(len(steps.levies)))
    return "\n".join(
        [
            "def line(goods, freight, insurance, fees, duty, duty_n, duty_d, tax_n, tax_d, excise_n, excise_d, duty_free=0, tax_free=0):",
            *(f"    {step}" for step in body),
            f"    return {_figures(steps)}",
            "def lines(goods_of, freight_all, insurance_all, fees_all, duty_free_all, tax_free_all, duty_of, duty_rates, tax_rates, excise_rates, order):",
            "    done = [()] * len(goods_of)",
            "    duty_sum = tax_sum = levied = 0",
            *(f"    {name} = 0" for name in SHARED if name in read and name not in shares),
            *(f"    {name}_given = 0" for name in shares),
            *(["    seen = 0", "    whole = sum(goods_of)", "    twice = 2 * whole", "    if not whole:", "        return None"] if shares else []),
            "    for at in order:",
            "        goods = goods_of[at]",
            *(["        seen += goods"] if shares else []),
            *(step for name in shares for step in _share(name)),
            *(["        duty = duty_of[at]"] if steps.duty == "given" else []),
            *(["        duty_n, duty_d = duty_rates[at]"] if steps.duty == "rate" else []),
            *(["        tax_n, tax_d = tax_rates[at]"] if steps.tax else []),
            *(["        excise_n, excise_d = excise_rates[at]"] if any(one.rate is None for one in steps.levies) else []),
            *(f"        {step}" for step in body),
            f"        done[at] = ({_figures(steps)})",
            *(["        duty_sum += duty"] if steps.duty != "none" else []),
            *(["        tax_sum += tax"] if steps.tax else []),
            *([f"        levied += {due}"] if due else []),
            "    return tuple(done), duty_sum, tax_sum, levied",
            "",
        ]
    )


def _share(name: str) -> list[str]:
    """A line's share: what is reached with it, rounded, less what was given before."""
    return [
        f"        reached = (2 * {name}_all * seen + whole) // twice",
        f"        {name} = reached - {name}_given",
        f"        {name}_given = reached",
    ]


@cache
def compiled(steps: Steps) -> Line:
    """The function of one line that takes these steps."""
    line: Line = _executed(steps, ())["line"]
    return line


@cache
def looped(steps: Steps, shared: tuple[str, ...]) -> Lines:
    """The loop over the lines of a parcel, which shares what is `shared` among them."""
    lines: Lines = _executed(steps, shared)["lines"]
    return lines


def _executed(steps: Steps, shared: tuple[str, ...]) -> dict[str, Callable[..., Any]]:
    scope: dict[str, Callable[..., Any]] = {}
    exec(compile(source(steps, shared), "<xborder line>", "exec"), scope)  # noqa: S102 - the text above holds only our own names and ints
    return scope
