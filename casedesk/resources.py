"""Where the data files that ship with the program are."""

import sys
from pathlib import Path


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


ROOT = _root()
#: code lists, report definitions, fonts, icons: data, never code
RESOURCES = ROOT / "resources"
#: one folder per language with its compiled catalogue
TRANSLATIONS = ROOT / "translations"
#: one folder per language with the help of each page, in Markdown
HELP = ROOT / "docs" / "help"
