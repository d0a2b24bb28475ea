"""The arithmetic of a line: made source against the same steps done by hand with fractions."""

import ast
import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from xborder.money import divide
from xborder.shipping.consignment import spread
from xborder.shipping.kernel import SHARED, Levied, Steps, compiled, looped, source

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
    uplift_columns=st.sampled_from([("goods",), ("goods", "freight", "insurance")]),
    inside=st.booleans(),
    tax_factor=st.sampled_from([(1, 1), (7, 10)]),
    base_rounding=ROUNDINGS,
    tax_rounding=ROUNDINGS,
    duty_free=st.booleans(),
    tax_free=st.booleans(),
    levies=st.just(()),
).filter(lambda steps: (not steps.duty_free or "goods" in steps.duty_columns) and (not steps.tax_free or "goods" in steps.tax_columns))
UNITS = st.integers(0, 10**8)
FRACTIONS = st.sampled_from([(0, 1), (19, 100), (1, 3), (35, 1000)])
EARLY = st.builds(
    Levied,
    columns=st.lists(st.sampled_from(["goods", "freight", "duty"]), unique=True, max_size=3).map(tuple),
    rate=st.sampled_from([(1, 10), (7, 100), None]),
    inside=st.booleans(),
    after_tax=st.just(False),
    taxed=st.booleans(),
)
LATE = st.builds(
    Levied, columns=st.just(("goods", "levy0", "tax")), rate=st.sampled_from([(1, 20)]), inside=st.booleans(), after_tax=st.just(True), taxed=st.just(False)
)
LEVIED = st.builds(lambda steps, early, late: steps._replace(levies=(early, late), tax_columns=(*steps.tax_columns, "levy0")), STEPS, EARLY, LATE)


def nearest(exact: Fraction) -> int:
    return divide(exact.numerator, exact.denominator)


def rounded(exact: Fraction, rounding: tuple[int, str]) -> int:
    return divide(exact.numerator, exact.denominator, rounding[0], rounding[1])  # type: ignore[arg-type]


def by_hand(steps: Steps, columns: tuple[int, ...], duty_rate: Fraction, tax_rate: Fraction, excise_rate: Fraction) -> tuple[int, ...]:
    """The figures of a line with fractions, step by step."""
    have = dict(zip(("goods", "freight", "insurance", "fees", "duty"), columns, strict=True))
    factor = Fraction(*steps.tax_factor)

    def levied(index: int) -> tuple[int, int]:
        levy = steps.levies[index]
        rate = Fraction(*levy.rate) if levy.rate else excise_rate
        base = sum(have[name] for name in levy.columns)
        base = nearest(base / (1 - rate)) if levy.inside else base
        bears = not levy.taxed or (steps.tax and tax_rate > 0)
        have[f"levy{index}"] = nearest(base * rate) * bears
        return base, nearest(base * rate * factor) * bears

    free = columns[0] // 3
    duty_base = sum(have[name] for name in steps.duty_columns) - free * steps.duty_free
    duty_base = rounded(Fraction(nearest(duty_base * Fraction(*steps.duty_factor))), steps.base_rounding)
    have["duty"] = {"none": 0, "given": have["duty"], "rate": rounded(duty_base * duty_rate, steps.duty_rounding)}[steps.duty]
    early = [levied(index) for index, one in enumerate(steps.levies) if not one.after_tax]
    tax_base = (
        sum(have[name] for name in steps.tax_columns)
        - free * steps.tax_free
        + nearest(sum(have[name] for name in steps.uplift_columns) * Fraction(*steps.uplift))
    )
    if steps.tax and steps.inside:
        tax_base = nearest(tax_base / (1 - tax_rate))
    tax_base = rounded(Fraction(tax_base), steps.base_rounding)
    have["tax"] = rounded(tax_base * tax_rate * factor, steps.tax_rounding) if steps.tax else 0
    late = [levied(index) for index, one in enumerate(steps.levies) if one.after_tax]
    return duty_base, have["duty"], tax_base, have["tax"], *(figure for pair in early + late for figure in pair)


@given(st.one_of(STEPS, LEVIED), st.tuples(UNITS, UNITS, UNITS, UNITS, UNITS), FRACTIONS, FRACTIONS, FRACTIONS)
def test_the_compiled_line_does_what_the_steps_say(
    steps: Steps, columns: tuple[int, ...], duty_rate: tuple[int, int], tax_rate: tuple[int, int], excise_rate: tuple[int, int]
) -> None:
    expected = by_hand(steps, columns, Fraction(*duty_rate), Fraction(*tax_rate), Fraction(*excise_rate))

    assert expected == compiled(steps)(*columns, *duty_rate, *tax_rate, *excise_rate, columns[0] // 3, columns[0] // 3)


@given(
    st.one_of(STEPS, LEVIED),
    st.lists(st.tuples(st.integers(1, 10**6), FRACTIONS, FRACTIONS, FRACTIONS, UNITS), min_size=1, max_size=5),
    st.tuples(*[st.integers(0, 10**6)] * 3),
    st.randoms(use_true_random=False),
)
def test_the_loop_shares_what_is_common_and_adds_up(steps: Steps, lines: list[tuple], common: tuple[int, int, int], dice: random.Random) -> None:
    goods, duties, taxes, excises, given = zip(*lines, strict=True)
    common = (*common, sum(goods) // 2, sum(goods) // 3)
    order = list(range(len(lines)))
    dice.shuffle(order)
    shares = [spread(whole, goods, order) for whole in common]
    line = compiled(steps)
    rows = zip(zip(goods, *shares[:3], given, strict=True), duties, taxes, excises, zip(*shares[3:], strict=True), strict=True)
    expected = tuple(line(*money, *duty, *tax, *excise, *free) for money, duty, tax, excise, free in rows)
    loop = looped(steps, tuple(name for name, whole in zip(SHARED, common, strict=True) if whole))
    found, duty, tax, levied = loop(goods, *common, given, duties, taxes, excises, order)

    assert expected == found
    assert (sum(one[1] for one in expected), sum(one[3] for one in expected), sum(sum(one[5::2]) for one in expected)) == (duty, tax, levied)


@given(st.one_of(STEPS, LEVIED))
def test_only_our_own_names_and_numbers_enter_the_source(steps: Steps) -> None:
    names = {node.id for node in ast.walk(ast.parse(source(steps))) if isinstance(node, ast.Name)}
    columns = {f"{name}{end}" for name in ("goods", "freight", "insurance", "fees", "duty", "duty_free", "tax_free") for end in ("", "_of", "_all", "_given")}
    rates = {f"{name}_{end}" for name in ("duty", "tax", "excise") for end in ("n", "d", "rates", "base", "sum")}
    levies = {f"levy{index}{end}" for index in (0, 1) for end in ("", "_base", "_due")}

    assert names <= columns | rates | levies | {"tax", "done", "order", "at", "seen", "whole", "twice", "reached", "levied", "tuple", "len", "sum"}


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_shares_follow_the_line_and_not_its_position(total: int, weights: list[int], dice: object) -> None:
    order = sorted(range(len(weights)), key=lambda index: weights[index])
    shares = spread(total, weights, order)

    assert total == sum(shares)
    assert len(weights) == len(shares)
