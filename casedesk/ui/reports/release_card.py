"""One release: when, by whom, for whom, its files, and the same bytes again."""

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.reports.book import Account
from casedesk.reports.exporting import FORMATS
from casedesk.reports.ledger_words import order_in_words
from casedesk.reports.wording import Words
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import hint, label, muted, raw
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.reports.order_choice import LANGUAGES
from casedesk.ui.reports.publish_card import published_words

NO_FILES = N_("No file was saved of it yet.")


class ReleaseCard(Card):
    """Tells of a release, and saves it again."""

    saving = Signal(int, str, tuple)  # number, language, formats

    def __init__(self) -> None:
        super().__init__(name="release")
        self._account: Account | None = None
        self.title = label("", "h2")
        self.about = muted()
        self._files = vbox(spacing=2)
        self.language = Field(
            N_("Language of the files"),
            CodeBox(lambda: [*LANGUAGES.items()], states=False, empty=False),
            name="again_language",
        )
        self.language.control.set_value(i18n.language())
        self.again = button(N_("Save the same files again"), "download", name="save_again")
        self.saved = hint()
        for part in (
            self.title,
            self.about,
            self._files,
            self.language,
            hbox(self.again, None),
            self.saved,
        ):
            self.add(part)
        self.again.clicked.connect(self._save)
        bind(self.title, "setText", self._title)
        bind(self.about, "setText", self._about)

    def show_account(self, account: Account | None) -> None:
        """Show a release; None hides the card."""
        self._account = account
        self.setVisible(account is not None)
        clear(self._files)
        bind(self.title, "setText", self._title)
        bind(self.about, "setText", self._about)
        bind(self.saved, "setText", lambda: "")
        if account is None:
            return
        if not account.files:
            self._files.addWidget(hint(NO_FILES))
        for file in account.files:
            # SHA-256 in groups: long words do not wrap.
            digest = " ".join(file.sha256[at : at + 8] for at in range(0, 64, 8))
            self._files.addWidget(raw(f"{file.name}\n{digest}", "hint"))

    def tell_saved(self, text: Text) -> None:
        """Say where the files went."""
        bind(self.saved, "setText", text)

    def _save(self) -> None:
        if self._account is not None:
            number = self._account.release.number
            self.saving.emit(number, self.language.control.content(), FORMATS)

    def _title(self) -> str:
        if self._account is None:
            return ""
        return Words(i18n.language()).period(self._account.release.order.period)

    def _about(self) -> str:
        if self._account is None:
            return ""
        release = self._account.release
        words = Words(i18n.language())
        lines = [published_words(release), order_in_words(release.order, words)]
        if release.order.title:
            lines.append(f"{_('Title')}: {release.order.title}")
        if release.order.recipient:
            lines.append(f"{_('Made for')}: {release.order.recipient}")
        return "\n".join(lines)
