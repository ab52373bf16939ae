"""Records with any answers at all, made from their declared fields."""

from dataclasses import fields as dataclass_fields
from typing import Any

from hypothesis import strategies as st

from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN
from casedesk.domain.fields import Spec, Type, specs
from casedesk.domain.partial_dates import PartialDate

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_MISSING = st.sampled_from([NOT_ASKED, UNKNOWN, REFUSED])
_DATES = st.one_of(
    st.dates(min_value=PartialDate(1900).first).map(PartialDate.of),
    st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12), approximate=st.booleans()),
    st.builds(PartialDate, st.integers(1900, 2100), approximate=st.booleans()),
)


def answers(spec: Spec) -> st.SearchStrategy[Any]:
    """Any answer to a field, or none in each of the three ways."""
    if spec.type is Type.PARTS:
        assert spec.part is not None
        return st.lists(parts(spec.part), max_size=3).map(tuple)
    values: dict[Type, st.SearchStrategy[Any]] = {
        Type.TEXT: _TEXT,
        Type.LONG_TEXT: _TEXT,
        Type.CODE: _TEXT,
        Type.CODES: st.lists(_TEXT, max_size=3).map(tuple),
        Type.DATE: _DATES,
        Type.NUMBER: st.integers(spec.lowest, spec.highest),
        Type.YES_NO: st.booleans(),
    }
    return values[spec.type] | _MISSING


def parts(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Any part of a record."""
    known = specs(cls)
    ways: dict[str, st.SearchStrategy[Any]] = {}
    for each in dataclass_fields(cls):
        if each.name not in known:
            ways[each.name] = st.lists(_TEXT, max_size=2).map(tuple) if each.name == "by" else _TEXT
        elif known[each.name].type is Type.LINK:
            ways[each.name] = _TEXT
        else:
            ways[each.name] = answers(known[each.name])
    return st.builds(cls, **ways)


def record_answers(cls: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to all fields of a record but its links."""
    return st.fixed_dictionaries(
        {name: answers(spec) for name, spec in specs(cls).items() if spec.type is not Type.LINK}
    )
