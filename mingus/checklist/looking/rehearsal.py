"""Boots a tree's application under a production configuration, in a process of its own, and reads what it is."""

import json
import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingus.checklist.looking import programs
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing

BOOT_SECONDS = 60.0
MANIFEST = "mingus/static/dist/manifest.json"
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT")


@dataclass(frozen=True)
class Rehearsal:
    """How the boot went. `facts` are those of `mingus.rehearsal.facts`; empty when it did not start."""

    exit_code: int
    refusal: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def booted(self) -> Mapping[str, Any]:
        """The facts. Raises NoAnswer with the reason when it did not start."""
        if self.exit_code != 0:
            reason = self.refusal.splitlines()[-1] if self.refusal else "without a word"
            raise NoAnswer(f"it does not boot as production (exit code {self.exit_code}): {reason[:300]}")
        return self.facts


def rehearse(root: Path, environ: Mapping[str, str] | None = None) -> Rehearsal:
    """Boots the sources at `root` with `environ` and nothing else of ours; a complete one unless given."""
    if not (root / MANIFEST).is_file():
        raise Missing("no built front end: `bin/run` or `.venv/bin/python -m mingus.core.assets` builds it")
    given = complete_environment() if environ is None else environ
    inherited = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    done = programs.run(
        [sys.executable, "-m", "mingus.rehearsal"],
        seconds=BOOT_SECONDS,
        folder=root,
        environ={**inherited, **given, "PYTHONPATH": str(root)},
    )
    if done.exit_code != 0:
        return Rehearsal(done.exit_code, done.errors.strip())
    return Rehearsal(0, "", json.loads(done.output.splitlines()[-1]))


def complete_environment() -> dict[str, str]:
    """Every variable production requires, with secrets made this moment; its addresses lead nowhere."""
    return {
        "FLASK_ENV": "production",
        "DEBUG": "false",
        "FLASK_DEBUG": "false",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "JWT_SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_ENCRYPTION_KEY": secrets.token_hex(32),
        "DATABASE_URL": f"postgresql://mingus_app:{secrets.token_hex(16)}@database.invalid:25060/mingus?sslmode=verify-full",
        "REDIS_URL": f"rediss://:{secrets.token_hex(16)}@redis.invalid:25061/0",
        "PUBLIC_URL": "https://money.invalid",
        "SESSION_COOKIE_SECURE": "true",
        "SESSION_COOKIE_HTTPONLY": "true",
        "SESSION_COOKIE_SAMESITE": "Strict",
    }
