"""What a journey looked like, as one small animated picture."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageChops

from tests.journeys.screen import Screen

_SIZE = (800, 450)
_EVERY, _LAST_MS = 0.5, 3_000


@dataclass
class Recording:
    """Looks at the screen twice a second; what does not change is kept once, for longer."""

    path: Path
    _pictures: list[Image.Image] = field(default_factory=list)
    _since: list[float] = field(default_factory=list)

    @contextmanager
    def of(self, screen: Screen) -> Iterator[None]:
        """Record while the block runs, and write it if it went well."""
        over = threading.Event()
        looking = threading.Thread(target=self._look, args=(screen, over))
        looking.start()
        try:
            yield
        finally:
            over.set()
            looking.join()
        self._write()

    def _look(self, screen: Screen, over: threading.Event) -> None:
        while not over.wait(_EVERY):
            picture = screen.picture()
            if self._pictures and not ImageChops.difference(picture, self._pictures[-1]).getbbox():
                continue
            self._pictures.append(picture.copy())
            self._since.append(time.monotonic())

    def _write(self) -> None:
        ends = [*self._since[1:], self._since[-1] + _LAST_MS / 1000]
        lasting = [int((end - since) * 1000) for since, end in zip(self._since, ends, strict=True)]
        first, *others = [each.resize(_SIZE, Image.Resampling.LANCZOS) for each in self._pictures]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        first.save(
            self.path,
            save_all=True,
            append_images=others,
            duration=lasting,
            loop=0,
            quality=30,
            method=4,
            minimize_size=True,
        )
