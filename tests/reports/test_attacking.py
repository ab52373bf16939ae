"""The attacker's tool wins against files that are badly protected, and needs no vault for it."""

from pathlib import Path

import pytest

from casedesk.disclosure import Deduction, Key
from casedesk.reports import attacking, exporting, found_files
from casedesk.reports.attacking import FilesDisagree, FilesDoNotFit
from casedesk.reports.found_files import FileNotRead, NotAPublishedFile
from tests.reports.found import Publication
from tests.reports.made import report, summed

SEXES: dict[Key, int] = {
    ("woman", "HND"): 12,
    ("woman", "CUB"): 2,
    ("man", "HND"): 40,
    ("man", "CUB"): 9,
}
AGES: dict[Key, int] = {("12_17",): 2, ("18_30",): 61}


def told(*files: Publication | Path) -> dict[str, tuple[int, int]]:
    """What is deduced: the categories of each figure, and its lowest and highest count."""
    paths = [each.path if isinstance(each, Publication) else each for each in files]
    return {_name(each): (each.low, each.high) for each in attacking.attack(paths).deductions}


def _name(each: Deduction) -> str:
    names = [
        f"{figure.population} {' '.join(value for _name, value in figure.fixed)}".strip()
        for figure in (each.whole, each.less)
        if figure is not None
    ]
    return " - ".join(names)


def test_a_hidden_cell_alone_in_its_row_is_computed(tmp_path: Path) -> None:
    file = Publication(tmp_path / "a.csv")
    file.table("t", SEXES, "sex", "nationality", hide=(("woman", "CUB"),))
    assert told(file) == {"persons@2026-03 CUB woman": (2, 2)}


def test_a_file_of_women_alone_gives_away_what_the_file_of_all_hides(tmp_path: Path) -> None:
    hide = (("woman", "CUB"), ("woman", "HND"), ("man", "CUB"), ("man", "HND"))
    one = Publication(tmp_path / "one.csv").table("t", SEXES, "sex", "nationality", hide=hide)
    assert told(one) == {}
    confined = Publication(tmp_path / "three.csv", place="sex=woman")
    confined.table("u", {("HND",): 12, ("CUB",): 2}, "nationality", hide=(("CUB",), ("*",)))
    assert told(one, confined) == {
        "persons@2026-03 CUB woman": (2, 2),
    }


def test_a_range_below_the_threshold_is_itself_a_deduction(tmp_path: Path) -> None:
    path = tmp_path / "ranges.csv"
    path.write_text(
        "table,dim1,value1,count\nt,sex,woman,1-4\nt,sex,man,<5\nt,sex,trans,30\nt,sex,*,x\n"
    )
    assert told(path) == {"persons@ woman": (1, 4)}


def test_two_roundings_of_the_same_month_that_differ_tell_more_than_each(tmp_path: Path) -> None:
    def rounded(name: str, woman: str, man: str, everybody: str) -> Path:
        path = tmp_path / name
        rows = (("woman", woman), ("man", man), ("*", everybody))
        lines = [
            f"2026-03,t,persons,sex,{sex},{n},{max(int(n) - 4, 0)},{int(n) + 4}" for sex, n in rows
        ]
        head = "period,table,population,dim1,value1,count,low,high"
        path.write_text("\n".join([head, *lines, ""]))
        return path

    first = rounded("first.csv", "0", "30", "30")
    late = rounded("late.csv", "5", "30", "35")
    assert told(first) == told(late) == {}
    assert told(first, late) == {"persons@2026-03 woman": (1, 4)}


def test_a_year_to_date_less_the_months_before_is_the_month_that_was_hidden(
    tmp_path: Path,
) -> None:
    hidden = (("CUB",), ("*",))
    files = [
        Publication(tmp_path / f"{month}.csv", f"2026-{month:02}").table(
            "acts", {("ROB",): 30 + month, ("CUB",): 7}, "act", population="acts"
        )
        for month in (1, 2)
    ]
    march = Publication(tmp_path / "3.csv", "2026-03")
    march.table("acts", {("ROB",): 40, ("CUB",): 3}, "act", population="acts", hide=hidden)
    year = Publication(tmp_path / "year.csv", "2026-01..2026-03")
    year.table("acts", {("ROB",): 103, ("CUB",): 17}, "act", population="acts", status="sum")
    assert told(*files, march) == {}
    assert told(*files, march, year) == {"acts@2026-03 CUB": (3, 3)}


def test_two_years_to_date_tell_the_month_between_that_nobody_published(tmp_path: Path) -> None:
    def until(month: int, count: int) -> Publication:
        made = Publication(tmp_path / f"{month}.csv", f"2026-01..2026-{month:02}")
        robbed: dict[Key, int] = {("ROB",): 10 * month, ("SEC",): count}
        return made.table("acts", robbed, "act", population="acts")

    assert told(until(5, 12)) == {}
    assert told(until(5, 12), until(6, 14)) == {
        "acts@2026-01..2026-06 SEC - acts@2026-01..2026-05 SEC": (2, 2),
    }


