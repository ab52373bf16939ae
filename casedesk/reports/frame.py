"""What stands around the tables of a report, in its own language."""

from collections.abc import Iterator

from casedesk.i18n import N_
from casedesk.reports import definition_files
from casedesk.reports.definitions import Definition, Dimension
from casedesk.reports.tables import Report
from casedesk.reports.wording import Words, typed

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
    """What the report is called: its own name, or that of its kind."""
    kind, definition = report.period.kind, report.definition
    if kind in TITLES and definition.words == _catalogue(report).words:
        return words.say(TITLES[kind])
    return typed(definition.words.in_language(words.language))


def subtitle(report: Report, words: Words) -> str:
    """The period in words, and the shelter."""
    return f"{words.period(report.period)} · {typed(report.shelter)}"


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
        lines.append(words.say(RECIPIENT).format(recipient=typed(report.recipient)))
    return lines


def foot(report: Report, words: Words) -> str:
    """What stands below every page."""
    return f"{subtitle(report, words)} · {particulars(report, words)[0]}"


def _filters(report: Report, words: Words) -> list[str]:
    language, found = words.language, []
    for name, value in report.filters:
        for dimension in _dimensions(report, name):
            if value in dimension.labels:
                label = dimension.label(value, language)
                found.append(f"{dimension.words.in_language(language)}: {label}")
                break
        else:
            found.append(f"{name}: {value}")
    return found


def _dimensions(report: Report, name: str) -> Iterator[Dimension]:
    """The dimension of this name, in its forms; none of the report's tables may show it."""
    for definition in (report.definition, _catalogue(report)):
        if name in definition.dimensions:
            dimension = definition.dimensions[name]
            yield dimension
            if dimension.coarse is not None:
                yield dimension.coarse


def _catalogue(report: Report) -> Definition:
    """Every table that the report was chosen from, in the words of its year."""
    return report.edition or definition_files.load(report.definition.name)
