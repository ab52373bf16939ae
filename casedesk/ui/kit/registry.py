"""Remembers what to set again on which object, without keeping the object alive."""

import weakref
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLayout, QWidget

_NAME = "_kit_settings"
#: how many objects out of sight are set again in one turn of the event loop
A_TURN = 300


class Registry:
    """Setters to call again on objects when something about the whole program changes.

    What to set is kept on the object itself, so a function that holds the object makes a
    cycle that the collector can free instead of a leak.
    """

    def __init__(self, name: str) -> None:
        self._name = f"{_NAME}_{name}"
        self._objects: dict[int, weakref.ref[QObject]] = {}
        self._waiting: list[weakref.ref[QObject]] = []

    def __len__(self) -> int:
        return len(self._objects)

    def add(self, target: QObject, setter: str, compute: Callable[[], Any]) -> None:
        """Set now, and again at each refresh; a setter already registered is replaced."""
        settings = self._settings(target)
        settings[setter] = compute
        getattr(target, setter)(compute())

    def remove(self, target: QObject, setter: str) -> None:
        """Stop setting it."""
        self._settings(target).pop(setter, None)

    def refresh(self) -> int:
        """Set everything again; returns on how many objects. Dead ones are dropped.

        What is out of sight waits for later turns of the event loop where there is much of it:
        the windows would stand still.
        """
        living = self._living()
        hidden = []
        for target in living:
            if _in_sight(target):
                self._set(target)
            else:
                hidden.append(weakref.ref(target))
        self._waiting = hidden
        self._set_some()
        return len(living)

    def catch_up(self, part: QWidget) -> None:
        """Set at once what still waits within a part: it is about to be seen."""
        waiting, self._waiting = self._waiting, []
        for reference in waiting:
            target = reference()
            if target is None or not shiboken6.isValid(target):
                continue
            owner = _owner(target)
            if owner is part or (isinstance(owner, QWidget) and part.isAncestorOf(owner)):
                self._set(target)
            else:
                self._waiting.append(reference)

    def _living(self) -> list[QObject]:
        living = []
        for key, reference in list(self._objects.items()):
            target = reference()
            if target is None or not shiboken6.isValid(target):
                self._objects.pop(key, None)
            else:
                living.append(target)
        return living

    def _set_some(self) -> None:
        """Of those that wait, as many as fit a turn, those made last first."""
        for _each in range(min(A_TURN, len(self._waiting))):
            target = self._waiting.pop()()
            if target is not None and shiboken6.isValid(target):
                self._set(target)
        if self._waiting:
            QTimer.singleShot(0, self._set_some)

    def _set(self, target: QObject) -> None:
        for setter, compute in list(getattr(target, self._name).items()):
            getattr(target, setter)(compute())

    def _settings(self, target: QObject) -> dict[str, Callable[[], Any]]:
        settings: dict[str, Callable[[], Any]] | None = getattr(target, self._name, None)
        if settings is None:
            settings = {}
            setattr(target, self._name, settings)
            key = id(target)
            self._objects[key] = weakref.ref(target, lambda gone: self._forget(key, gone))
        return settings

    def _forget(self, key: int, gone: "weakref.ref[QObject]") -> None:
        if self._objects.get(key) is gone:
            del self._objects[key]


def _in_sight(target: QObject) -> bool:
    """Whether it can be seen, or belongs to no widget that could tell."""
    owner = _owner(target)
    return not isinstance(owner, QWidget) or owner.isVisible()


def _owner(target: QObject) -> QObject | None:
    return target.parentWidget() if isinstance(target, QLayout) else target
