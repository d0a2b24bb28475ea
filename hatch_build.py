"""What the wheel carries of the pages: packed, and without the examples that test them."""

import shutil
import tempfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ATLAS = Path("src/xborder/atlas")


class PackedPages(BuildHookInterface[Any]):
    """Packs each folder of pages into one file: in place of the texts in a wheel, beside them where they are installed to be edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the packs and, for a wheel, names them to the builder."""
        pages = Path(self.root) / ATLAS / "pages"
        editable = version == "editable"
        self.aside = None if editable else Path(tempfile.mkdtemp())
        packing = _packing(Path(self.root) / ATLAS / "_packed.py")
        for folder in sorted(one for one in pages.iterdir() if one.is_dir()):
            texts = {page.stem: page.read_bytes() for page in sorted(folder.glob("*.toml"))}
            pack = (self.aside or pages) / f"{folder.name}.pack"
            pack.write_bytes(packing.packed(texts, alone=not editable))
            if not editable:
                build_data["force_include"][str(pack)] = f"xborder/atlas/pages/{pack.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the interface's
        """Leaves nothing behind that the wheel has."""
        if self.aside:
            shutil.rmtree(self.aside)


def _packing(file: Path) -> ModuleType:
    """The package's own file that packs, without the package: what that requires is not installed while it is built."""
    spec = spec_from_file_location("packed", file)
    assert spec
    assert spec.loader
    packing = module_from_spec(spec)
    spec.loader.exec_module(packing)
    return packing
