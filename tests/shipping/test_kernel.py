"""The arithmetic of a line: made source against the same steps done by hand with fractions."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from xborder.money import divide
from xborder.shipping.consignment import spread
from xborder.shipping.kernel import Steps, compiled, source

ROUNDINGS = st.tuples(st.sampled_from([1, 5, 10, 100]), st.sampled_from(["half_up", "down", "up"]))
COLUMNS = st.lists(st.sampled_from(["goods", "freight", "insurance"]), unique=True, max_size=3).map(tuple)
STEPS = st.builds(
    Steps,
    duty=st.sampled_from(["none", "rate", "given"]),
    duty_columns=COLUMNS,
    duty_factor=st.sampled_from([(1, 1), (3, 5)]),
    duty_rounding=ROUNDINGS,
    tax=st.booleans(),
    tax_columns=st.lists(st.sampled_from(["goods", "freight", "insurance", "duty", "fees"]), unique=True).map(tuple),
    uplift=st.sampled_from([(0, 1), (1, 10)]),
    inside=st.booleans(),
    tax_factor=st.sampled_from([(1, 1), (7, 10)]),
    base_rounding=ROUNDINGS,
    tax_rounding=ROUNDINGS,
)
UNITS = st.integers(0, 10**8)
FRACTIONS = st.sampled_from([(0, 1), (19, 100), (1, 3), (35, 1000)])


def nearest(exact: Fraction) -> int:
    return divide(exact.numerator, exact.denominator)


def rounded(exact: Fraction, rounding: tuple[int, str]) -> int:
    return divide(exact.numerator, exact.denominator, rounding[0], rounding[1])  # type: ignore[arg-type]


@given(STEPS, st.tuples(UNITS, UNITS, UNITS, UNITS, UNITS), FRACTIONS, FRACTIONS)
def test_the_compiled_line_does_what_the_steps_say(steps: Steps, columns: tuple[int, ...], duty_rate: tuple[int, int], tax_rate: tuple[int, int]) -> None:
    have = dict(zip(("goods", "freight", "insurance", "fees", "duty"), columns, strict=True))
    duty_base = sum(have[name] for name in steps.duty_columns)
    duty_base = rounded(Fraction(nearest(duty_base * Fraction(*steps.duty_factor))), steps.base_rounding)
    have["duty"] = {"none": 0, "given": have["duty"], "rate": rounded(duty_base * Fraction(*duty_rate), steps.duty_rounding)}[steps.duty]
    tax_base = sum(have[name] for name in steps.tax_columns) + nearest(have["goods"] * Fraction(*steps.uplift))
    tax_base = nearest(tax_base * Fraction(*steps.tax_factor))
    if steps.tax and steps.inside:
        tax_base = nearest(tax_base / (1 - Fraction(*tax_rate)))
    tax_base = rounded(Fraction(tax_base), steps.base_rounding)
    tax = rounded(tax_base * Fraction(*tax_rate), steps.tax_rounding) if steps.tax else 0
    line, lines = compiled(steps)

    assert (duty_base, have["duty"], tax_base, tax) == line(*columns, *duty_rate, *tax_rate)
    assert (((duty_base, have["duty"], tax_base, tax),) * 2, 2 * have["duty"], 2 * tax) == lines([(*columns, duty_rate, tax_rate)] * 2)


@given(STEPS)
def test_only_our_own_names_and_numbers_enter_the_source(steps: Steps) -> None:
    import ast

    names = {node.id for node in ast.walk(ast.parse(source(steps))) if isinstance(node, ast.Name)}

    assert names <= {
        "goods", "freight", "insurance", "fees", "duty", "duty_n", "duty_d", "tax_n", "tax_d", "duty_base", "tax_base", "tax", "columns", "done",
        "duty_sum", "tax_sum", "tuple",
    }  # fmt: skip


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_shares_follow_the_line_and_not_its_position(total: int, weights: list[int], dice: object) -> None:
    order = sorted(range(len(weights)), key=lambda index: weights[index])
    shares = spread(total, weights, order)

    assert total == sum(shares)
    assert len(weights) == len(shares)
