"""`mingus doctor` as a person types it."""

import json
import os
import subprocess
from pathlib import Path

from mingus.core import migrate
from mingus.ops import secrets
from mingus.ops.postgres import Cluster
from tests import commands
from tests.databases import Scratch
from tests.servers import http as servers

ROOT = Path(__file__).parents[3]


def doctor(home: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "REDIS"))}
    return commands.mingus(["doctor", "--home", str(home), *words], environ={**inherited, **environ})


def test_an_ill_one_exits_1_and_is_left_as_it_was(tmp_path: Path) -> None:
    ran = doctor(tmp_path)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "problem  Database: there is none yet -> mingus run makes it" in ran.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_well_one_exits_0_with_warnings_too(own_cluster: Cluster) -> None:
    own_cluster.start()
    migrate.upgrade(own_cluster.urls().migration)
    scratch = Scratch(own_cluster.urls())
    scratch.run("INSERT INTO worker_heartbeats VALUES ('worker', now(), '1')")
    secrets.with_local({}, own_cluster.home)
    ran = doctor(own_cluster.home)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "problem" not in ran.stdout
    assert "warning  Home: " in ran.stdout


def test_servers_that_hang_are_named_in_json(tmp_path: Path) -> None:
    with servers.hanging() as hanging:
        database = f"postgresql://me:secret-word@127.0.0.1:{hanging.port}/mingus"
        ran = doctor(tmp_path, "--json", DATABASE_URL=database, REDIS_URL=f"redis://127.0.0.1:{hanging.port}/0")
    facts = json.loads(ran.stdout)
    assert (ran.returncode, facts["state"]) == (1, "problem")
    found = {each["name"]: each["state"] for each in facts["findings"]}
    assert (found["Database"], found["Redis"], found["Disk"]) == ("problem", "problem", "ok")
    assert "secret-word" not in ran.stdout
