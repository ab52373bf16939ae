"""Every file is opened again before it is written, and must say what the report says."""

from collections.abc import Callable, Sequence

from casedesk.reports import read_csv, read_json, read_pdf, read_xlsx
from casedesk.reports.expectation import Differs, FileDiffers
from casedesk.reports.tables import Report
from casedesk.reports.wording import Words

__all__ = ["FileDiffers", "check_file"]


def check_file(
    report: Report, language: str, form: str, content: bytes, files: Sequence[str] = ()
) -> None:
    """Compare everything in a file with the report: ``form`` is pdf, xlsx, csv or json.

    ``files`` are the names that a description must list. Raises FileDiffers on any difference,
    anything missing and anything more, and KeyError if the form or the language is unknown.
    """
    words = Words(language)
    checks: dict[str, Callable[[], None]] = {
        "pdf": lambda: read_pdf.check(report, words, content),
        "xlsx": lambda: read_xlsx.check(report, words, content),
        "csv": lambda: read_csv.check(report, content),
        "json": lambda: read_json.check(report, content, files),
    }
    check = checks[form]
    try:
        check()
    except Differs as error:
        raise FileDiffers(form=form.upper(), where=error) from error
    except Exception as error:  # a file that cannot be read says something else
        raise FileDiffers(form=form.upper(), where=type(error).__name__) from error
