"""Texts of widgets that follow the language, switched live."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.i18n import _
from casedesk.ui.kit.qt_texts import GettextTranslator
from casedesk.ui.kit.registry import Registry

#: a message id, or a function that composes the text in the current language
Text: TypeAlias = str | Callable[[], str]

_texts = Registry("texts")
ObjectT = TypeVar("ObjectT", bound=QObject)


class _Translators:
    """What Qt itself asks for its own texts."""

    qt: QTranslator | None = None
    gaps: QTranslator | None = None
    code = ""


def say(text: Text) -> str:
    """The text in the current language."""
    return _(text) if isinstance(text, str) else text()


def bind(target: ObjectT, setter: str, text: Text) -> ObjectT:
    """Call ``target.setter(text)`` now and after each change of language."""
    _texts.add(target, setter, lambda: say(text))
    return target


def unbind(target: QObject, setter: str) -> None:
    """Leave the text as it is from now on."""
    _texts.remove(target, setter)


def catch_up(part: QWidget) -> None:
    """Say a part in the language of now before it is shown."""
    _texts.catch_up(part)


def retranslate() -> int:
    """Set every bound text again; returns on how many living objects."""
    return _texts.refresh()


def set_language(code: str) -> None:
    """Switch the whole program, Qt's own texts included. Raises KeyError if unknown."""
    if _Translators.gaps is not None and i18n.language() == code == _Translators.code:
        return
    i18n.set_language(code)
    QLocale.setDefault(QLocale(i18n.LANGUAGES[code]))
    _install_translators(code)
    retranslate()


def _install_translators(code: str) -> None:
    for old in (_Translators.qt, _Translators.gaps):
        if old is not None:
            QCoreApplication.removeTranslator(old)
    # Qt asks the one installed last first: its own words win, ours fill what it lacks.
    _Translators.code = code
    _Translators.gaps = GettextTranslator()
    QCoreApplication.installTranslator(_Translators.gaps)
    _Translators.qt = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if code != "en" and _Translators.qt.load(f"qtbase_{code}", folder):
        QCoreApplication.installTranslator(_Translators.qt)
