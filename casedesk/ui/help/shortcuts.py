"""Every key there is, by where it works; a test holds that the list is true and complete."""

from dataclasses import dataclass

from casedesk.i18n import N_, _
from casedesk.ui.forms.save_keys import KEYS as SAVE
from casedesk.ui.forms.save_keys import NEXT_KEYS as SAVE_NEXT


@dataclass(frozen=True)
class Shortcut:
    """Keys as Qt spells them, and what they do."""

    keys: tuple[str, ...]
    does: str


PAGES = tuple(f"Ctrl+{number}" for number in range(1, 10))

#: what each group is called -> its shortcuts
GROUPS: dict[str, tuple[Shortcut, ...]] = {
    N_("Everywhere"): (
        Shortcut(("F1",), N_("Help for the page shown")),
        Shortcut(("?",), N_("This list, when no text is being typed")),
        Shortcut(("Ctrl+L",), N_("Lock now")),
        Shortcut(("Ctrl+H",), N_("Hide or show names")),
        Shortcut(("Ctrl+Z",), N_("Take back what was just saved")),
        Shortcut(PAGES, N_("Go to a page, counted from the top of the list at the side")),
        Shortcut(("Alt+Left",), N_("Back to the page before")),
        Shortcut(("Esc",), N_("Close the help, or go back to the page before")),
    ),
    N_("In forms"): (
        Shortcut(SAVE, N_("Save")),
        Shortcut(SAVE_NEXT, N_("Save a person and go on with the next of the family")),
        Shortcut(("F2",), N_("Say that it is unknown, or that the person does not answer")),
    ),
    N_("In lists of people and cases"): (
        Shortcut(("Ctrl+N",), N_("Take in a new person")),
        Shortcut(("Down",), N_("From the search into what was found")),
        Shortcut(("Return",), N_("Open the one chosen")),
    ),
    N_("In the house and the evening count"): (
        Shortcut(("Space",), N_("Tick, and on to the next")),
        Shortcut(("A", "F"), N_("Away tonight")),
        Shortcut(("S", "L"), N_("Has left")),
    ),
    N_("In a list of rights"): (
        Shortcut(("1", "2", "3", "4"), N_("Done, does not apply, does not want, pending")),
        Shortcut(("PgDown", "PgUp"), N_("The next or the previous item")),
    ),
}

#: as they stand on the keyboard; other keys are called alike in both languages
_ON_KEYBOARD = {
    "Return": N_("Enter"),
    "Space": N_("Space"),
    "Left": N_("Left arrow"),
    "Down": N_("Down arrow"),
    "PgDown": N_("Page Down"),
    "PgUp": N_("Page Up"),
}


def spoken(key: str) -> str:
    """Keys pressed together, as people know them."""
    if key in _ON_KEYBOARD:
        return _(_ON_KEYBOARD[key])
    return "+".join(_(_ON_KEYBOARD.get(part, part)) for part in key.split("+"))


def _together(shortcut: Shortcut) -> str:
    if shortcut.keys == PAGES:
        return f"{PAGES[0]} … {PAGES[-1]}"
    return ", ".join(dict.fromkeys(spoken(key) for key in shortcut.keys))


def sheet() -> str:
    """All of it in Markdown, in the present language."""
    head = "| {} | {} |".format(_("Keys"), _("What they do"))
    lines = []
    for group, shortcuts in GROUPS.items():
        lines += [f"### {_(group)}", "", head, "|---|---|"]
        lines += [f"| **{_together(each)}** | {_(each.does)} |" for each in shortcuts]
        lines.append("")
    return "\n".join(lines)
