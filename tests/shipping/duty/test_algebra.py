"""Laws of duties: any expression is written and read again, and reckoned as plain arithmetic would."""

import pickle
import re
from fractions import Fraction
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError
from xborder.money import Money, Rate
from xborder.shipping.duty import FREE, AdValorem, Combined, Free, Per, Reference, Sliding, Specific, evaluate, from_node, less, plus, read_duty
from xborder.shipping.duty.au import AU
from xborder.shipping.duty.expression import WHOLE, parts
from xborder.shipping.duty.hts import HTS
from xborder.shipping.duty.hts_ch99 import _SENTENCES
from xborder.shipping.duty.notation import parse
from xborder.shipping.duty.printing import written
from xborder.shipping.duty.taric import EU_CET, LITERALS, TARIC
from xborder.shipping.duty.units import BASES, DERIVED, THRESHOLDS, UNITS, in_measure, measure_name

NOTATIONS = {"hts": HTS, "taric": TARIC, "eu_cet": EU_CET, "au": AU}
CURRENCIES = {"hts": ["USD"], "taric": ["EUR", "GBP", "JPY"], "eu_cet": ["EUR"], "au": ["AUD"]}


@cache
@st.composite
def money(draw, name):
    return Money.of(draw(st.integers(0, 10**8)), draw(st.sampled_from(CURRENCIES[name])), draw(st.integers(2, 6)))


@cache
@st.composite
def rates(draw, name):
    if name == "hts" and draw(st.booleans()):
        return Rate(Fraction(draw(st.integers(1, 900)), draw(st.integers(1, 99)) * 100))
    return Rate(Fraction(draw(st.integers(1, 999_999)), 100_000))


@cache
@st.composite
def pers(draw, name):
    notation = NOTATIONS[name]
    quantity, unit, basis = draw(st.sampled_from(sorted(notation.units, key=str)))
    if basis is None and notation.bases and draw(st.booleans()):
        basis = draw(st.sampled_from(sorted(notation.bases)))
    if name == "hts" and basis is None and unit == "jewels":
        return Per(quantity, unit, basis, draw(st.none() | st.integers(0, 99)))
    if name == "au" and unit == "l_alcohol":
        return Per(quantity, unit, basis, draw(st.none() | st.decimals(0, 20, places=2)))
    return Per(quantity, unit, basis)


@cache  # a strategy is dear to build, and drawn from in every example
def references(name):
    if name == "hts":
        return st.sampled_from([Reference(kind, words) for kind, words in _SENTENCES.items()])
    if name == "au":
        return st.nothing()
    return st.sampled_from([Reference(kind, words[1]) for kind, words in LITERALS.items()])


@cache
@st.composite
def sliding(draw, name):
    amounts = [draw(money(name)) for _ in range(3)]
    return Sliding(amounts[0], amounts[1], draw(st.integers(1, 100)), amounts[2], draw(pers(name)))


@cache
def terms(name, *, words=True):
    rated = st.builds(AdValorem, rates(name), st.sampled_from(sorted(NOTATIONS[name].components)))
    found = [st.just(FREE), rated, st.builds(Specific, money(name), st.none() | pers(name))]
    return st.one_of(*found, *([references(name)] if words else []), *([sliding(name)] if name == "hts" else []))


@cache
def expressions(name, *, words=True):
    def joined(inner):
        sums = st.lists(inner, min_size=2, max_size=4).map(lambda found: Combined("sum", tuple(found)))
        return sums | st.builds(Combined, st.sampled_from(["difference", "min", "max"]), st.tuples(inner, inner))

    return st.recursive(terms(name, words=words), joined, max_leaves=8)


@pytest.mark.parametrize("name", NOTATIONS)
@given(data=st.data())
def test_what_is_written_reads_the_same(name, data):
    duty = data.draw(expressions(name))
    words = written(duty, NOTATIONS[name])

    assert duty == parse(words, NOTATIONS[name]), words


@pytest.mark.parametrize("name", ["hts", "au", "eu_cet", "taric"])
@given(data=st.data())
def test_one_term_is_read_by_the_question_itself(name, data):
    duty = data.draw(terms(name))
    reading = read_duty(written(duty, NOTATIONS[name]), grammar=name)

    assert duty == reading.expression
    assert reading.printed == written(duty, NOTATIONS[name])


