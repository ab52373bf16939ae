"""What is said when a place written down by hand puts a child among strangers."""

from PySide6.QtWidgets import QWidget

from casedesk.i18n import _
from casedesk.services import stays
from casedesk.ui.desk import Desk


def look_at_place(desk: Desk, case_id: str, folio: str, owner: QWidget) -> None:
    """Look at where somebody sleeps since a save, and warn if it must be thought over."""

    def told(warned: bool) -> None:
        if warned:
            words = _(
                "{folio}: with this place a child sleeps among adults who are not of their "
                "family. Find another place under Today, Who sleeps where."
            )
            desk.tell(words.format(folio=folio))

    desk.tasks.run(lambda uow: stays.keep_warning(uow, case_id), told, owner=owner)
