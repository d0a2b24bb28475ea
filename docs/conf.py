"""How the docs are built: offline, and every unresolved name is an error."""

from importlib.metadata import version as installed

project = "xborder"
author = "the xborder developers"
project_copyright = "2026, the xborder developers"
release = version = installed("xborder")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"xborder {release}"
html_copy_source = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing"]  # links out of the docs, to files of the repository

default_role = "code"
autodoc_default_options = {"members": True, "member-order": "bysource", "undoc-members": False, "exclude-members": "WIRE"}
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88

nitpicky = True
# The docs are built offline, so there is no inventory of other projects' names to look in. What stands in a file of a room
# and has no page in the reference is the house's own, and may change: it is shown in signatures, but leads nowhere.
nitpick_ignore_regex = [
    (r"py:class", r"(collections\.abc|datetime|decimal|fractions|hypothesis|_pytest|numpy|pyarrow)\..*|date"),
    (r"py:class", r"xborder\.\w+\..*"),
]
