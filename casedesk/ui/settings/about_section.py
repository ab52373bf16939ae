"""What this program is, and what it protects and what it does not."""

from casedesk import __version__
from casedesk.i18n import N_, _
from casedesk.ui.desk import Desk
from casedesk.ui.kit.labels import h2, icon_label, label, muted, raw
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.settings.section import Section

PROTECTED = (
    N_("A laptop that is lost, stolen or seized while locked: all of the vault is encrypted."),
    N_("A copy on a USB stick that is lost: it is encrypted with the same keys."),
    N_("A volunteer who leaves: their key is taken away and the vault encrypted anew."),
    N_("Typing that is interrupted: what you write is kept as a draft inside the vault."),
    N_("A record altered from outside: the check finds it."),
)
NOT_PROTECTED = (
    N_("A computer with a program on it that reads the keyboard or the screen."),
    N_("A laptop taken while the vault is open: lock with Ctrl+L when you get up."),
    N_("Somebody who is forced to give up their passphrase."),
    N_("Reports, sheets and files once you have saved them outside the vault."),
    N_("Users from one another: roles are kept by the program, and everybody's key opens it all."),
)


class AboutSection(Section):
    """Plain words; no link leads out of the program."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "about_section")
        version = label(lambda: _("Casedesk, version {version}").format(version=__version__), "h2")
        self.add(
            Card(
                version,
                muted(
                    N_(
                        "Free software under the GNU General Public License, version 3 or later. "
                        "It works without a network and sends nothing to anybody."
                    )
                ),
                raw(str(desk.tasks.vault.path), "hint", name="vault_path"),
                name="about_card",
            )
        )
        self.add(_list_card(N_("What is protected"), PROTECTED, "circle-check", "ok"))
        self.add(_list_card(N_("What is not protected"), NOT_PROTECTED, "alert-triangle", "warn"))


def _list_card(title: str, lines: tuple[str, ...], icon: str, tone: str) -> Card:
    box = vbox(spacing=8)
    for words in lines:
        row = hbox(icon_label(icon, tone), spacing=10)
        row.addWidget(label(words), 1)
        box.addLayout(row)
    return Card(h2(title), box)
