"""What pytest loads in every run of everybody who has this library installed: nothing, until a fixture is asked for."""

__all__ = ["pytest_addoption", "pytest_configure"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: "pytest.Parser") -> None:
    """The edition of the atlas that the tests were written for, in pytest's configuration."""
    parser.addini("xborder_edition", "the edition of the atlas the tests were written for, as 2026.11: the fixture `atlas` fails where it moved", default="")


def pytest_configure(config: "pytest.Config") -> None:
    """Makes the fixtures known."""
    config.pluginmanager.import_plugin("xborder.testing.fixtures")
