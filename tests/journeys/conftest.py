"""Journeys run the whole program over folders of their own."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings, data and logs of this journey alone."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Widgets in cycles are destroyed on this thread, as in the program itself."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()
