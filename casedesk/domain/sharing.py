"""What goes to another organisation with a referral, and whether the person agreed to it."""

from collections.abc import Iterable
from enum import Enum

from casedesk.domain import codelists
from casedesk.domain.answers import Answer, Missing, value_or
from casedesk.domain.cases import Consent, Referral

#: outcomes that say no more than that nothing is known yet
UNANSWERED = frozenset({"pending", "unknown"})


class Permission(Enum):
    """What the person said about being referred to somebody."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    WITHDRAWN = "withdrawn"
    FOR_OTHERS = "for_others"  # agreed, but for other organisations than this one
    NOT_ASKED = "not_asked"


def needed(purpose: Answer[str]) -> tuple[str, ...]:
    """The fields (list ``shared_fields``) that a purpose needs; nothing if it is not known."""
    return tuple(_attribute(purpose, "shares"))


def permission(referral: Referral, consents: Iterable[Consent]) -> Permission:
    """What the last consent says that fits the purpose and the recipient."""
    wanted = {"referral", *_attribute(referral.purpose, "consents")}
    found = Permission.NOT_ASKED
    for consent in consents:  # oldest first: a later word overrides
        if consent.purpose in wanted and not isinstance(consent.given, Missing):
            said = _said(consent, referral)
            if said is not Permission.FOR_OTHERS or found is Permission.NOT_ASKED:
                found = said
    return found


def may_share(referral: Referral, said: Permission) -> bool:
    """Whether what was chosen goes out: they agreed, or somebody wrote down why all the same."""
    return said is Permission.AGREED or not isinstance(referral.without_consent, Missing)


def waiting(referral: Referral) -> bool:
    """Whether the other organisation has not answered yet."""
    return isinstance(referral.outcome, Missing) or referral.outcome in UNANSWERED


def recipient(referral: Referral, language: str | None = None) -> str:
    """To whom a person is sent, in words."""
    known = codelists.load("referral_organisations").codes
    to = known.get(value_or(referral.to, ""))
    named = value_or(referral.recipient, "").strip()
    return " · ".join(filter(None, (to.label(language) if to else "", named)))


def _said(consent: Consent, referral: Referral) -> Permission:
    if not _for_this_one(consent, referral):
        return Permission.FOR_OTHERS
    if not isinstance(consent.withdrawn_on, Missing):
        return Permission.WITHDRAWN
    return Permission.AGREED if consent.given is True else Permission.NOT_AGREED


def _for_this_one(consent: Consent, referral: Referral) -> bool:
    named = codelists.fold(value_or(consent.recipient, ""))
    if not named:
        return True  # for whoever it may be
    known = codelists.load("referral_organisations").codes.get(value_or(referral.to, ""))
    meant = {codelists.fold(value_or(referral.recipient, ""))}
    if known is not None:
        meant |= {codelists.fold(known.label(language)) for language in ("es", "en")}
    return named in meant


def _attribute(purpose: Answer[str], name: str) -> list[str]:
    known = codelists.load("referral_purposes").codes
    code = known.get(value_or(purpose, ""))
    return str(code.attributes.get(name, "")).split() if code else []
