"""Makes the profile that Anki starts with, so that it asks nothing. Runs in Anki's environment."""

import sys
from pathlib import Path

from aqt.profiles import ProfileManager

base = Path(sys.argv[1])
base.mkdir(exist_ok=True)
manager = ProfileManager(base)
manager.setupMeta()
manager.setLang("en_US")
manager.create("User 1")