@given(st.sampled_from(sorted(NOTATIONS)).flatmap(expressions))
def test_nodes_say_the_expression(duty):
    assert duty == from_node(duty.to_dict()) == pickle.loads(pickle.dumps(duty))
    assert hash(duty) == hash(from_node(duty.to_dict()))


@pytest.mark.parametrize("name", NOTATIONS)
@given(text=st.text(max_size=60))
def test_any_text_has_a_reading_that_keeps_it(name, text):
    reading = read_duty(text, grammar=name)
    again = read_duty(reading.printed, grammar=name)

    assert (reading.expression, reading.programmes, reading.stages) == (again.expression, again.programmes, again.stages)
    assert reading.text == text


@pytest.mark.parametrize("name", NOTATIONS)
@given(data=st.data())
def test_a_broken_text_is_read_whole_or_not_at_all(name, data):
    """A character lost or put in never leaves a figure out of what is read."""
    words = written(data.draw(expressions(name)), NOTATIONS[name])
    at = data.draw(st.integers(0, len(words)))
    broken = words[:at] + data.draw(st.sampled_from(["", "x", "?", "7 ", " ", "+", "$"])) + words[at + data.draw(st.integers(0, 1)) :]
    reading = read_duty(broken, grammar=name)

    if reading.why is None and not re.search(r"\d/\d", broken):
        together = re.sub(r"(?<=\d) (?=\d)", "", broken)  # the EU groups its figures by spaces: 1 000 kg

        assert len(re.findall(r"\d+(?:[.,]\d+)*", together)) == len(re.findall(r"\d+(?:[.,]\d+)*", reading.printed))


# ---- reckoning


def goods_of(seed):
    """The goods' value and measures, all of them, as they could be: parts within the whole."""
    dice = Random(seed)

    def amount():
        return Fraction(dice.randrange(1000), dice.choice([1, 2, 7]))

    def share():
        return Fraction(dice.randrange(21), 20)

    value = dice.choice([0, 1, dice.randrange(10**6)])
    units = sorted({unit.measure for unit in UNITS.values()})
    known = {unit: amount() for unit in units}
    known |= {"vol": share() * 100, "sucrose": share() * 100, "degrees": share() * 100, "spr": amount()}
    for name, ((one, other), factor) in DERIVED.items():
        known[name] = known[one] * known[other] * factor
    for unit in units:
        for suffix, relation in BASES.values():
            if suffix and suffix != "_percent_sucrose":
                known[unit + suffix] = known[unit] * share() if relation == "part" else known[unit] + amount() if relation == "whole" else amount()
    materials = {of: Money.of(int(value * share()), "EUR") for name in sorted(NOTATIONS) for of in NOTATIONS[name].components}
    return Money.of(value, "EUR"), known, materials | {"retail_price": Money.of(value * 2, "EUR"), "entire_set": Money.of(value, "EUR")}


seeds = st.integers(0, 10**6)


def in_euro(duty):
    """The same duty in the goods' currency."""

    def euro(money):
        return Money.of(money.units, "EUR", money.scale)

    if isinstance(duty, Specific):
        return Specific(euro(duty.amount), duty.per)
    if isinstance(duty, Sliding):
        return Sliding(euro(duty.amount), euro(duty.step), duty.under, euro(duty.floor), duty.per)
    return Combined(duty.op, tuple(in_euro(term) for term in duty.terms)) if isinstance(duty, Combined) else duty


def plain(duty, value, known, materials):
    """The same arithmetic, written plainly, for goods of which everything is known."""
    if isinstance(duty, Free):
        return Fraction(0)
    if isinstance(duty, AdValorem):
        return (value if duty.of == WHOLE else materials[duty.of]).exact * duty.rate.exact
    if isinstance(duty, Combined):
        first, *others = (plain(term, value, known, materials) for term in duty.terms)
        for other in others:
            first = {"sum": first + other, "difference": first - other, "min": max(first, other), "max": min(first, other)}[duty.op]
        return first
    per = duty.per
    times = Fraction(1)
    if per is not None:
        times = known[measure_name(per.unit, per.basis)]
        if per.above is not None:
            other, scale = THRESHOLDS[per.unit]
            times = max(times - Fraction(per.above) * scale * known[other], Fraction(0))
        times /= per.quantity * in_measure(per.unit)
    if isinstance(duty, Specific):
        return duty.amount.exact * times
    each = duty.amount.exact - duty.step.exact * max(Fraction(duty.under) - known["degrees"], Fraction(0))
    return max(each, duty.floor.exact) * times


