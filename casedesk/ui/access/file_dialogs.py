"""Asking for a file or a folder, and giving the focus back to the button that asked."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

#: what is done with the path chosen
Done = Callable[[Path], None]


def forget_folders() -> None:
    """Let Qt keep no list of the folders gone to: one can be named after a person."""
    scope = QSettings.Scope.UserScope
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, scope, os.devnull)


def documents() -> Path:
    """Where people look for what they saved."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def ask_folder(way: QWidget, title: str, start: Path, done: Done) -> None:
    """Ask for a folder; ``way`` is the button that was pressed."""
    dialog = QFileDialog(way, title, str(start if start.is_dir() else documents()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    _ask(dialog, way, done)


def ask_new_file(way: QWidget, title: str, proposed: Path, done: Done) -> None:
    """Ask under which name something is saved; its ending is that of the name proposed."""
    dialog = QFileDialog(way, title, str(proposed.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.selectFile(str(proposed))
    _ask(dialog, way, done)


def ask_file(way: QWidget, title: str, start: Path, wanted: str, done: Done) -> None:
    """Ask for a file that is there; ``wanted`` says which forms, as Qt has it."""
    dialog = QFileDialog(way, title, str(start), wanted)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _ask(dialog, way, done)


def _ask(dialog: QFileDialog, way: QWidget, done: Done) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.rejected.connect(way.setFocus)
    dialog.fileSelected.connect(lambda name: done(Path(name)))
    dialog.open()
