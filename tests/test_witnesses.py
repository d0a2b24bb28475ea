"""Would anybody notice if a rule of arithmetic were lost?"""

import pytest

from xborder.atlas import standard
from xborder.testing.examples import examples, witnesses

PAGES = [f"{folder}/{name}" for folder in ("places", "blocs") for name in standard().listed(folder)]


@pytest.mark.parametrize("page", PAGES)
def test_an_example_notices_the_loss_of_every_rule(page):
    expected = ()
    actual = witnesses(page)

    assert expected == actual


def test_where_nobody_looks_every_rule_can_be_lost():
    page = standard().layers[0].page("places", "de")

    expected = sorted(one.rule for one in page.entries() if one.name.startswith("shipping.") and one.status == "in_force")
    actual = list(witnesses("places/de", ()))

    assert expected == actual


def test_one_example_witnesses_the_rules_it_reads():
    own = [one for one in examples("places") if one.page == "places/de" and one.question == "tax_rate" and one.facts == {"place": "DE", "on": "2020-12-31"}]
    seen = set(witnesses("places/de", ())) - set(witnesses("places/de", own))

    expected = {"DE:shipping.vat.standard@2020-07-01"}
    actual = seen

    assert expected == actual
