"""Look of the program: colours, sizes and font, changed live."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from casedesk.resources import RESOURCES
from casedesk.ui.kit.registry import Registry
from casedesk.ui.kit.tokens import LIGHT, THEMES, Tokens

FAMILY = "Noto Sans"
BODY_SIZE = 14
_QSS = Path(__file__).with_name("style.qss")
_FONTS = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")

_tokens = LIGHT
_percent = 100
_sheet = ""
_looks = Registry("looks")
_windows: WeakSet[QWidget] = WeakSet()
#: those that still have the look of before
_stale: WeakSet[QWidget] = WeakSet()
ObjectT = TypeVar("ObjectT", bound=QObject)
WidgetT = TypeVar("WidgetT", bound=QWidget)


def tokens() -> Tokens:
    """The colours in use."""
    return _tokens


def text_size() -> int:
    """The text size in use, in percent."""
    return _percent


def px(size: float) -> int:
    """A length of the design at the text size in use."""
    return round(size * _percent / 100)


def colour(name: str) -> QColor:
    """A colour of the theme in use by its token name."""
    return QColor(getattr(_tokens, name))


def restyle(target: ObjectT, setter: str, compute: Callable[[], Any]) -> ObjectT:
    """Call ``target.setter(compute())`` now and after each change of theme or text size."""
    _looks.add(target, setter, compute)
    return target


def dress(window: WidgetT) -> WidgetT:
    """Give a window, or a part of one, the style sheet, now and after each change.

    The application has none: with one, Qt styles every widget anew each time that it, or what it
    stands in, is put into something else, and a page is put together from the inside out. What
    stands in a part that has it, as a dialog of a page, has it already: Qt would style it twice.
    """
    if not _dressed(window):
        _windows.add(window)
        window.setStyleSheet(_sheet)
    return window


def _dressed(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return widget in _windows or (above is not None and _dressed(above))


def freshen(window: QWidget) -> None:
    """Give a part the look of now before it is shown, if it was out of sight when that changed."""
    _looks.catch_up(window)
    if window in _stale:
        _stale.discard(window)
        _undress(window)
        window.setStyleSheet(_sheet)


def apply(app: QApplication, name: str = "light", percent: int = 100) -> None:
    """Give the whole program a theme and a text size, now and without a restart."""
    global _tokens, _percent, _sheet
    if _sheet and (_tokens, _percent) == (THEMES[name], percent):
        return  # styling every widget anew takes a while
    _tokens, _percent = THEMES[name], percent
    load_fonts()
    windows = [each for each in _windows if shiboken6.isValid(each) and each.isVisible()]
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(_tokens))
    for window in windows:
        _undress(window)
    _looks.refresh()
    _sheet = qss(_tokens)
    for window in windows:
        window.setStyleSheet(_sheet)
    _stale.update(_windows)
    _stale.difference_update(windows)
    QTimer.singleShot(0, app, _freshen_one)


def _undress(window: QWidget) -> None:
    # The application would tell its windows a turn later. What scrolls takes the font of what it
    # stands in over when its style sheet goes, and at no other time.
    window.setFont(QApplication.font())
    window.setPalette(QApplication.palette())
    # To put one style sheet in the place of another takes ten times as long as to begin anew.
    window.setStyleSheet("")


def _freshen_one() -> None:
    """One in each turn of the event loop: all of them would keep the windows still for seconds."""
    app = QApplication.instance()
    while _stale and app is not None:
        window = next(iter(_stale))
        if shiboken6.isValid(window):
            freshen(window)
            QTimer.singleShot(0, app, _freshen_one)
            return
        _stale.discard(window)


@cache
def load_fonts() -> None:
    """Register the fonts that ship with the program."""
    for name in _FONTS:
        if QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name)) < 0:
            raise FileNotFoundError(name)


def font(size: float = BODY_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font at a size of the design."""
    made = QFont(FAMILY)
    made.setPixelSize(px(size))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def qss(tokens: Tokens) -> str:
    """The style sheet with colours (``@name``) and sizes (``12u``) filled in."""
    text = re.sub(r"@(\w+)", lambda match: getattr(tokens, match[1]), _QSS.read_text("utf-8"))
    return re.sub(r"\b(\d+(?:\.\d+)?)u\b", lambda match: f"{px(float(match[1]))}px", text)


def palette(tokens: Tokens) -> QPalette:
    """The palette for all that the style sheet does not reach."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, value in {
        role.Window: tokens.page,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.raised,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.PlaceholderText: tokens.muted,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.line,
        role.Mid: tokens.line,
        role.Dark: tokens.edge,
        role.Shadow: tokens.edge,
    }.items():
        made.setColor(which, QColor(value))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return made
