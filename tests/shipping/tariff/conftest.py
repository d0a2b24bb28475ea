"""Where the outside figures stand."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def truth() -> Path:
    where = os.environ.get("XBORDER_TRUTH")
    if not where:
        pytest.skip("XBORDER_TRUTH is unset: the official tables are not here")
    return Path(where)
