"""The docs say what stands: the written pages are the atlas's own, and the README's commands are the ones that CI runs."""

import re
import shlex
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent


@pytest.mark.parametrize("tool", ["write_changes", "write_coverage", "write_formulas"])
def test_a_written_page_is_what_the_atlas_says(tool):
    done = subprocess.run([sys.executable, HERE / "tools" / f"{tool}.py", "--check"], capture_output=True, text=True, check=False)

    assert "" == done.stdout + done.stderr
    assert 0 == done.returncode


def test_eighty_changes_of_law_are_witnessed_on_both_sides():
    text = (HERE / "docs" / "changes-of-law.md").read_text("utf-8")
    counts = re.findall(r"\*\*(\d+) (?:changes|are witnessed on both\s+sides)\*\*", text)

    assert 2 == len(counts)
    assert 80 <= int(counts[1]) <= int(counts[0])


def test_what_the_comparison_names_exists():
    names = set(re.findall(r"`(xborder(?:\.\w+)+)`", (HERE / "docs" / "guide" / "compared.md").read_text("utf-8")))

    expected = set()
    actual = {name for name in names if not _exists(name)}

    assert names
    assert expected == actual


def _exists(name: str) -> bool:
    room, _, last = name.rpartition(".")
    return hasattr(import_module(room), last) or find_spec(name) is not None


def test_the_readme_has_two_commands_of_one_line():
    commands = re.findall(r"^python3 -m venv .+$", (HERE / "README.md").read_text("utf-8"), re.MULTILINE)

    assert 2 == len(commands)
    for command in commands:
        scripts = [word for word in shlex.split(command) if word.startswith("examples/")]
        assert all((HERE / script).is_file() for script in scripts)
    assert commands[1].endswith("-m pytest")


def test_the_versions_agree():
    import xborder

    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == xborder.__version__


def test_every_fragment_of_the_changelog_has_a_known_type():
    config = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["tool"]["towncrier"]
    known = {one["directory"] for one in config["type"]}
    fragments = [one.name for one in (HERE / "changelog.d").iterdir() if one.name not in ("README.md", "_template.md.jinja")]

    assert set() == {name for name in fragments if name.split(".")[-2] not in known}
