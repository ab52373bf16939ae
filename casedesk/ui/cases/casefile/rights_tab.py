"""Which lists fit the case and why, and what was explained until now."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casedesk import i18n
from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Pack, said
from casedesk.domain.rights import Checklist
from casedesk.i18n import N_, _
from casedesk.services import contents, rights
from casedesk.services.cases import CaseFile
from casedesk.services.rights import Suggestion
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import line
from casedesk.ui.rights import words

_AS_IT_WAS = N_("Read it as it was")


class RightsTab(Tab):
    """Suggested lists come first, with the reason; any other can be chosen as well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._library = Library({})
        self.suggested = vbox(spacing=0)
        self.others = vbox(spacing=0)
        self.explained = vbox(spacing=0)
        self.add(h2(N_("Suggested lists")))
        self.add(muted(N_("They follow from what is on file. You and the person decide.")))
        for title, rows in (("", self.suggested), (N_("Other lists"), self.others)):
            if title:
                self.add(h2(title))
            self.add(rows)
        self.add(h2(N_("What was explained")))
        self.add(self.explained)
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """Read the content in use and show what fits."""
        self.desk.tasks.run(
            contents.current,
            lambda library: self._arrived(file.case.id, library),
            owner=self,
            latest="rights_tab",
        )

    def _arrived(self, case_id: str, library: Library) -> None:
        if self.file is None or self.file.case.id != case_id:
            return
        file, self._library = self.file, library
        found = rights.suggestions(library, file, self.desk.clock.now().date())
        first = {each.pack.id for each in found}
        self._fill(self.suggested, (self._row(file, each.pack, each) for each in found))
        if not found:
            self.suggested.addWidget(muted(N_("Nothing on file suggests a list yet.")))
        rest = (pack for pack in library.lists if pack.id not in first)
        self._fill(self.others, (self._row(file, pack, None) for pack in rest))
        self._fill(self.explained, (self._past(each) for each in file.checklists[::-1]))
        if not file.checklists:
            self.explained.addWidget(muted(N_("Nothing was explained yet.")))

    def _fill(self, rows: QVBoxLayout, widgets: Iterable[QWidget]) -> None:
        clear(rows)
        for widget in widgets:
            rows.addWidget(widget)
            rows.addWidget(line())

    def _row(self, file: CaseFile, pack: Pack, why: Suggestion | None) -> QWidget:
        made = QWidget()
        made.setObjectName(f"list_{pack.id}")
        title = label(lambda: words.title(pack), "strong", name="list_title")
        texts = vbox(title, spacing=2)
        if why is not None:
            reason = label(lambda: said(why.why, i18n.language()), "muted", name="why")
            texts.addWidget(reason)
        row = hbox(margin=(2, 8, 2, 8), spacing=12)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(icon_label(pack.icon or "notes", "accent"), 0, middle)
        row.addLayout(texts, 1)
        latest = rights.latest_of(file.checklists, pack.id)
        if latest is not None:
            row.addWidget(_state(latest, pack))
        under_way = rights.under_way(file, pack) is not None
        way = N_("Go on") if under_way else N_("Walk through")
        opener = button(way, "chevron-right", name="walk")
        bind(opener, "setAccessibleName", lambda: f"{_(way)}: {words.title(pack)}")
        opener.clicked.connect(lambda: self.desk.go("rights", case_id=file.case.id, list=pack.id))
        row.addWidget(opener)
        made.setLayout(row)
        return made

    def _past(self, checklist: Checklist) -> QWidget:
        made = QWidget()
        made.setObjectName(f"explained_{checklist.id}")
        title = label(lambda: _title(checklist, self._library), "strong", name="entry_title")
        more = label(lambda: _more(checklist), "muted", name="entry_more")
        counts = label(lambda: words.answers(checklist), "hint", name="entry_answers")
        row = hbox(margin=(2, 10, 2, 10), spacing=12)
        row.addLayout(vbox(title, more, counts, spacing=2), 1)
        opener = button(_AS_IT_WAS, "history", "link", name="read_explained")
        bind(
            opener,
            "setAccessibleName",
            lambda: f"{_(_AS_IT_WAS)}: {_title(checklist, self._library)}, {_more(checklist)}",
        )
        opener.clicked.connect(
            lambda: self.desk.go("rights", case_id=checklist.case_id, explained=checklist.id)
        )
        row.addWidget(opener)
        made.setLayout(row)
        return made


def _state(checklist: Checklist, pack: Pack) -> StatusChip:
    if checklist.pack_version != pack.version:
        return StatusChip("refresh", N_("The text is newer"), "info")
    if rights.ended(checklist, pack):
        return StatusChip("circle-check", N_("Explained"), "ok")
    answered = len(checklist.by_item)
    total = len(pack.shown_items)
    return StatusChip(
        "hourglass",
        lambda: _("{count} of {total} answered").format(count=answered, total=total),
        "warn",
    )


def _title(checklist: Checklist, library: Library) -> str:
    pack = library.packs.get(rights.list_of(checklist))
    return words.title(pack) if pack is not None else rights.list_of(checklist)


def _more(checklist: Checklist) -> str:
    parts = []
    if not isinstance(checklist.given_on, Missing):
        parts.append(date_text(checklist.given_on))
    parts.append(value_or(checklist.by, ""))
    if not isinstance(checklist.language, Missing):
        language = codelists.load("languages").label(checklist.language)
        parts.append(_("in {language}").format(language=language))
    parts.append(_("version {version}").format(version=value_or(checklist.pack_version, "")))
    return " · ".join(filter(None, parts))
