"""The one interface of this repository: `nox -l` lists what there is, `nox -s NAME` runs it."""

from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lint", "types", "contracts", "docs", "wheel"]

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PROJECT = nox.project.load_toml("pyproject.toml")
EXACT = ["src/xborder/errors.py", "src/xborder/values.py", "src/xborder/money.py", "src/xborder/reasons.py", "src/xborder/codes/*", "src/xborder/atlas/*"]
"""The ground and the atlas: every branch of them is run by the tests."""


def _install(session: nox.Session, *groups: str) -> None:
    """Installs the package as it stands here, and what the groups name."""
    needed = [one for group in groups for one in nox.project.dependency_groups(PROJECT, group)]
    session.install("-e", ".[testing]", *needed)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Every test, and every example in README, docs and docstrings."""
    _install(session, "test")
    session.run("pytest", *session.posargs)


@nox.session
def engines(session: nox.Session) -> None:
    """Batches under Polars, DuckDB and, where there is Java, Spark: minutes long; so are the million rows beside the scalar path."""
    session.install("-e", ".[testing,frames,spark]", *nox.project.dependency_groups(PROJECT, "test"), *nox.project.dependency_groups(PROJECT, "engines"))
    session.run("pytest", "tests/adapters/test_frames.py", "-k", "engine", "-m", "deep or not deep", *session.posargs)
    session.run("pytest", "tests/adapters/test_frames.py", "-m", "deep", "-k", "million", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, spelling, slots, the changelog's fragments."""
    _install(session, "test", "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")
    session.run("slotscheck", "-m", "xborder")
    session.run("towncrier", "build", "--draft", "--version", "next", silent=True)


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict."""
    _install(session, "test", "lint", "wheel")
    session.run("mypy")


@nox.session
def contracts(session: nox.Session) -> None:
    """What imports what, and whether a public name was broken since the last release, where there is one."""
    _install(session, "test", "lint")
    session.run("lint-imports")
    tags = str(session.run("git", "tag", "--list", "v*", "--sort=-version:refname", external=True, silent=True) or "").split()
    if tags:
        session.run("griffe", "check", "xborder", "--search", "src", "--against", tags[0])


@nox.session
def docs(session: nox.Session) -> None:
    """The docs, offline; every warning is an error."""
    _install(session, "docs")
    session.run("python", "tools/write_coverage.py", "--check")
    session.run("sphinx-build", "-E", "-n", "-W", "--keep-going", "-q", "-b", "html", "docs", "docs/_build/html")


@nox.session
def wheel(session: nox.Session) -> None:
    """The built wheel, alone in an environment: it answers every question the pages ask."""
    goal = Path(session.create_tmp()).resolve()
    session.install("build")
    session.run("python", "-m", "build", "--outdir", str(goal), ".", silent=True)
    built = max(goal.glob("*.whl"), key=lambda one: one.stat().st_mtime)
    session.install(str(built))
    script = str(Path("tools/check_wheel.py").resolve())
    with session.chdir(goal):
        session.run("python", "-P", script, str(built))


@nox.session
def coverage(session: nox.Session) -> None:
    """How much of the library the tests run: all branches of the ground and the atlas, 95 % of the whole."""
    _install(session, "test")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "report")
    session.run("coverage", "report", "--fail-under=100", f"--include={','.join(EXACT)}")


@nox.session
def mutate(session: nox.Session) -> None:
    """Does a test notice when the arithmetic is changed?"""
    _install(session, "mutate")
    session.run("mutmut", "run", *session.posargs)
    session.run("mutmut", "results")


@nox.session
def bench(session: nox.Session) -> None:
    """Every benchmark, beside the naive reference in the same process."""
    _install(session, "test")
    for script in sorted(Path("benchmarks").glob("*.py")):
        if script.name != "reference.py":
            session.run("python", str(script))


@nox.session(default=False)
def pages(session: nox.Session) -> None:
    """Writes what is written from the pages and the types: docs/coverage.md, the formulas, the changes of law and the schemas."""
    _install(session)
    session.run("python", "tools/write_coverage.py")
    session.run("python", "tools/write_formulas.py")
    session.run("python", "tools/write_changes.py")
    session.run("python", "tools/write_schemas.py")
