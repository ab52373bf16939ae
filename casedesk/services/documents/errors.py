"""Why a file is not taken into the vault."""

from casedesk.errors import CasedeskError
from casedesk.i18n import N_


class TooLarge(CasedeskError):
    """The file is larger than the vault takes."""

    msgid = N_("“{name}” has {size} MB; the vault takes up to {most} MB for a file.")
    advice = N_("Take a picture of the pages that matter, or scan them in grey with less detail.")
    exit_code = 4


class UnknownForm(CasedeskError):
    """The file is of a form that cannot be cleaned."""

    msgid = N_("“{name}” is of a form that cannot be cleaned of hidden data.")
    advice = N_("Save it as PDF or JPEG first, or take a picture of the paper.")
    exit_code = 4


class DamagedFile(CasedeskError):
    """The file cannot be read."""

    msgid = N_("“{name}” cannot be read: it is damaged or protected by a password.")
    advice = N_("Open it in its own program and save it again without a password.")
    exit_code = 4
