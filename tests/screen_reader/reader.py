"""Hears the program as a screen reader does, through AT-SPI; asked and answering in JSON lines.

Runs under Debian's own Python, which has the bindings: ``/usr/bin/python3 reader.py``. Asked
``["page"]`` it tells all that can have the focus, ``["heard"]`` what was spoken since this was
last asked, ``["press", ROLE, NAME]`` whether it could press that.
"""

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found,import-untyped,unused-ignore]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found,unused-ignore] # noqa: E402

PROGRAM = "Casedesk"
_EVENTS = ("object:state-changed:focused", "object:announcement")
#: a page that loads slowly is waited for
_PATIENCE_MS = 20_000
_LISTS = (Atspi.Role.LIST, Atspi.Role.TABLE, Atspi.Role.PAGE_TAB_LIST)
_ENTRIES = [Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_CELL, Atspi.Role.PAGE_TAB]
#: entries of a list that are looked at
_MOST = 24
_heard: list[list[str]] = []


def on_event(event: Any) -> None:
    """Note what has the focus now, or what is said without it."""
    with contextlib.suppress(GLib.Error):  # it was gone before it could be asked
        if event.type == "object:announcement":
            _heard.append(["announcement", str(event.any_data)])
        elif event.detail1:
            _heard.append([event.source.get_role_name(), event.source.get_name()])


def found() -> Iterator[Any]:
    """All that can have the focus and is shown; of lists and tables the first entries."""
    states = Atspi.StateSet.new([Atspi.StateType.FOCUSABLE, Atspi.StateType.SHOWING])
    every, none = Atspi.CollectionMatchType.ALL, Atspi.CollectionMatchType.NONE
    # Entries are told as shown even where their list is not, so they are asked for apart.
    rule = Atspi.MatchRule.new(states, every, {}, none, _ENTRIES, none, [], none, False)
    for window in windows():
        for each in window.get_matches(rule, Atspi.CollectionSortOrder.CANONICAL, 0, True):
            yield each
            if each.get_role() in _LISTS:
                count = min(each.get_child_count(), _MOST)
                entries = (each.get_child_at_index(at) for at in range(count))
                yield from (entry for entry in entries if entry.get_role() in _ENTRIES)


def windows() -> Iterator[Any]:
    """The windows of the program."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(at)
        if program is not None and program.get_name() == PROGRAM:
            yield from (program.get_child_at_index(n) for n in range(program.get_child_count()))


def page() -> list[list[str]]:
    """Role, name and description of all that can have the focus."""
    return [[each.get_role_name(), each.get_name(), each.get_description()] for each in found()]


def press(role: str, name: str) -> bool:
    """Press what has a role and a name."""
    for each in found():
        if each.get_role_name() == role and each.get_name() == name:
            return bool(each.do_action(0))
    return False


def heard() -> list[list[str]]:
    """What was spoken since this was last asked."""
    spoken = list(_heard)
    _heard.clear()
    return spoken


def listen() -> None:
    """Answer until there are no more questions."""
    Atspi.set_timeout(_PATIENCE_MS, _PATIENCE_MS)
    listener = Atspi.EventListener.new(on_event)
    for event in _EVENTS:
        listener.register(event)
    answers = {"page": page, "press": press, "heard": heard}
    context = GLib.MainContext.default()
    for line in sys.stdin:
        while context.iteration(False):
            time.sleep(0)
        what, *arguments = json.loads(line)
        try:
            answer = answers[what](*arguments)  # type: ignore[operator]
        except (GLib.Error, AttributeError):  # a page on its way out: there is nothing whole
            answer = []
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    listen()
