"""Old content is judged on the laptop: a banner, then no detail."""

from datetime import date, timedelta

import pytest

from casedesk.domain.packs import library
from casedesk.domain.packs.freshness import Freshness, freshness, safe


@pytest.mark.parametrize(("id", "days"), [("L2", 90), ("contacts", 60), ("us_cards", 30)])
def test_a_pack_grows_stale_and_then_hides_its_detail(id: str, days: int) -> None:
    pack = library.shipped().packs[id]

    def after(count: int) -> Freshness:
        return freshness(pack, pack.last_reviewed + timedelta(days=count))

    assert [after(count) for count in (0, days, days + 1, 2 * days, 2 * days + 1)] == [
        *(Freshness.FRESH, Freshness.FRESH),
        *(Freshness.STALE, Freshness.STALE),
        Freshness.HIDDEN,
    ]


def test_a_laptop_that_is_behind_the_content_is_noticed() -> None:
    pack = library.shipped().packs["L2"]
    assert freshness(pack, date(2026, 1, 1)) is Freshness.AHEAD


def test_what_is_too_old_says_only_whom_to_ask() -> None:
    packs = library.shipped().packs
    assert safe(packs["us_cards"], "es") == (
        "Esta información puede haber cambiado. Habla con una abogada de EE. UU."
    )
    assert safe(packs["us_cards"], "en") == "This may have changed. Speak to a US lawyer."
    assert safe(packs["L2"], "en") == "This may have changed. Speak to a lawyer."
