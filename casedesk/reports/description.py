"""What a release is, for machines: which tables, whose words, how protected, what is promised.

It stands beside the long CSV. It tells nothing of what was counted, only of what is published.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from casedesk.disclosure import HIDDEN, TOTAL
from casedesk.i18n import LANGUAGES
from casedesk.reports.definitions import NONE, NOT_KNOWN, Dimension, TableDefinition
from casedesk.reports.definitions import Words as Both
from casedesk.reports.frame import PROGRAM
from casedesk.reports.promise import sections
from casedesk.reports.tables import Report, ReportTable
from casedesk.reports.wording import Words

FORMAT, VERSION = "casedesk-release", 1


def render(report: Report, files: Sequence[str] = ()) -> bytes:
    """The description as JSON, UTF-8, the same bytes for the same report and file names."""
    content = {
        "format": {"name": FORMAT, "version": VERSION},
        "program": PROGRAM,
        **_release(report),
        "protection": {
            "mode": report.mode,
            "base": report.base,
            "threshold": report.threshold,
            "insiders": report.insiders,
        },
        "marks": {"total": TOTAL, "hidden": HIDDEN},
        "tables": [_table(table) for table in report.tables],
        "promise": {language: _promise(report, Words(language)) for language in sorted(LANGUAGES)},
        "files": list(files),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def standing_alone(definition: TableDefinition) -> list[str]:
    """The categories of overlapping ones that exclude all others."""
    values = definition.dimensions[0].values if definition.overlapping else ()
    return [value for value in values if value in (NONE, NOT_KNOWN)]


def _release(report: Report) -> Mapping[str, Any]:
    period = report.period
    return {
        "report": report.number,
        "name": _words(report.definition.words),
        "definition": report.definition.version,
        "shelter": report.shelter,
        "period": {
            "label": period.label,
            "kind": period.kind,
            "first_day": period.begins.isoformat(),
            "last_day": (period.ends_before - timedelta(days=1)).isoformat(),
        },
        "place": [{"dimension": name, "value": value} for name, value in report.filters],
        "recipient": report.recipient,
        "basis": report.basis,
    }


def _table(table: ReportTable) -> Mapping[str, Any]:
    definition = table.definition
    unit = definition.unit
    return {
        "id": definition.id,
        **_words(definition.words),
        "unit": {"code": unit.code, **_words(unit.words)},
        "population": {"code": definition.population, **_words(unit.base)},
        "overlapping": definition.overlapping,
        "stand_alone": standing_alone(definition),
        "terms": table.terms,
        "dimensions": [_dimension(each) for each in definition.dimensions],
    }


def _dimension(dimension: Dimension) -> Mapping[str, Any]:
    values = [{"code": each, **_words(dimension.labels[each])} for each in dimension.values]
    return {"code": dimension.name, **_words(dimension.words), "values": values}


def _promise(report: Report, words: Words) -> list[Mapping[str, Any]]:
    return [
        {"title": each.title, "paragraphs": list(each.paragraphs)}
        for each in sections(report, words)
    ]


def _words(words: Both) -> Mapping[str, str]:
    return {"es": words.es, "en": words.en}
