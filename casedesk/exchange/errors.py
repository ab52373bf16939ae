"""What can go wrong when a file is brought in, each with its own advice."""

from collections.abc import Sequence

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _


class UnreadableFile(CasedeskError):
    """No table can be read from the file."""

    msgid = N_("“{file}” cannot be read as a table.")
    advice = N_("Open it in a spreadsheet program and save it as .xlsx or as .csv.")


class BrokenQuotes(UnreadableFile):
    """A text file whose quotation marks do not match, or whose cell never ends."""

    msgid = N_("“{file}” cannot be read after row {row}: a quotation mark may be missing.")
    advice = N_("Correct that row, or save the sheet again as .xlsx.")


class HugeCell(UnreadableFile):
    """A cell that cannot be an answer."""

    msgid = N_("Row {row} of “{file}” holds a cell of more than {limit} characters.")
    advice = N_("Look whether a quotation mark is missing there, or shorten the text.")


class LockedWorkbook(UnreadableFile):
    """An encrypted workbook."""

    msgid = N_("“{file}” is locked with a password.")
    advice = N_("Open it in a spreadsheet program and save a copy without password.")


class OldWorkbook(UnreadableFile):
    """A workbook of a kind that is not read."""

    msgid = N_("“{file}” is a spreadsheet of a kind that Casedesk does not read.")
    advice = N_("Open it in a spreadsheet program and save it as .xlsx.")


class FileTooLarge(UnreadableFile):
    """More than any shelter's file holds."""

    msgid = N_("“{file}” is too large.")
    advice = N_("Split it into several files and bring them in one by one.")


class NoSuchFile(CasedeskError):
    """Nothing is there."""

    msgid = N_("There is no file “{file}”.")


class NoSuchSheet(CasedeskError):
    """The workbook has no sheet of the name that the mapping asks for."""

    msgid = N_("“{file}” has no sheet called “{sheet}”.")
    advice = N_("It has these: {sheets}.")


class SeveralSheets(CasedeskError):
    """More than one sheet holds rows for the mapping, which names none."""

    msgid = N_("“{file}” has rows on more than one sheet: {sheets}.")
    advice = N_(
        "One sheet is read. Put all rows on one, or save each sheet as a file and bring in each."
    )


class EmptyFile(CasedeskError):
    """There are no rows."""

    msgid = N_("“{file}” holds no rows.")
    advice = N_("Check that it is the right file and that it was saved.")


class MissingColumns(CasedeskError):
    """Columns without which the mapping means nothing."""

    msgid = N_("“{file}” does not have the columns that the mapping “{mapping}” needs: {columns}.")
    advice = N_("Check that file and mapping belong together, and that row 1 holds the headers.")

    def __init__(self, *, file: str, mapping: str, columns: Sequence[str]) -> None:
        super().__init__(file=file, mapping=mapping, columns=", ".join(columns))
        self.columns = tuple(columns)


class RepeatedColumns(CasedeskError):
    """Two columns of one name."""

    msgid = N_("“{file}” has more than one column called {columns}.")
    advice = N_("Give each column a name of its own.")


class NoSuchMapping(CasedeskError):
    """No mapping of that name came with the program, nor is there such a file."""

    msgid = N_("There is no mapping “{name}”.")
    advice = N_("Give the path of a mapping file, or one of these: {names}.")


class BadMapping(CasedeskError):
    """A mapping that cannot be used as it is."""

    msgid = N_("The mapping “{mapping}” cannot be used: {reason}")

    def __init__(self, mapping: str, reason: str, **details: object) -> None:
        """``reason``: a message id whose placeholders are in ``details``."""
        super().__init__(mapping=mapping)
        self.mapping = mapping
        self.reason = reason
        self.more = details

    def summary(self) -> str:
        """What is wrong with it, in the current language."""
        reason = _(self.reason).format(**self.more)
        return _(self.msgid).format(mapping=self.mapping, reason=reason)


class AlreadyThere(CasedeskError):
    """Something is where a file should be written."""

    msgid = N_("“{path}” already exists.")
    advice = N_("Choose another name. Casedesk never writes over what is there.")
    exit_code = 3
