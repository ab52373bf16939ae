"""Texts follow the language without a restart and without keeping widgets alive."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casedesk.ui.kit import binding
from casedesk.ui.kit.binding import bind, retranslate, set_language, unbind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.surfaces import holding


def test_bound_widgets_are_retranslated_without_a_restart(qtbot: QtBot) -> None:
    save = button("Save")
    computed = bind(QLabel(), "setText", lambda: f"3 · {binding.say('Cases')}")
    qtbot.addWidget(save)
    qtbot.addWidget(computed)
    assert (save.text(), computed.text()) == ("Save", "3 · Cases")
    set_language("es")
    assert (save.text(), computed.text()) == ("Guardar", "3 · Casos")
    set_language("en")
    assert (save.text(), computed.text()) == ("Save", "3 · Cases")


def test_widgets_inside_layouts_stay_bound_after_a_collection(qtbot: QtBot) -> None:
    page = holding(vbox(hbox(button("Save", name="save"))))
    qtbot.addWidget(page)
    gc.collect()
    set_language("es")
    found = page.findChild(QLabel) or page.children()[-1]
    assert found.property("text") == "Guardar"


def test_dead_widgets_are_dropped() -> None:
    gc.collect()
    retranslate()
    before = retranslate()
    collected = bind(QLabel(), "setText", "Cases")
    destroyed = bind(QLabel(), "setText", "Cases")
    assert retranslate() == before + 2
    shiboken6.delete(destroyed)
    assert retranslate() == before + 1
    del collected
    gc.collect()
    assert retranslate() == before


def test_a_function_that_holds_its_widget_does_not_keep_it_alive() -> None:
    gc.collect()
    before = retranslate()
    _bind_to_itself(QLabel())
    gc.collect()
    assert retranslate() == before


def test_an_unbound_text_stays(qtbot: QtBot) -> None:
    words = bind(QLabel(), "setText", "Save")
    qtbot.addWidget(words)
    unbind(words, "setText")
    set_language("es")
    assert words.text() == "Save"


def test_qt_speaks_the_language_and_our_catalogue_fills_its_gaps() -> None:
    set_language("es")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    assert QCoreApplication.translate("QFileDialog", "Files of &type:") == "&Tipo de archivos:"
    assert QCoreApplication.translate("Anything", "No such text") == "No such text"
    assert QLocale().toString(12345.6, "f", 1) == "12,345.6"
    set_language("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        set_language("xx")


def _bind_to_itself(held: QLabel) -> None:
    before = retranslate()
    bind(held, "setText", lambda: held.objectName() or "Cases")
    assert retranslate() == before + 1
