"""Cards of lines: of thousands only those that are seen are made."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.ui.today.lines import Line, Lines, LinesCard

MANY = 2_000


def shown(card: LinesCard) -> list[str]:
    """What its lines say."""
    QApplication.processEvents()
    return [each.text() for each in card.findChildren(QLabel, "line_text") if each.isVisible()]


def more(card: LinesCard) -> QPushButton:
    """The button that shows further lines."""
    QApplication.processEvents()
    (found,) = [each for each in card.findChildren(QPushButton, "show_more") if each.isVisible()]
    return found


def test_of_thousands_only_those_that_are_seen_are_made(qtbot: QtBot) -> None:
    made: list[int] = []

    def line(number: int) -> Line:
        made.append(number)
        return Line(text=f"Follow-up {number}", about=number)

    card = LinesCard("Due", "bell", "Nothing is due.", name="due", most=4)
    qtbot.addWidget(card)
    card.show()
    card.show_lines(Lines(range(MANY), line))
    assert shown(card) == [f"Follow-up {number}" for number in range(4)]
    assert set(made) == set(range(4))
    assert card.heading.text() == "Due · 2,000"
    more(card).click()
    assert len(shown(card)) == 54
    assert set(made) == set(range(54))


def test_what_is_shown_already_stays_unless_something_seen_changes(qtbot: QtBot) -> None:
    words = {number: f"Follow-up {number}" for number in range(60)}
    card = LinesCard("Due", "bell", "Nothing is due.", name="due", most=4)
    qtbot.addWidget(card)
    card.show()

    def draw() -> None:
        card.show_lines(Lines(sorted(words), lambda number: Line(text=words[number])))

    draw()
    more(card).click()
    draw()
    assert len(shown(card)) == 54
    words[3] = "Another one"
    draw()
    assert shown(card) == ["Follow-up 0", "Follow-up 1", "Follow-up 2", "Another one"]
    del words[59]
    draw()
    assert more(card).text() == "Show 50 more"
    assert card.heading.text() == "Due · 59"
