"""What stands around the tables of a report, in its own language."""

from casedesk.i18n import N_
from casedesk.reports.definitions import Dimension
from casedesk.reports.layout import Words
from casedesk.reports.tables import Report

PROGRAM = "Casedesk"
#: a month's report is called what its definition calls it
TITLES = {
    "quarter": N_("Quarterly report"),
    "year": N_("Annual report"),
    "to_date": N_("Report of the year to date"),
}
PAGE = N_("Page {number} of {total}")
NUMBER = N_("Report no. {number}")
PREVIEW = N_("Preview: not published, not to be passed on")
ONLY = N_("Only these are counted: {filters}")
RECIPIENT = N_("Made for: {recipient}")


def title(report: Report, words: Words) -> str:
    """What the report is called."""
    kind = report.period.kind
    if kind in TITLES:
        return words.say(TITLES[kind])
    return report.definition.words.in_language(words.language)


def subtitle(report: Report, words: Words) -> str:
    """The period in words, and the shelter."""
    return f"{words.period(report.period)} · {report.shelter}"


def particulars(report: Report, words: Words) -> list[str]:
    """The report's number, whom it leaves out and whom it is for, a line each."""
    lines = [
        words.say(PREVIEW)
        if report.number is None
        else words.say(NUMBER).format(number=report.number)
    ]
    if report.filters:
        lines.append(words.say(ONLY).format(filters="; ".join(_filters(report, words))))
    if report.recipient:
        lines.append(words.say(RECIPIENT).format(recipient=report.recipient))
    return lines


def foot(report: Report, words: Words) -> str:
    """What stands below every page."""
    return f"{subtitle(report, words)} · {particulars(report, words)[0]}"


def _filters(report: Report, words: Words) -> list[str]:
    language, known = words.language, _dimensions(report)
    found = []
    for name, value in report.filters:
        dimension = known.get(name)
        if dimension is None or value not in dimension.labels:
            found.append(f"{name}: {value}")  # a dimension that no table shows has only its code
        else:
            label = dimension.label(value, language)
            found.append(f"{dimension.words.in_language(language)}: {label}")
    return found


def _dimensions(report: Report) -> dict[str, Dimension]:
    """Every dimension that the definition or a table names."""
    tables = [*report.definition.tables, *(table.definition for table in report.tables)]
    return {each.name: each for table in tables for each in table.dimensions}