def test_a_year_in_which_each_counts_once_holds_its_months(tmp_path: Path) -> None:
    month = Publication(tmp_path / "m.csv").table("t", {("HND",): 60, ("CUB",): 8}, "nationality")
    year = Publication(tmp_path / "y.csv", "2026")
    year.table("t", {("HND",): 400, ("CUB",): 9}, "nationality")
    assert told(year) == told(month) == {}
    assert told(month, year) == {"persons@2026 CUB - persons@2026-03 CUB": (1, 1)}


def test_what_is_left_of_everybody_beside_overlapping_categories_is_computed(
    tmp_path: Path,
) -> None:
    file = Publication(tmp_path / "a.csv")
    file.table("reasons", {("violence",): 58, ("work",): 30}, "reason", overlapping=60)
    assert told(file) == {"persons@2026-03 - persons@2026-03 violence": (2, 2)}


def test_minors_and_persons_are_known_to_be_the_same_children(tmp_path: Path) -> None:
    ages = Publication(tmp_path / "a.csv").table(
        "age", AGES, "age_group", hide=(("12_17",), ("*",))
    )
    minors = Publication(tmp_path / "b.csv")
    minors.table(
        "minors",
        {("12_17",): 2, ("6_11",): 9},
        "minor_age",
        population="minors",
        hide=(("12_17",),),
    )
    assert told(ages) == {}
    assert told(ages, minors)["persons@2026-03 12_17"] == (2, 2)


def test_a_group_that_is_all_of_one_kind_is_told(tmp_path: Path) -> None:
    file = Publication(tmp_path / "a.csv")
    file.table("t", {("violence",): 30, ("work",): 0}, "reason")
    assert told(file) == {"persons@2026-03 - persons@2026-03 violence": (0, 0)}


def test_files_of_the_program_are_read_as_it_writes_them(tmp_path: Path) -> None:
    made = report(4)
    for form in ("csv", "json"):
        (tmp_path / f"r.{form}").write_bytes(exporting.rendered(made, "en", form))
    found = found_files.read([tmp_path / "r.csv", tmp_path / "r.json"])
    assert {each.id: each.figures for each in found.tables} == {
        each.definition.id: {
            key: (max(0, count - 4), count + 4) if count is not None else (0, None)
            for key, count in each.counts.items()
        }
        for each in made.tables
    }
    assert all(each.report == "7" for each in found.tables)


def test_a_sum_of_reports_says_nothing_that_they_do_not(tmp_path: Path) -> None:
    made = report(3, names=("corridor",))
    (tmp_path / "year.csv").write_bytes(exporting.rendered(summed(made, 2), "en", "csv"))
    (only,) = attacking.world_of(found_files.read([tmp_path / "year.csv"])).tables
    assert only.population == "persons+@2026-01..2026-02"
    paths = []
    for at, label in enumerate(("2026-01", "2026-02")):
        month = report(3 + 3 * at, names=("corridor",), label=label)
        paths.append(tmp_path / f"{label}.csv")
        paths[-1].write_bytes(exporting.rendered(month, "en", "csv"))
    assert len(attacking.world_of(found_files.read(paths)).tables) == 2


def test_files_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    one = Publication(tmp_path / "one.csv").table("t", {("HND",): 60}, "nationality")
    other = Publication(tmp_path / "two.csv").table("t", {("HND",): 61}, "nationality")
    with pytest.raises(FilesDisagree):
        told(one, other)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.csv", "", "no CSV with the columns table, dim1, value1, count"),
        ("a.csv", "nombre,edad\nAna,3\n", "no CSV with the columns"),
        ("a.csv", "table,dim1,value1,count\n", "it holds no figures"),
        ("a.csv", "table,dim1,value1,count\nt,sex,man,many\n", "row 2: “many” is no count"),
        ("a.csv", "table,dim1,value1,count\nt,sex,man,-3\n", "row 2: “-3” is no count"),
        ("a.csv", "table,dim1,value1,count,low,high\nt,sex,man,3,9,2\n", "row 2: “3” is no count"),
        ("a.csv", "table,dim1,value1,count\nt,a,b,3\nt,a,b,4\n", "row 3: the same figure"),
        ("a.csv", "table,dim1,value1,count\nt,a,b,3\nt,c,b,4\n", "row 3: the table has other dim"),
        ("a.json", "{", "it is no description of a report"),
        ("a.json", '{"format": {"name": "other"}}', "it is no description of a report"),
    ],
)
def test_a_file_that_is_no_publication_is_told_with_what_is_wrong(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(NotAPublishedFile) as refused:
        told(tmp_path / name)
    assert f"“{name}” cannot be audited: " in str(refused.value)
    assert why in str(refused.value)


def test_a_file_of_random_bytes_or_no_file_at_all_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(bytes(range(256)))
    with pytest.raises(NotAPublishedFile):
        told(tmp_path / "a.csv")
    with pytest.raises(FileNotRead):
        told(tmp_path / "missing.csv")


def test_tables_that_cannot_be_put_together_are_told(tmp_path: Path) -> None:
    one = Publication(tmp_path / "one.csv").table("t", {("HND",): 60}, "nationality")
    other = Publication(tmp_path / "two.csv")
    other.table("u", {("HND",): 50, ("CUB",): 10}, "nationality")
    with pytest.raises(FilesDoNotFit, match="nationality"):
        told(one, other)
