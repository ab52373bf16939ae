"""The recovery code on screen, once: to be printed or written down before anything is recorded."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import vaults
from casedesk.ui.access.file_dialogs import ask_new_file, documents
from casedesk.ui.access.file_names import in_a_name
from casedesk.ui.access.typing_aids import line_of
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind, unbind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import hint, label, muted
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.text_boxes import TextBox

WRONG_GROUP = N_("That is not the last group of the code. Look at the sheet again.")
NOT_ON_PAPER = N_("Save the sheet to print it, or copy the code by hand and tick the box.")


class SheetBox(QWidget):
    """Shows the code, saves the sheet as PDF, and asks for its last group as proof."""

    def __init__(self) -> None:
        super().__init__()
        self._shelter = self._code = ""
        self._is_saved = False
        self.code = label("", "mono", name="recovery_code")
        self.save_button = button(N_("Save the sheet to print"), "printer", name="save_sheet")
        self.save_button.clicked.connect(self._choose)
        self.saved = hint()
        self.saved.setObjectName("sheet_saved")
        self.copied = WrappingCheck(N_("I have copied the code by hand onto paper"))
        self.copied.setObjectName("copied")
        self.on_paper = Banner("error", NOT_ON_PAPER)
        self.on_paper.hide()
        self.saved.hide()
        self.proof = Field(
            N_("Type the last group of the code"),
            TextBox(states=False),
            hint=N_("So that you and we know that it is on paper"),
            name="last_group",
        )
        self.setLayout(
            vbox(
                muted(
                    N_(
                        "If every passphrase is forgotten, this code is the only way into the "
                        "vault. Print the sheet or copy the code by hand, and keep it under lock "
                        "and key, away from this computer. It is not shown again."
                    )
                ),
                self.code,
                hbox(self.save_button, None),
                self.saved,
                self.copied,
                self.on_paper,
                self.proof,
                spacing=12,
            )
        )

    def show_code(self, shelter: str, code: str) -> None:
        """Show a new code."""
        self._is_saved = False
        self.copied.setChecked(False)
        unbind(self.saved, "setText")
        self.saved.hide()
        self.on_paper.hide()
        self._shelter, self._code = shelter, code
        self.code.setText(code)
        self.proof.control.set_value("")
        self.save_button.setFocus()

    def proved(self) -> bool:
        """Whether it is on paper and its last group is typed as it stands there."""
        on_paper = self._is_saved or self.copied.isChecked()
        self.on_paper.setVisible(not on_paper)
        typed = line_of(self.proof).text()
        right = typed.strip().upper() == self._code.rpartition("-")[2]
        self.proof.set_error(None if right else WRONG_GROUP)
        if not right:
            self.proof.go()
        elif not on_paper:
            self.on_paper.speak()
            self.save_button.setFocus()
        return right and on_paper

    def forget(self) -> None:
        """Take the code off the screen."""
        self._code = ""
        self.code.clear()

    def save(self, path: Path) -> None:
        """Write the sheet to a file that is its owner's alone."""
        # reportlab is slow to import and seldom needed here.
        from casedesk.reports import recovery_sheet  # noqa: PLC0415

        content = recovery_sheet.pdf(shelter=self._shelter, code=self._code)
        self.saved.show()
        try:
            vaults.write_whole(path, content)
        except (CasedeskError, OSError):
            bind(self.saved, "setText", N_("It could not be written there. Choose another folder."))
            return
        self._is_saved = True
        bind(
            self.saved,
            "setText",
            lambda: _("Saved as {file}. Print it, then delete the file.").format(file=path.name),
        )
        self.proof.go()

    def _choose(self) -> None:
        shelter = in_a_name(self._shelter).replace(" ", "-")
        name = _("casedesk-recovery-{shelter}").format(shelter=shelter).rstrip("-")
        proposed = documents() / f"{name}.pdf"
        ask_new_file(self.save_button, _("Save the sheet to print"), proposed, self.save)
