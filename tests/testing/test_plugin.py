"""What Hypothesis and pytest load of this library, in processes of their own, with the entry points of the package put beside it."""

import subprocess
import sys
import tomllib
from functools import cache
from importlib.util import module_from_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import xborder.testing
from xborder.atlas import standard
from xborder.testing import PROFILES, _entry, _types, plugin

# Where the package was installed before it had entry points, its fixtures are known all the same.
from xborder.testing.fixtures import pin_edition, rates  # noqa: F401

HERE = Path(__file__).parent
ENTRY_POINTS = {"hypothesis": {"_": "xborder.testing._entry:register"}, "pytest11": {"xborder": "xborder.testing.plugin"}}
GREENHOUSE = {"xborder", "xborder.testing", *(f"xborder.testing.{name}" for name in ("_entry", "_types", "profiles", "plugin", "fixtures"))}
"""Everything of ours that may be loaded by somebody who asked for nothing."""


@pytest.fixture(scope="session")
def beside(tmp_path_factory):
    """A directory that makes the entry points known, whether the package was installed with them or not."""
    where = tmp_path_factory.mktemp("beside")
    metadata = where / "greenhouse-0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: greenhouse\nVersion: 0\n")
    groups = "".join(f"[{group}]\n" + "".join(f"{name} = {entry}\n" for name, entry in entries.items()) for group, entries in ENTRY_POINTS.items())
    (metadata / "entry_points.txt").write_text(groups)
    return where


