"""Does every page keep what its examples promise?"""

import pytest

from xborder.errors import AtlasError
from xborder.testing.examples import Example, check_example, examples, examples_in

EXAMPLES = examples()

PAGE = """\
name = "Nowhere"

[[shipping.vat.standard]]
since = 2010-01-01
value = 0.1

[[example]]  # with a word beside it
ask = "tax_rate"
facts = { place = "DE", on = 2020-12-31 }
expect = { rate = "0.160" }

[[example]]
ask = "landed_cost"
on = 2026-06-30
parcel = { price = "100.00 EUR", freight = "10.00 EUR", duty_rate = 0.12 }
expect = { total = "130.90 EUR" }
"""


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.where for one in EXAMPLES])
def test_an_answer_is_what_its_page_promises(example: Example):
    expected = None
    actual = check_example(example)

    assert expected == actual


def test_every_folder_has_examples():
    expected = {"places", "blocs", "tongues", "methods"}
    actual = {one.page.partition("/")[0] for one in EXAMPLES}

    assert expected == actual


def test_an_example_knows_its_file_and_line():
    expected = ["places/de.toml:7", "places/de.toml:12"]
    actual = [one.where for one in examples_in("places/de", PAGE)]

    assert expected == actual


def test_the_short_form_of_a_parcel_is_laid_out():
    short = examples_in("places/de", PAGE)[1]

    expected = {
        "parcel": {
            "lines": [{"sku": "1", "unit_price": "100.00 EUR", "hs": "610910", "origin": "US", "duty_rate": "0.12"}],
            "ship_from": "US",
            "ship_to": "DE",
            "freight": "10.00 EUR",
            "channel": "courier",
            "sold_via": "own",
            "gift": False,
            "buyer": {"kind": "consumer"},
            "seller": {"schemes": []},
        },
        "on": "2026-06-30",
    }
    actual = short.facts

    assert expected == actual


@pytest.mark.parametrize(
    ("written", "rewritten", "expected"),
    [
        ('"0.160"', '"0.16"', None),
        ('"0.160"', '"0.19"', "places/de.toml:7: tax_rate on 2020-12-31: rate is '0.16', not '0.19'"),
        ('rate = "0.160"', "status = false", "places/de.toml:7: tax_rate on 2020-12-31: status is 'complete', not False"),
        ('rate = "0.160"', "ratte = 1", "places/de.toml:7: tax_rate on 2020-12-31: the answer has no 'ratte'"),
        ('rate = "0.160"', 'needs = ["/on"]', "places/de.toml:7: tax_rate on 2020-12-31: needs is [], not ['/on']"),
        ('place = "DE"', 'plaice = "DE"', "places/de.toml:7: tax_rate was refused: tax_rate has no fact 'plaice': did you mean 'place'? (at /plaice)"),
    ],
)
def test_a_broken_promise_is_told_in_one_sentence(written, rewritten, expected):
    actual = check_example(examples_in("places/de", PAGE.replace(written, rewritten))[0])

    assert expected == actual


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        ('total = "130.9 EUR"', None),
        ('total = "130.90 USD"', "total is 130.90 EUR, not '130.90 USD'"),
        ('tax = "20.91 EUR"', "tax is 20.90 EUR, not '20.91 EUR'"),
        ('duty = "0.01 EUR"', "duty is 0.00 EUR, not '0.01 EUR'"),
        ('sums = { duty = "0 EUR" }', None),
        ('sums = { duties = "0 EUR" }', "sums has no 'duties'"),
        ('per_line = [{ sku = "1" }]', None),
        ('per_line = [{ sku = "2" }]', "per_line[0].sku is '1', not '2'"),
        ('caveats = ["stale"]', "caveats lacks 'stale' (it has nothing)"),
    ],
)
def test_only_what_is_promised_is_compared(promise, expected):
    page = PAGE.replace('total = "130.90 EUR"', promise)
    told = check_example(examples_in("places/de", page)[1])

    actual = told and told.removeprefix("places/de.toml:12: landed_cost on 2026-06-30: ")

    assert expected == actual


def test_what_an_answer_needed_is_told_beside_the_difference():
    page = PAGE.replace('freight = "10.00 EUR", ', "")

    expected = "places/de.toml:12: landed_cost on 2026-06-30: total is unknown, not '130.90 EUR' (the answer needs /parcel/freight)"
    actual = check_example(examples_in("places/de", page)[1])

    assert expected == actual


@pytest.mark.parametrize(
    ("written", "rewritten", "expected"),
    [
        ("ask =", "asks =", "unknown_key"),
        ('expect = { rate = "0.160" }\n', "", "missing_key"),
        ("duty_rate = 0.12", "duty_rat = 0.12", "unknown_key"),
        ("on = 2026-06-30\n", "", "missing_key"),
        ("[[example]]\nask", '[more]\nname = "x"\n\n[[example]]\nask', "rules_after_examples"),
    ],
)
def test_an_example_that_cannot_be_read_is_a_fault_of_its_page(written, rewritten, expected):
    with pytest.raises(AtlasError) as caught:
        examples_in("places/de", PAGE.replace(written, rewritten))
    actual = caught.value.code

    assert expected == actual


def test_an_example_of_a_bloc_names_its_place():
    with pytest.raises(AtlasError) as caught:
        examples_in("blocs/eu", PAGE)

    expected = "blocs/eu.toml:12: the example of a bloc names a place"
    actual = caught.value.message

    assert expected == actual


def test_a_page_without_examples_has_none():
    expected = ()
    actual = examples_in("places/de", PAGE.partition("\n[[example]]")[0])

    assert expected == actual
