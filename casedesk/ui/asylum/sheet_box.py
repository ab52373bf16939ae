"""Saving the picture of the procedure to print it: no name on it unless asked."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.domain.answers import value_or
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _, catalogue
from casedesk.services import vaults
from casedesk.services.asylum import recording
from casedesk.services.asylum.standing import Standing
from casedesk.services.cases import CaseFile
from casedesk.ui.access.file_dialogs import ask_new_file, documents
from casedesk.ui.desk import Desk
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.layouts import FlowLayout

_BUTTONS = {"es": N_("Save in Spanish to print"), "en": N_("Save in English to print")}


class SheetBox(QWidget):
    """One button per language, and whether the name stands on the sheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: CaseFile | None = None
        self._standing: Standing | None = None
        self.named = WrappingCheck(N_("With the person's name on it"))
        self.named.setObjectName("sheet_named")
        row = FlowLayout(12)
        self.buttons = {language: self._button(language) for language in _BUTTONS}
        for each in self.buttons.values():
            row.addWidget(each)
        row.addWidget(self.named)
        self.setLayout(row)

    def show_file(self, file: CaseFile, shown: Standing) -> None:
        """Whose sheet is saved; the name stays off another person's."""
        if self._file is None or self._file.case.id != file.case.id:
            self.named.setChecked(False)
        self._file, self._standing = file, shown

    def save(self, path: Path, language: str) -> None:
        """Write the sheet to a file, and log that it left the vault."""
        file, shown = self._file, self._standing
        if file is None or shown is None:
            return
        # reportlab is slow to import and seldom needed here.
        from casedesk.reports.procedure_sheet import Sheet, pdf  # noqa: PLC0415

        named = self.named.isChecked()
        sheet = Sheet(
            standing=shown,
            folio=value_or(file.case.folio, ""),
            name=file.person.called if named else "",
            language=language,
            on=self._desk.clock.now().date(),
        )
        try:
            vaults.write_whole(path, pdf(sheet))
        except (CasedeskError, OSError):
            self._desk.say(_("It could not be written there. Choose another folder."))
            return
        case_id = file.case.id
        self._desk.tasks.run(
            lambda uow: recording.printed(uow, case_id, language=language, named=named),
            lambda _done: self._desk.say(_("Saved as {file}.").format(file=path.name)),
            owner=self,
        )

    def _button(self, language: str) -> QPushButton:
        made = button(_BUTTONS[language], "printer", name=f"sheet_{language}")
        made.clicked.connect(lambda: self._choose(language))
        return made

    def _choose(self, language: str) -> None:
        name = catalogue(language).gettext(N_("asylum-procedure"))
        way, proposed = self.buttons[language], documents() / f"{name}.pdf"
        title = _(_BUTTONS[language])
        ask_new_file(way, title, proposed, lambda path: self.save(path, language))