def run(beside, *command, cwd=HERE):
    environment = {"PYTHONPATH": str(beside), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"}
    return subprocess.run([sys.executable, *command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def loaded(output):
    return {name for name in output.split() if name.startswith("xborder")}


def test_the_package_announces_its_entry_points():
    project = tomllib.loads((HERE.parent.parent / "pyproject.toml").read_text("utf-8"))["project"]

    assert ENTRY_POINTS == project.get("entry-points")


TYPES = """
import sys, hypothesis
print(*sys.modules)
from hypothesis import find, settings, strategies as st
quick = settings(max_examples=200, database=None, derandomize=True)
from xborder import Country, Money, Rate
import xborder.money
print("MADE", *(type(find(st.from_type(one), lambda _: True, settings=quick)).__name__ for one in (Country, Money, Rate)), end=" ")
print(type(xborder.money.__spec__.loader).__name__, settings.get_profile("xborder-deep").max_examples)
"""


def test_importing_hypothesis_loads_no_room_and_yet_makes_every_type(beside):
    done = run(beside, "-c", TYPES)
    modules, _, made = done.stdout.partition("MADE")

    assert "" == done.stderr
    assert loaded(modules) <= GREENHOUSE
    assert "Country Money Rate SourceFileLoader 5000" == made.strip()


SUITE = """
import sys


def test_that_asks_for_nothing():
    print("LOADED", *sys.modules)


def test_that_asks_for_all(atlas, rates, pin_edition):
    assert atlas is pin_edition("{edition}")
    assert rates.between("SEK", "JPY").path
    assert rates.between("BRL", "KWD").path


def test_of_an_old_edition(pin_edition):
    pin_edition("1999.01")


def test_of_an_old_edition_that_may_wait(pin_edition):
    pin_edition("1999.01", otherwise="skip")
"""


@pytest.fixture(scope="session")
def suite(tmp_path_factory):
    where = tmp_path_factory.mktemp("suite")
    (where / "test_shop.py").write_text(SUITE.replace("{edition}", standard().edition))
    return where


def test_a_plain_run_of_pytest_loads_no_room_and_fixtures_do_what_they_say(beside, suite):
    done = run(beside, "-m", "pytest", "-q", "-rs", "-s", "-p", "no:cacheprovider", "-p", "no:randomly", "-W", "error", ".", cwd=suite)
    modules = next(line for line in done.stdout.splitlines() if "LOADED" in line)

    assert loaded(modules) <= GREENHOUSE
    assert "1 failed, 2 passed, 1 skipped" in done.stdout
    assert f"this test was written for edition 1999.01 of the atlas, and installed is {standard().edition}" in done.stdout


def test_the_edition_can_be_pinned_for_a_whole_suite(beside, suite):
    options = ("-q", "-p", "no:cacheprovider", "-W", "error", "-o", "xborder_edition=1999.01", "-k", "all")
    done = run(beside, "-m", "pytest", *options, ".", cwd=suite)

    assert "this test was written for edition 1999.01" in done.stdout
    assert "1 error" in done.stdout


class Recorder:
    """A configuration, a parser and a plugin manager that note what they are told."""

    def __init__(self):
        self.told = []
        self.pluginmanager = self

    def import_plugin(self, name):
        self.told.append(name)

    def addini(self, name, text, *, default):
        self.told.append((name, default))


def test_the_plugin_tells_pytest_of_one_option_and_one_file():
    recorder = Recorder()
    plugin.pytest_addoption(recorder)
    plugin.pytest_configure(recorder)

    assert [("xborder_edition", ""), "xborder.testing.fixtures"] == recorder.told


def test_an_edition_is_pinned(pin_edition):  # noqa: F811 - the fixture
    assert standard() is pin_edition(standard().edition)
    with pytest.raises(pytest.fail.Exception, match="read its changes"):
        pin_edition("1999.01")
    with pytest.raises(pytest.skip.Exception, match="read its changes"):
        pin_edition("1999.01", otherwise="skip")


def test_rates_lead_from_and_to_every_place(rates):  # noqa: F811
    homes = {standard().header(name.upper()).get("currency") for name in standard().listed("places")}

    assert all(rates.between(home, "JPY") for home in homes)
    assert rates == rates.from_dict(rates.to_dict())


# ------------------------------------------------------------------------------------------------------------- in here


@cache
def told():
    _entry.register()
    return list(sys.meta_path)


def test_hypothesis_is_told_once():
    watches = [one for one in told() if type(one) is _types._Watch]
    _types.tell_hypothesis()

    assert 1 == len(watches)
    assert watches == [one for one in sys.meta_path if type(one) is _types._Watch]


@pytest.mark.parametrize(("module", "name"), [(module, name) for module, names in _types.TYPES.items() for name in names])
def test_every_type_has_its_strategy(module, name):
    told()
    __import__(module)
    kind = getattr(sys.modules[module], name)
    made = []

    @settings(max_examples=3, database=None, derandomize=True, deadline=None)
    @given(st.from_type(kind))
    def make(one):
        made.append(one)

    make()

    assert {kind} == set(map(type, made))


def test_other_modules_are_none_of_our_business():
    told()
    watch = next(one for one in sys.meta_path if type(one) is _types._Watch)

    assert watch.find_spec("json", None) is None
    assert watch.find_spec("xborder.money", []) is None


def test_a_module_is_run_as_ever_and_its_types_are_told():
    told()
    watch = next(one for one in sys.meta_path if type(one) is _types._Watch)
    spec = watch.find_spec("xborder.money", xborder.__path__)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    made = []

    @settings(max_examples=1, database=None)
    @given(st.from_type(module.Money))
    def make(one):
        made.append(one)

    make()

    assert ["Money"] == [type(one).__name__ for one in made]


def test_a_module_that_lacks_its_type_is_left_alone():
    _types._register(type(sys)("xborder.money"))


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_are_known_by_name(name):
    told()

    assert PROFILES[name]["max_examples"] == settings.get_profile(name).max_examples


def test_the_door_lists_what_it_opens():
    assert sorted(xborder.testing.__all__) == dir(xborder.testing)
    assert all(getattr(xborder.testing, name).__doc__ for name in xborder.testing.__all__ if name.islower())


def test_the_door_opens_nothing_else():
    with pytest.raises(AttributeError, match="has no attribute 'parcel'"):
        _ = xborder.testing.parcel
