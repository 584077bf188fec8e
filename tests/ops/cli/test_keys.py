"""`mingus keys …` as a person types it."""

import os
import subprocess
from pathlib import Path

from mingus.core.crypto import KeyRing
from mingus.core.settings.shapes import decode_key
from tests import commands
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.ops.keys.conftest import NEW, OLD

ROOT = Path(__file__).parents[3]


def run(scratch: Scratch, *words: str, current: str = "o" * 32, old: str = "") -> subprocess.CompletedProcess[str]:
    ours = {"FIELD_ENCRYPTION_KEY": current, "FIELD_ENCRYPTION_KEYS_OLD": old, "DATABASE_URL": scratch.app}
    return commands.mingus(words, environ={**os.environ, **SECRETS, **ours}, timeout=120)


def test_a_fresh_key_stands_alone_on_stdout_and_is_told_where_to_go(scratch_database: Scratch) -> None:
    first, second = (run(scratch_database, "keys", "generate") for _ in range(2))
    assert decode_key(first.stdout.strip()) is not None
    assert first.stdout != second.stdout
    assert "FIELD_ENCRYPTION_KEYS_OLD" in first.stderr
    assert first.stdout.strip() not in first.stderr


def test_a_rotation_from_beginning_to_end(filled: Scratch) -> None:
    """Status, rotate, verify, and the old key gone: the whole runbook."""
    both = {"current": "n" * 32, "old": "o" * 32}
    before = run(filled, "keys", "status", **both)
    assert (before.returncode, "31 data keys still to be moved: mingus keys rotate" in before.stdout) == (0, True)
    assert f"{OLD.kid}  old, still needed      20          10  right" in before.stdout
    rotated = run(filled, "keys", "rotate", **both)
    assert rotated.returncode == 0, rotated.stderr
    assert f"31 data keys moved to root key {NEW.kid}; 0 left." in rotated.stdout
    assert f"Nothing needs {OLD.kid} any more" in rotated.stdout
    verified = run(filled, "keys", "verify", current="n" * 32)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "31 data keys of 31 opened.\nEvery one of them opens" in verified.stdout
    status = run(filled, "keys", "status", current="n" * 32)
    assert (status.returncode, OLD.kid in status.stdout) == (0, False)


def test_what_does_not_open_is_named_and_the_command_fails(filled: Scratch) -> None:
    filled.run("UPDATE data_keys SET wrapped = '' WHERE owner_kind = 'household'")
    for words in (("verify",), ("verify", "--sample", "31")):
        found = run(filled, "keys", *words)
        assert (found.returncode, found.stderr.count("✗ household ")) == (65, 10)
        assert "21 data keys of 31 opened." in found.stdout
    rotated = run(filled, "keys", "rotate", current="n" * 32, old="o" * 32)
    assert (rotated.returncode, "21 data keys moved" in rotated.stdout) == (65, True)


def test_the_wrong_key_is_told_by_ids_and_never_by_itself(filled: Scratch) -> None:
    wrong = KeyRing("x" * 32, [])
    for words in (("status",), ("rotate",), ("verify",)):
        found = run(filled, "keys", *words, current="x" * 32)
        assert found.returncode == 65
        assert OLD.kid in found.stdout + found.stderr
        assert "x" * 32 not in found.stdout + found.stderr
    assert wrong.kid in run(filled, "keys", "status", current="x" * 32).stdout
    other = run(filled, "audit", "verify", current="x" * 32)
    assert other.returncode == 0, "the chains are no secret"
