"""Another run of the program gives the same release, and the solver stays silent."""

import os
import subprocess
import sys

import pytest

ROUND_A_MONTH = """
from tests.disclosure.test_large_releases import CORE, SMALL, month
from casedesk.disclosure import protect
for table in protect(month(SMALL, CORE, persons=600)):
    print(sorted(table.counts.items()))
"""
ROUND_IN_SILENCE = """
from casedesk.disclosure import Table, protect
protect([Table("one", "persons", ("sex",), {("f",): 1, ("m",): 3}, (("f", "m"),))])
"""


def output_of(script: str, *, hash_seed: str = "0") -> str:
    """Return everything that a fresh interpreter prints."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
        text=True,
    )
    return run.stdout


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_gives_the_same_release(hash_seed: str) -> None:
    assert output_of(ROUND_A_MONTH, hash_seed=hash_seed) == output_of(ROUND_A_MONTH)


def test_the_solver_prints_nothing() -> None:
    assert output_of(ROUND_IN_SILENCE) == ""
