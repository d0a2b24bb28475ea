"""The laws are tried with the same facts each time, so that a run that passes passes again."""

from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

settings.register_profile("greenhouse", max_examples=20, deadline=None, derandomize=True, database=None)
settings.register_profile("seedling", settings.get_profile("greenhouse"), max_examples=5)
settings.register_profile("unpruned", settings.get_profile("greenhouse"), max_examples=300, phases=[Phase.generate])


@pytest.fixture(autouse=True)
def steady() -> Iterator[None]:
    before = settings.get_current_profile_name()
    settings.load_profile("greenhouse")
    yield
    settings.load_profile(before)
