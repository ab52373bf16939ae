"""At a bug: a line in the log without anybody's data, and a plain word to the person."""

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import QObject, Signal

_log = logging.getLogger("casedesk")


class Crashes(QObject):
    """Catches what nobody expected, logs where it happened, and tells the windows."""

    happened = Signal(str)  # a short code that stands in the log as well

    def install(self) -> None:
        """Catch every exception that reaches the top."""
        sys.excepthook = self._hook

    def report(self, error: BaseException) -> None:
        """Log an unexpected error; the text of the error itself may hold names and is left out."""
        frames = traceback.extract_tb(error.__traceback__)
        places = " < ".join(
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[::-1]
        )
        code = f"{type(error).__name__}-{frames[-1].lineno if frames else 0}"
        _log.error("%s: %s", code, places)
        self.happened.emit(code)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error)


def log_to_file() -> Path:
    """Send the program's log to a small rotating file; returns where it is."""
    folder = user_log_path("casedesk", appauthor=False, ensure_exists=True)
    path = folder / "casedesk.log"
    handler = RotatingFileHandler(path, maxBytes=200_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.propagate = False
    return path
