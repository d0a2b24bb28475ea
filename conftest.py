"""Runs every example in the README, the docs and the docstrings, each document from top to bottom."""

from collections.abc import Generator
from datetime import timedelta
from doctest import ELLIPSIS

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.integration import pytest as documents
from sybil.parsers import myst, rest

# A shared machine is slow at times: only the nightly run has a deadline.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, database=None)
settings.register_profile("prose", settings.get_profile("dev"), max_examples=15)  # what stands in a text shows a law; a test tries it
settings.register_profile("nightly", deadline=timedelta(seconds=1), max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])

_prose = [myst.PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), myst.SkipParser()]
pytest_collect_file = documents.pytest_integration(
    Sybil(parsers=_prose, pattern="README.md"),
    Sybil(parsers=_prose, path="docs", pattern="*.md", excludes=["_build/*"]),
    Sybil(
        parsers=[rest.DocTestParser(optionflags=ELLIPSIS), rest.SkipParser()],
        path="src",
        pattern="*.py",
        document_types={".py": PythonDocStringDocument},
    ),
)


def pytest_configure(config: pytest.Config) -> None:
    """Loads the house's own profile, unless the command line or Hypothesis itself (in CI) names another."""
    if not config.getoption("--hypothesis-profile") and settings.get_current_profile_name() == "default":
        settings.load_profile("dev")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """The examples of a text try a few facts, unless the run is a long one."""
    loaded = settings.get_current_profile_name()
    if isinstance(item, documents.SybilItem) and loaded in ("dev", "ci"):
        settings.load_profile("prose")
    try:
        return (yield)
    finally:
        if settings.get_current_profile_name() == "prose":
            settings.load_profile(loaded)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests run in random order; the examples of one document stand on each other and keep theirs."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[str, int]:
    if isinstance(item, documents.SybilItem):
        return str(item.path), item.example.line
    return "", 0
