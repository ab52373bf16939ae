"""What is told of a procedure, in words of the current language."""

from casedesk.domain import codelists, procedures
from casedesk.domain.answers import Missing
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.procedure_entries import STATE, US, ProcedureEntry
from casedesk.domain.procedures import Basis, Fact, Transition
from casedesk.i18n import N_, _
from casedesk.services.asylum.standing import Standing
from casedesk.ui.cases.asylum import group_of
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit.chips import Tone

NOT_ADVICE = N_("This is not legal advice. Late is not lost: ask a lawyer before giving up.")
#: track -> icon and colour
_LOOKS: dict[str, tuple[str, Tone]] = {
    "event": ("calendar-event", "muted"),
    "overlay": ("notes", "info"),
    "document": ("id", "accent"),
    "inm": ("building-community", "muted"),
    "us": ("flag", "muted"),
}


def label_of(what: str) -> str:
    """The words for a fact, by ``track.code``."""
    return codelists.load("procedure_facts").label(what)


def state_words(code: str) -> str:
    """The words for a state; for none, that nothing is written down."""
    return label_of(f"{STATE}.{code}") if code else _("Nothing written down yet")


def look_of(entry: ProcedureEntry) -> tuple[str, Tone]:
    """The icon and colour of an entry."""
    if entry.track == STATE:
        group = group_of(entry.code)
        return group.icon, group.tone
    return _LOOKS.get(entry.track, ("circle", "muted"))


def when(entry: ProcedureEntry) -> str:
    """The days of an entry."""
    day = entry.happened_on
    start = _("day not known") if isinstance(day, Missing) else date_text(day)
    if not isinstance(entry.until, PartialDate):
        return start
    return _("{start}, until {end}").format(start=start, end=date_text(entry.until))


def source_of(entry: ProcedureEntry) -> str:
    """How an entry is known; empty if nobody said."""
    source = entry.source
    return "" if isinstance(source, Missing) else codelists.load("procedure_sources").label(source)


def basis_words(basis: Basis) -> str:
    """The legal basis and how well it is known: never less than "to be confirmed"."""
    known = _("to be read again: the law was reformed") if basis.again else ""
    mark = known or ("" if basis.mark is None else str(basis.mark))
    doubt = str(basis.doubt) if basis.doubt else ""
    return " · ".join(filter(None, (basis.text, doubt, mark)))


def next_words(step: Transition) -> str:
    """What usually comes next, through whom, and why."""
    text = _("{what}: {how} ({who})").format(
        what=label_of(step.to), how=str(step.trigger), who=str(step.who)
    )
    basis = basis_words(step.basis)
    return f"{text} [{basis}]" if basis else text


def meaning(fact: Fact) -> str:
    """What a fact means; of the United States only while it is fresh."""
    return str(fact.meaning)


def us_status(fact: Fact, *, stale: bool) -> str:
    """What became of a programme of the United States, or the safe sentence once that is old."""
    content = procedures.content(US)
    if stale:
        return str(content.safe)
    programme = procedures.programmes().get(fact.programme)
    if programme is None:
        return ""
    day = date_text(PartialDate.of(content.reviewed))
    status = _("{programme}: {status}. Reviewed on {date}.")
    return status.format(programme=str(programme.words), status=str(programme.shown), date=day)


def in_words(standing: Standing) -> str:
    """The picture as text: the way so far and where it is now."""
    if not standing.path:
        return _("No state of the procedure is written down yet.")
    way = "; ".join(f"{label_of(str(each.what))} ({when(each)})" for each in standing.path)
    text = _("So far: {way}. Now: {state}.")
    return text.format(way=way, state=state_words(standing.code))
