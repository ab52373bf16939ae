"""What other packages of disclosure control say of their test tables holds for our attacker."""

from dataclasses import replace

import pytest

from casedesk.disclosure import CannotProtect, Figure, bounds, certify, deduce, figure
from tests.disclosure import instances
from tests.disclosure.instance_forms import Instance, Release

ALL = {name: instances.load(name) for name in instances.NAMES}
RELEASES = [(instance, release) for instance in ALL.values() for release in instance.releases]
ATTACKED = [(instance, release) for instance, release in RELEASES if release.known]


def _name(each: Instance | Release) -> str:
    return each.name


@pytest.mark.parametrize(("instance", "release"), ATTACKED, ids=_name)
def test_an_attacker_gets_the_bounds_that_the_package_states(
    instance: Instance, release: Release
) -> None:
    stated = {
        figure(instance.table(each.table), each.key): (each.low, each.high)
        for each in release.known
    }

    assert bounds(instance.world(release), stated) == stated


@pytest.mark.parametrize(("instance", "release"), RELEASES, ids=_name)
def test_primary_figures_are_told_exactly_just_where_the_package_says_so(
    instance: Instance, release: Release
) -> None:
    primary = instance.figures(release, instance.primary)

    found = bounds(instance.world(release), primary)

    assert primary
    assert any(low == high for low, high in found.values()) is not release.safe


@pytest.mark.parametrize(("instance", "release"), RELEASES, ids=_name)
def test_the_true_count_of_every_hidden_figure_lies_within_its_bounds(
    instance: Instance, release: Release
) -> None:
    hidden = instance.figures(release, release.hidden)

    found = bounds(instance.world(release), hidden)

    assert hidden
    for name, (low, high) in found.items():
        assert low <= hidden[name]
        assert high is None or hidden[name] <= high


def test_two_tables_that_are_safe_alone_can_tell_a_count_together() -> None:
    instance = ALL["linked_tables"]
    by_county, by_size, both, repaired = map(instance.world, instance.releases)
    told = [Figure(population, (("region", "K"),)) for population in ("county-2", "small")]

    with pytest.raises(CannotProtect) as refused:
        certify(both)

    assert [deduce(world) for world in (by_county, by_size, repaired)] == [[], [], []]
    assert [(each.kind, each.whole, each.low) for each in deduce(both)] == [
        ("exact", name, 3) for name in told
    ]
    assert refused.value.figures == tuple(told)


def test_a_shown_count_is_told_as_soon_as_the_threshold_makes_it_small() -> None:
    instance = ALL["elimination"]
    world = instance.world(instance.releases[0])

    (told,) = deduce(replace(world, threshold=5))

    assert deduce(replace(world, threshold=4)) == []
    assert told.whole == Figure("counted", (("income", "arbeid"), ("region", "G")))
    assert (told.kind, told.low, told.high) == ("exact", 4, 4)


def test_where_no_count_is_told_exactly_some_can_still_be_told_to_be_small() -> None:
    instance = ALL["two_groupings"]
    world = instance.world(instance.releases[0])
    few = Figure("counted", (("income", "arbeid"), ("region", "B")))

    with pytest.raises(CannotProtect) as refused:
        certify(world)

    assert few in refused.value.figures
    assert bounds(world, [few]) == {few: (1, 2)}
