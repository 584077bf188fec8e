"""What the documents say can be done, is done: blocks are run, or every command in them must exist; SQL is prepared."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import psycopg
import pytest

from mingus import cli
from mingus.checklist.documents import Block, DocumentError, dry_run, paths, read, read_current
from mingus.checklist.documents.blocks import blocks_of
from mingus.checklist.documents.shelf import AT_THE_ROOT
from mingus.core.tenancy import Member
from mingus.ops.postgres.roles import Role, Urls
from tests.architecture.sources import ROOT
from tests.checklist.documents.conftest import HEAD, Write
from tests.factories import Browser
from tests.ops.conftest import temporary_home

RUN_SECONDS = 120
Named = tuple[str, Block]


def every_block() -> Iterator[Named]:
    """Each code block of docs/ and of the pages at the root, with the place it stands at."""
    for path in paths(ROOT):
        yield from ((f"{path.relative_to(ROOT)}:{block.line}", block) for block in read(path).blocks)
    for name in AT_THE_ROOT:
        yield from ((f"{name}:{block.line}", block) for block in blocks_of((ROOT / name).read_text(), Path(name)))


BLOCKS = list(every_block())


def those(*treatments: str, language: str = "") -> list[Named]:
    return [(place, b) for place, b in BLOCKS if b.treatment in treatments and language in {"", b.language}]


def names(blocks: list[Named]) -> list[str]:
    return [place for place, _ in blocks]


@pytest.fixture(scope="module")
def commands() -> click.Command:
    cli._collect()
    return cli.commands


def test_there_is_something_to_try() -> None:
    """Otherwise what follows would pass by finding nothing."""
    assert len(those("run")) >= 2
    assert len(those("dry-run")) > 40
    assert len(those("parse", language="sql")) > 5
    assert names(those("parse")) == names(those("parse", language="sql")), "another language needs a test like SQL's"


@pytest.mark.parametrize("block", [block for _, block in those("run")], ids=names(those("run")))
def test_blocks_to_run_run(block: Block) -> None:
    with temporary_home() as scratch:
        done = run(block, scratch)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "block",
    [block for _, block in those("dry-run", "example", "run")],
    ids=names(those("dry-run", "example", "run")),
)
def test_commands_exist_with_their_options(block: Block, commands: click.Command) -> None:
    if block.treatment == "example" and not block.is_promise:
        assert block.why
        return
    assert dry_run(block, root=ROOT, commands=commands) == []


@pytest.mark.parametrize(
    "block", [b for _, b in those("parse", language="sql")], ids=names(those("parse", language="sql"))
)
def test_sql_is_understood_by_a_migrated_database(block: Block, urls: Urls) -> None:
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as db:
        for statement in block.text.split(";\n"):
            if statement.strip():
                db.execute("PREPARE said AS " + statement)
                db.execute("DEALLOCATE said")


def test_the_statement_against_intruders_ends_every_session(alice: Member, as_alice: Browser, urls: Urls) -> None:
    page = read(ROOT / "docs/runbooks/security-incident.md")
    (statement,) = [block.text for block in page.blocks if block.text.startswith("UPDATE people")]
    assert as_alice.get("/accounts").status_code == 200
    with psycopg.connect(urls.libpq(Role.MIGRATION)) as db:
        db.execute(statement)
    assert as_alice.get("/accounts").status_code == 303


def test_a_page_with_unknown_command_unknown_option_and_a_failing_run_is_found_out(
    write: Write, commands: click.Command, tmp_path: Path
) -> None:
    page = write(
        "docs/wrong.md",
        f"{HEAD}```sh dry-run\nmingus launch\nmingus db stop --now\n```\n```sh run\nmingus db url --role king\n```\n",
    )
    first, second = read(page).blocks
    assert dry_run(first, root=ROOT, commands=commands) == [
        "line 6: mingus has no command launch",
        "line 6: mingus db stop: No such option '--now'.",
    ]
    assert run(second, tmp_path).returncode != 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"# Deploying\n", "has no head"),
        (HEAD.encode(), "expired on 2026-12-01"),
        (b"\xff\xfe\0", "is binary, not text"),
        (b"x" * 300_000, "is larger than"),
        (f"{HEAD}```sh\nls\n```\n".replace("30 days", "900 days").encode(), "say how to treat this"),
    ],
)
def test_a_page_that_does_not_count_is_found_out(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=re.escape(words)):
        _ = read_current(path, roles=["operator"], today=date(2027, 1, 1)).blocks


def run(block: Block, scratch: Path) -> subprocess.CompletedProcess[str]:
    """The block as a person types it in an empty folder, with our commands at hand."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "MINGUS_HOME"))}
    commands = Path(sys.executable).parent
    return subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", block.text],
        cwd=scratch,
        env={**inherited, "PATH": f"{commands}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(scratch)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=RUN_SECONDS,
    )
