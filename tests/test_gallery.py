"""The gallery is what the library says: drawn again, each picture has the same bytes."""

import runpy
from pathlib import Path
from xml.etree import ElementTree as ET

HERE = Path(__file__).parent.parent
PICTURES = HERE / "docs" / "gallery"


def test_drawn_again_the_pictures_are_the_same():
    made = runpy.run_path(str(HERE / "tools" / "draw_gallery.py"))["pictures"]()

    assert {name: (PICTURES / f"{name}.svg").read_text("utf-8") for name in made} == made
    assert {file.stem for file in PICTURES.glob("*.svg")} == set(made)


def test_every_picture_is_told_in_words_and_shown_on_the_page():
    page = (HERE / "docs" / "gallery.md").read_text("utf-8")
    for file in PICTURES.glob("*.svg"):
        picture = ET.fromstring(file.read_text("utf-8"))

        assert {"title", "desc"} <= {one.tag.rpartition("}")[2] for one in picture}
        assert f"(gallery/{file.name})" in page
