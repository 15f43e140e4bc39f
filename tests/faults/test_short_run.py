"""A short run of the fault machine: real tablets' modules, real servers, a network that fails."""

import os
import subprocess
import sys
from pathlib import Path
from random import SystemRandom

import pytest

ROOT = Path(__file__).parent.parent.parent
OPERATIONS = 2000
IN_ONE = 1000  # two competitions, some tablets in both
SLOWEST = 600  # seconds, where the machine does much else


@pytest.mark.database
def test_nothing_is_lost_or_doubled_whatever_fails() -> None:
    database = "postgresql" if os.environ.get("TEST_POSTGRES_URL") else "sqlite"
    seed = os.environ.get("FAULTS_SEED") or str(SystemRandom().randrange(1_000_000))
    length = ["--operations", str(OPERATIONS), "--in-one", str(IN_ONE)]
    ran = subprocess.run(
        ["node", "tests/faults/run.js", *length, "--seed", seed, "--database", database],
        cwd=ROOT,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=SLOWEST,
    )
    assert ran.returncode == 0, f"seed {seed}\n{ran.stdout}\n{ran.stderr}"
