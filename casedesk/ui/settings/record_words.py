"""The record of use in words."""

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.services.audit import CHANGED, CREATED, RECOVERY_USER, TAKEN_BACK, Line
from casedesk.ui.cases.history_rows import KINDS
from casedesk.ui.roles import ROLES

#: kind of record -> what left the vault
EXPORTS = {
    "referral": N_("Printed a referral slip"),
    "ledger": N_("Saved the ledger, to take it elsewhere"),
    "document": N_("Saved a document outside the vault"),
    "case": N_("Printed a person's own sheet"),
    "clocks": N_("Saved time limits as a calendar"),
}
READS = {
    "document": N_("Looked at a document"),
    "report": N_("Looked at exact counts for a report"),
}
ACTIONS = {
    "append": N_("Wrote into the ledger of what is published"),
    "save": N_("Kept a report of their own: {name}"),
    "remove": N_("Forgot a report of their own: {name}"),
    "erase": N_("Erased a document's content"),
    "unlock": N_("Opened the vault"),
    "read": N_("Opened a case"),
    "export": N_("Saved a report"),
    "print": N_("Saved a sheet to print"),
    "import": N_("Brought in a file: {rows} rows"),
    "give_key": N_("Gave {user} a key"),
    "remove_key": N_("Took {user}'s key away"),
    "change_passphrase": N_("Changed their own passphrase"),
    "reset_passphrase": N_("Gave {user} a new passphrase"),
    "strengthen": N_("Made their passphrase harder to guess"),
    "change_role": N_("Gave {user} another role: {role}"),
    "merge": N_("Merged two people into one"),
    "unmerge": N_("Parted two people again"),
    "install_content": N_("Installed content: {pack}, version {version}"),
    "content_back": N_("Went back to earlier content: {pack}, version {version}"),
    "trust_signer": N_("Took content of {user} from then on"),
    "distrust_signer": N_("Took no more content of one of the keys"),
    "print_unconfirmed": N_("Chose whether items to be confirmed are printed"),
    "new_recovery_code": N_("Made a new recovery sheet"),
}


def who(line: Line) -> str:
    """The user, or the sheet that was used instead."""
    return _("Recovery sheet") if line.user == RECOVERY_USER else line.user


def what(line: Line) -> str:
    """What was done, and in which case."""
    words = _done(line)
    return f"{words} · {line.folio}" if line.folio else words


def _done(line: Line) -> str:
    if line.action in (CREATED, CHANGED) and line.kind in KINDS:
        text = _("{what} changed") if line.action == CHANGED else _("{what} written down")
        return text.format(what=_(KINDS[line.kind]))
    if line.action == "export" and line.kind in EXPORTS:
        return _(EXPORTS[line.kind])
    if line.action == "read" and line.kind in READS:
        return _(READS[line.kind])
    if line.action == "print" and line.kind == "house":
        return _("Made a list of the house for paper")
    if line.action == TAKEN_BACK and line.kind in KINDS:
        return _("{what} taken back").format(what=_(KINDS[line.kind]))
    if line.action not in ACTIONS:
        return _("Something else: {action}").format(action=line.action)
    role = ROLES.get(str(line.about.get("role", "")), "")
    rows = line.about.get("rows")
    return _(ACTIONS[line.action]).format(
        user=line.about.get("user", "?"),
        name=line.about.get("name", "?"),
        role=_(role),
        pack=line.about.get("pack", "?"),
        version=line.about.get("version", "?"),
        rows=i18n.number(rows) if isinstance(rows, int) else "?",
    )
