"""Who changed what and when, in words, and taking a change back."""

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import history, merging
from casedesk.services.cases import CaseFile
from casedesk.services.history import Entry
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.cases.history_rows import PUT_BACK, history_row
from casedesk.ui.desk import Desk
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import line

#: more would take long to draw and nobody reads them at once
_PAGE = 40
_TAKEN_OUT = N_("Taken back. It stands in the history, and can be put back from there.")


class HistoryTab(Tab):
    """The changes to everything in the case, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._entries: list[Entry] = []
        self._most = _PAGE
        self.rows = vbox(spacing=0)
        self.more = button(N_("Show earlier changes"), "history", name="more")
        self.more.clicked.connect(self._show_more)
        self.add(h2(N_("What changed")))
        self.body.addLayout(self.rows)
        self.add(hbox(self.more, None))
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """Read the history and show it."""
        if not self.same_case:
            self._most, self._entries = _PAGE, []
            clear(self.rows)
        case_id = file.case.id
        self.desk.tasks.run(
            lambda uow: history.of_case(uow, file),
            lambda found: self._arrived(case_id, found),
            owner=self,
            latest="history",
        )

    def redraw(self) -> None:
        """Say it again; what is on file has not changed."""
        self._draw_rows()

    def _arrived(self, case_id: str, found: list[Entry]) -> None:
        if self.file is not None and self.file.case.id == case_id:
            self._entries = found
            self._draw_rows()

    def _draw_rows(self) -> None:
        clear(self.rows)
        for entry in self._entries[: self._most]:
            self.rows.addWidget(history_row(self.desk, entry, self.undo))
            self.rows.addWidget(line())
        self.more.setVisible(len(self._entries) > self._most)

    def _show_more(self) -> None:
        self._most += _PAGE
        self._draw_rows()

    def undo(self, entry: Entry) -> None:
        """Put back what was there before; a merge whole; what was added goes."""
        if entry.action == history.MERGED:
            self._part(entry)
            return
        self.desk.tasks.run(
            lambda uow: history.undo(uow, entry),
            lambda record: self.desk.say(_(PUT_BACK if record else _TAKEN_OUT)),
            owner=self,
            failed=self._refused,
        )

    def _part(self, entry: Entry) -> None:
        def parted(kept: list[str]) -> None:
            text = _("They are two people again.")
            if kept:
                fields = ", ".join(_(label) for label in kept)
                text += " " + _("Changed since, and left as it is: {fields}.").format(fields=fields)
            self.desk.say(text)

        self.desk.tasks.run(
            lambda uow: merging.part(uow, entry.id),
            parted,
            owner=self,
            failed=self._refused,
        )

    def _refused(self, error: CasedeskError) -> None:
        self.desk.refuse(error)
