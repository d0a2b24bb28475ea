"""What the wheel carries of a page: its rules, not the examples that test them."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGES = Path("src/xborder/atlas/pages")
EXAMPLES = "\n[[example]]"


class PagesWithoutExamples(BuildHookInterface[Any]):
    """Puts each page into the wheel, cut at its first `[[example]]`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the shortened pages aside and names them to the builder; an editable install reads the pages themselves."""
        if version == "editable":
            return
        self.aside = Path(tempfile.mkdtemp())
        here = Path(self.root) / PAGES
        for page in sorted(here.rglob("*.toml")):
            name = page.relative_to(here)
            shortened = self.aside / name
            shortened.parent.mkdir(parents=True, exist_ok=True)
            rules = page.read_text("utf-8").partition(EXAMPLES)[0]
            shortened.write_text(f"{rules.rstrip()}\n", "utf-8", newline="\n")
            build_data["force_include"][str(shortened)] = f"xborder/atlas/pages/{name.as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the interface's
        """Leaves nothing behind."""
        if version != "editable":
            shutil.rmtree(self.aside)