anything = st.sampled_from(sorted(NOTATIONS)).flatmap(lambda name: expressions(name, words=False)).map(in_euro)


@given(anything, seeds)
def test_duties_are_reckoned_as_plain_arithmetic_would(duty, goods):
    value, known, materials = goods_of(goods)
    found = evaluate(duty, value=value, measures=known, materials=materials)

    assert max(plain(duty, value, known, materials), Fraction(0)) == found.exact
    assert found.needs == ()


@given(anything, seeds, seeds)
def test_what_is_missing_only_widens_the_answer(duty, goods, seed):
    value, known, materials = goods_of(goods)
    dice = Random(seed)
    full = evaluate(duty, value=value, measures=known, materials=materials).exact
    left = {name: known[name] for name in sorted(known) if dice.random() < 0.7}
    kept = {name: materials[name] for name in sorted(materials) if dice.random() < 0.5}
    found = evaluate(duty, value=value if dice.random() < 0.7 else None, currency="EUR", measures=left, materials=kept)

    assert found.least <= full
    assert found.most is None or full <= found.most
    assert (found.exact is None) == bool(found.needs)


def taken_off(duty):
    if not isinstance(duty, Combined):
        return []
    return [one for term in duty.terms for one in taken_off(term)] + (list(parts(duty.terms[1])) if duty.op == "difference" else [])


@given(anything, seeds, st.integers(0, 10**6))
def test_duty_never_falls_as_the_value_rises(duty, goods, more):
    """Unless a rate of the value is taken off."""
    value, known, materials = goods_of(goods)
    falling = any(isinstance(one, AdValorem) for one in taken_off(duty))
    dearer = evaluate(duty, value=value + Money.of(more, "EUR"), measures=known, materials=materials).exact

    assert falling or evaluate(duty, value=value, measures=known, materials=materials).exact <= dearer


@given(anything, anything, seeds)
def test_a_sum_is_its_parts(one, other, goods):
    value, known, materials = goods_of(goods)

    def amount(duty):
        return evaluate(duty, value=value, measures=known, materials=materials).exact

    if not taken_off(one) and not taken_off(other):
        assert amount(one) + amount(other) == amount(plus(one, other))
        assert max(amount(one) - amount(other), 0) == amount(less(one, other))


# ---- making


REFUSED = [
    (lambda: AdValorem("0"), "zero_rate"),
    (lambda: AdValorem("-0.1"), "negative_rate"),
    (lambda: Specific("-1 EUR"), "negative_duty"),
    (lambda: Per(0, "kg"), "unusable_quantity"),
    (lambda: Per(1, "furlong"), "unknown_unit"),
    (lambda: Per(1, "kg", "moonlight"), "unknown_basis"),
    (lambda: Per(1, "jewels", None, "-7"), "unreadable_threshold"),
    (lambda: Per(1, "jewels", None, "many"), "unreadable_threshold"),
    (lambda: Combined("sum", (FREE,)), "unusable_terms"),
    (lambda: Combined("min", (FREE, FREE, FREE)), "unusable_terms"),
    (lambda: from_node({"op": "levy"}), "unknown_choice"),
    (lambda: from_node("5%"), "not_a_node"),
    (lambda: from_node({"op": "ad_valorem"}), "missing_key"),
    (lambda: from_node({"op": "free", "rate": "0"}), "unknown_key"),
    (lambda: Free.from_dict({"op": "reference", "kind": "blank", "text": ""}), "wrong_node"),
    (lambda: written(AdValorem("0.05", "case"), TARIC), "not_expressible"),
    (lambda: written(Specific("1 EUR", Per(7, "kg")), TARIC), "not_expressible"),
    (lambda: written(Specific("1 EUR", Per(1, "l", None, 7)), TARIC), "not_expressible"),
    (lambda: written(Sliding("1 EUR", "1 EUR", 100, "1 EUR"), TARIC), "not_expressible"),
]


@pytest.mark.parametrize(("make", "code"), REFUSED, ids=[f"{code}-{index}" for index, (_, code) in enumerate(REFUSED)])
def test_what_makes_no_sense_is_refused(make, code):
    with pytest.raises(FactError) as refused:
        make()

    assert code == refused.value.code


def test_sums_are_opened():
    assert Combined("sum", (FREE, FREE, AdValorem("0.05"))) == plus(plus(FREE, FREE), AdValorem("0.05"))
    assert (FREE, AdValorem("0.05")) == (plus(), plus(AdValorem("0.05")))
