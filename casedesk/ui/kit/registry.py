"""Remembers what to set again on which object, without keeping the object alive."""

import weakref
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

_NAME = "_kit_settings"


class Registry:
    """Setters to call again on objects when something about the whole program changes.

    What to set is kept on the object itself, so a function that holds the object makes a
    cycle that the collector can free instead of a leak.
    """

    def __init__(self, name: str) -> None:
        self._name = f"{_NAME}_{name}"
        self._objects: dict[int, weakref.ref[QObject]] = {}

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
        """Set everything again; returns on how many objects. Dead ones are dropped."""
        living = 0
        for key, reference in list(self._objects.items()):
            target = reference()
            if target is None or not shiboken6.isValid(target):
                self._objects.pop(key, None)
                continue
            living += 1
            for setter, compute in list(getattr(target, self._name).items()):
                getattr(target, setter)(compute())
        return living

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
