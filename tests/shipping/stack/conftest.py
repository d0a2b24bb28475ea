"""Questions in their short form."""

import pytest

from xborder.shipping.stack import duty


@pytest.fixture
def us():
    def ask(hs, origin, at, value="1000.00 USD", **facts):
        return duty("US", hs=hs, origin=origin, at=at, value=value, **facts)

    return ask
