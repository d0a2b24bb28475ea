"""Would an example of the page notice if an additional duty were lost?"""

import pytest

from xborder.atlas import Atlas, standard
from xborder.atlas.timeline import key
from xborder.testing.examples import Rewritten, _without, check_example, examples
from xborder.values import instant

LAYER = standard().layers[0]
PAGE = LAYER.page("places", "us")
ENTRIES = [one for one in PAGE.entries() if one.name.startswith("shipping.duty.additional.") and one.status == "in_force"]
ASKED = [one for one in examples("places") if one.question == "duty" and one.facts["to"] == "US"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.rule)
def test_an_example_notices_the_loss_of_every_additional_duty(entry):
    lacking = Atlas((Rewritten(LAYER, _without(PAGE, entry)),))
    day = 86_400
    near = [one for one in ASKED if entry.start - day <= key(instant(one.facts["at"])) < entry.stop + day]

    assert any(check_example(one, lacking) is not None for one in near)
