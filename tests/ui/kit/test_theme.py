"""Colours can be told apart, and the look changes without a restart."""

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from casedesk.resources import RESOURCES
from casedesk.ui.kit import icons, theme
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.tokens import THEMES, Tokens, contrast

TEXT = [
    *((text, ground) for text in ("text", "muted") for ground in ("page", "surface", "raised")),
    *(
        (text, ground)
        for text in ("accent_text", "danger")
        for ground in ("page", "surface", "raised")
    ),
    ("text", "chosen"),
    ("accent_text", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger_fill"),
    *((tone, f"{tone}_soft") for tone in ("danger", "warn", "ok", "info")),
    ("muted", "chosen"),
    ("side_text", "side"),
    ("side_title", "side"),
    ("on_side_chosen", "side_chosen"),
    ("surface", "text"),
]
INTERFACE = [
    *((edge, ground) for edge in ("edge", "focus", "accent") for ground in ("page", "surface")),
    *((tone, "surface") for tone in ("danger", "warn", "ok", "info", "hidden_bar")),
    ("side_focus", "side"),
    ("side_focus", "side_chosen"),
    ("side_brand", "side"),
    ("focus", "raised"),
]


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_can_be_read(tokens: Tokens, front: str, ground: str) -> None:
    assert contrast(getattr(tokens, front), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize(("front", "ground"), INTERFACE)
def test_borders_and_marks_can_be_seen(tokens: Tokens, front: str, ground: str) -> None:
    assert contrast(getattr(tokens, front), getattr(tokens, ground)) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_every_colour_and_size_filled_in(name: str) -> None:
    sheet = theme.qss(THEMES[name])
    assert "@" not in sheet
    assert "14px" in sheet


def test_theme_and_text_size_change_live(qtbot: QtBot, themed: QApplication) -> None:
    words = label("Cases")
    box = vbox(words, margin=10, spacing=8)
    page = holding(box, "page")
    qtbot.addWidget(page)
    page.show()
    before = words.sizeHint().height()
    theme.apply(themed, "dark", 200)
    assert words.sizeHint().height() > 1.8 * before
    assert (box.contentsMargins().left(), box.spacing()) == (20, 16)
    assert page.grab().toImage().pixelColor(1, 1).name() == THEMES["dark"].page.lower()


def test_what_scrolls_in_a_window_follows_every_change_of_the_text_size(
    qtbot: QtBot, themed: QApplication
) -> None:
    area, page = QScrollArea(), Page("Cases")
    area.setWidget(page)
    window = theme.dress(holding(vbox(area)))
    qtbot.addWidget(window)
    window.show()
    for percent in (150, 100, 150, 200):
        theme.apply(themed, "light", percent)
        qtbot.wait(1)
        assert page.font().pixelSize() == theme.px(theme.BODY_SIZE)


def test_the_programs_own_font_is_used(themed: QApplication) -> None:
    assert QFontInfo(themed.font()).family() == "Noto Sans"


def test_every_icon_can_be_drawn_in_the_colour_of_the_theme(qapp: QApplication) -> None:
    for path in sorted((RESOURCES / "icons").glob("*.svg")):
        image = icons.pixmap(path.stem, "danger", 24).toImage()
        colours = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert theme.tokens().danger.lower() in colours, path.stem


def test_an_icon_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon")
