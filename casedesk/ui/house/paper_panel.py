"""Lists on paper: for the door, for the meals; in the language of whoever reads them."""

from collections.abc import Sequence
from pathlib import Path

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import LANGUAGES, N_, _
from casedesk.progress import Progress
from casedesk.services import house, printing, vaults
from casedesk.services.house import Guest, House
from casedesk.services.vaults import Vault
from casedesk.ui.access.file_dialogs import ask_new_file, documents
from casedesk.ui.desk import Desk
from casedesk.ui.house.panel import Panel
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field

_KINDS = {"door": N_("List for the door"), "meals": N_("List for the meals")}
_FILES = {"door": N_("door-list"), "meals": N_("meals-list")}


class PaperPanel(Panel):
    """Everybody who sleeps here, with as little of their name as tells them apart."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            N_("Everybody who sleeps here tonight, by area, without reasons or stories."),
            N_("Save to print"),
            "printer",
            "paper_panel",
        )
        self.kind = Field(
            N_("Which list"),
            CodeBox(
                lambda: [(key, _(words)) for key, words in _KINDS.items()],
                states=False,
                empty=False,
            ),
            name="paper_kind",
        )
        self.language = Field(
            N_("Language of the list"),
            CodeBox(lambda: list(_languages().items()), states=False, empty=False),
            name="paper_language",
        )
        self.kind.control.set_value("door")
        self.language.control.set_value(i18n.language())
        self.count.hide()
        for part in (
            self.kind,
            self.language,
            Banner("warn", N_("Paper and the file to print are not encrypted: destroy both.")),
        ):
            self.add(part)
        self.foot()

    def guests(self, home: House) -> Sequence[Guest]:
        """Those on the list."""
        return home.sleeping

    def set_chosen(self, chosen: Sequence[Guest]) -> None:
        """Ticks do not matter on paper."""
        super().set_chosen(chosen)
        self.do_button.setEnabled(True)

    def do(self) -> None:
        """Ask where the file goes."""
        kind = self.kind.control.content()
        proposed = documents() / f"{_(_FILES[kind])}.pdf"
        ask_new_file(self.do_button, _(_KINDS[kind]), proposed, self.save)

    def save(self, path: Path) -> None:
        """Write the list to a file, and log that it left the vault."""
        kind, language = self.kind.control.content(), self.language.control.content()

        def write(vault: Vault, _progress: Progress) -> None:
            # reportlab is slow to import and seldom needed here.
            from casedesk.reports import house_lists  # noqa: PLC0415

            home = vault.run(house.today)
            wanted = house_lists.HouseList(kind, home, vault.shelter, language)
            vaults.write_whole(path, house_lists.pdf(wanted))
            vault.run(
                lambda uow: printing.noted(uow, kind, language=language, people=len(home.sleeping))
            )

        self.desk.tasks.call(
            write,
            lambda _none: self.desk.say(_("Saved as {file}.").format(file=path.name)),
            owner=self,
            failed=self._failed,
        )

    def _failed(self, error: CasedeskError) -> None:
        self.desk.refuse(error)


def _languages() -> dict[str, str]:
    """Each language by its own name."""
    names = {"es": "Español", "en": "English"}
    return {code: names.get(code, code) for code in LANGUAGES}
