"""A29: the root key changes while people write, and the rotation is killed twice: nobody notices, the old may go."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests import commands
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.ops.conftest import start_python
from tests.ops.keys.conftest import NEW, OLD, fill

ROOT = Path(__file__).parents[2]
KEYS = 30_000
OLD_KEY, NEW_KEY = "o" * 32, "n" * 32

# Fifty times a second somebody joins (a new data key), and a data key that is there is read afresh and opened.
PEOPLE = """
import json, os, sys, time
from mingus.core import crypto, db
from mingus.core.crypto import KeyRing, WrappedKey
from mingus.core.ids import new_id
from sqlalchemy import text
db.connect(os.environ["DATABASE_URL"], pool_size=1)
ring = KeyRing(sys.argv[1], [sys.argv[2]])
crypto.keeping._ring[:] = [ring]
with db.transaction(db.GLOBAL) as session:
    ring.check(session)
print("ready", flush=True)
made, read, errors = [], 0, []
wanted = text("SELECT kid, wrapped, owner_kind, owner_id FROM data_keys WHERE owner_kind = 'person' AND owner_id >= :id"
              " ORDER BY owner_id LIMIT 1")
import threading
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(1), over.set()), daemon=True).start()
while not over.wait(0.02):
    try:
        person_id = new_id()
        with db.transaction(db.GLOBAL) as session:
            key = crypto.data_key(session, "person", person_id)
            sealed = key.seal("Alice", table="people", column="first_name_sealed", row_id=person_id)
        made.append((person_id, sealed))
        for back in (person_id, made[len(made) // 2][0], made[0][0]):
            with db.transaction(db.GLOBAL, read_only=True) as session:
                row = session.execute(wanted, {"id": back}).one()
            crypto.forget("person", row.owner_id)
            key = crypto.unwrapped("person", row.owner_id, row.kid, bytes(row.wrapped))
            sealed = dict(made)[row.owner_id] if row.owner_id in dict(made) else None
            if sealed:
                assert key.open(sealed, table="people", column="first_name_sealed", row_id=row.owner_id) == "Alice"
            read += 1
    except Exception as error:
        errors.append(repr(error))
print(json.dumps({"made": len(made), "read": read, "errors": errors}), flush=True)
"""


def people(scratch: Scratch, current: str, other: str) -> subprocess.Popen[str]:
    started = start_python(PEOPLE, {"DATABASE_URL": scratch.app}, current, other)
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n", started.communicate()[1]
    return started


def told(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, errors = process.communicate("x", timeout=60)
    assert process.returncode == 0, errors
    return dict(json.loads(out.splitlines()[-1]))


def rotation(scratch: Scratch) -> subprocess.Popen[str]:
    ours = {"FIELD_ENCRYPTION_KEY": NEW_KEY, "FIELD_ENCRYPTION_KEYS_OLD": OLD_KEY, "DATABASE_URL": scratch.app}
    return subprocess.Popen(
        [sys.executable, "-m", "mingus", "keys", "rotate"],
        cwd=ROOT,
        env={**os.environ, **SECRETS, **ours},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def moved(scratch: Scratch) -> int:
    [(count,)] = scratch.rows(f"SELECT count(*) FROM data_keys WHERE kid = '{NEW.kid}'")
    assert isinstance(count, int)
    return count


def until(what: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + 60
    while not what():
        assert time.monotonic() < ends_at, "it never came so far"
        time.sleep(0.01)


def test_a_rotation_killed_twice_while_people_write_loses_nothing(filled: Scratch) -> None:
    fill(filled, OLD, KEYS)
    before_restart, after_restart = people(filled, OLD_KEY, NEW_KEY), people(filled, NEW_KEY, OLD_KEY)
    for share in (10, 2):  # once in the first batches, once in the middle
        running = rotation(filled)
        until(lambda least=KEYS // share: moved(filled) >= least)  # type: ignore[misc]  # bound now, not later
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert running.returncode == -signal.SIGKILL
        assert moved(filled) < KEYS
    first = told(before_restart)  # the last process with the old key is restarted with the new one
    last = rotation(filled)
    out, errors = last.communicate(timeout=120)
    assert (last.returncode, "0 left" in out) == (0, True), errors
    second = told(after_restart)
    assert (first["errors"], second["errors"]) == ([], [])
    assert min(first["made"], second["made"], first["read"], second["read"]) > 20
    assert filled.rows(f"SELECT count(*) FROM data_keys WHERE kid = '{OLD.kid}'") == [(0,)]

    alone = {**os.environ, **SECRETS, "FIELD_ENCRYPTION_KEY": NEW_KEY, "DATABASE_URL": filled.app}
    verified = commands.mingus(["keys", "verify"], environ=alone, timeout=120)
    assert (verified.returncode, "Every one of them opens" in verified.stdout) == (0, True), verified.stderr
