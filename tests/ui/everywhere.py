"""A walk through every page there is, with every tab of a case and every section."""

from collections.abc import Iterator
from typing import Any

from pytestqt.qtbot import QtBot

from casedesk.services import cases
from casedesk.services.cases import Filter
from casedesk.storage.vault import Vault
from casedesk.ui.cases.casefile.tabs import TABS
from casedesk.ui.places import PLACES
from casedesk.ui.settings.settings_page import SECTIONS
from casedesk.ui.shell import Shell
from tests.ui.test_shell import settle

_OF_A_CASE = frozenset({"case", "incident", "merge"})
_PARTS: dict[str, tuple[str, list[str]]] = {
    "case": ("tab", list(TABS)),
    "settings": ("section", list(SECTIONS)),
}


def walk(shell: Shell, qtbot: QtBot, case_id: str = "", *, parts: bool = True) -> Iterator[str]:
    """Show each page and tell what is shown, as ``case/history``; without a case none of one."""
    for place in PLACES:
        if place.key in _OF_A_CASE and not case_id:
            continue
        given: dict[str, Any] = {"case_id": case_id} if place.key in _OF_A_CASE else {}
        name, keys = _PARTS.get(place.key, ("", [""]))
        for part in keys if parts else keys[:1]:
            shell.show_page(place.key, **given, **({name: part} if name else {}))
            settle(shell, qtbot)
            yield f"{place.key}/{part}" if part else place.key


def a_case(vault: Vault) -> str:
    """The id of the case written down last."""
    return vault.run(lambda uow: cases.lines(uow, cases.numbers(uow, Filter())[:1]))[0].case_id
