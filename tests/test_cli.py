"""`mingus` as a person types it: a sentence and an exit code that a script can act on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

import mingus
from mingus import cli
from mingus.core.settings import Settings
from tests.commands import mingus as mingus_in_a_child
from tests.conftest import SECRETS
from tests.factories import make_someone
from tests.ops.waiting import eventually

ROOT = Path(__file__).parents[1]


def environ(**changed: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "MINGUS_HOME"))}
    return {**inherited, **SECRETS, **changed}


def run(*words: str, typed: str = "", **changed: str) -> subprocess.CompletedProcess[str]:
    return mingus_in_a_child(words, environ=environ(**changed), typed=typed)


def test_help_names_every_command_and_exits_0() -> None:
    ran = run("--help")
    assert (ran.returncode, ran.stderr) == (0, "")
    for name in ("run", "db", "user", "import", "export"):
        assert f"\n  {name} " in ran.stdout


@pytest.mark.parametrize("words", [["nonsense"], ["--nonsense"], ["db", "nonsense"], ["user", "create"]])
def test_words_that_are_no_command_exit_64_and_show_the_way(words: list[str]) -> None:
    ran = run(*words)
    assert (ran.returncode, ran.stdout) == (64, "")
    assert "Usage: " in ran.stderr
    assert "Traceback" not in ran.stderr


def test_bad_data_exits_65_with_a_sentence_for_each_fault(configuration: Settings) -> None:
    words = ["user", "create", "--email", "nobody", "--first-name", "A", "--last-name", "B", "--password-stdin"]
    ran = run(*words, typed="four unrelated blue words\n", DATABASE_URL=configuration.database_url)
    assert (ran.returncode, ran.stdout) == (65, "")
    assert ran.stderr.startswith("--email: ")
    assert "Traceback" not in ran.stderr


def test_somebody_who_is_not_there_exits_64(configuration: Settings) -> None:
    words = ["user", "set-password", "nobody@example.com", "--password-stdin"]
    ran = run(*words, typed="four unrelated blue words\n", DATABASE_URL=configuration.database_url)
    assert (ran.returncode, ran.stderr) == (64, "There is nobody with this e-mail address.\n")


def test_bad_configuration_exits_78_and_shows_no_value() -> None:
    words = ["user", "set-password", "alice@example.com", "--password-stdin"]
    ran = run(*words, typed="four unrelated blue words\n", DATABASE_URL="mysql://root:hush@x/y")
    assert ran.returncode == 78
    assert "DATABASE_URL: must start with postgresql://" in ran.stderr
    assert "hush" not in ran.stderr


def test_control_c_exits_130_and_says_only_that(configuration: Settings) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "mingus", "user", "set-password", make_someone(configuration).email, "--password-stdin"],
        cwd=ROOT,
        env=environ(DATABASE_URL=configuration.database_url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert eventually(lambda: _reads_its_input(process.pid))
    process.send_signal(signal.SIGINT)
    said, complaint = process.communicate(timeout=30)
    assert (process.returncode, said, complaint.strip()) == (130, "", "Stopped.")


def _reads_its_input(pid: int) -> bool:
    """Whether a process sleeps in reading a pipe that is its own input: the kernel says so.

    While it loads it may read from pipes of programs it has started, and lose a signal that comes just then.
    """
    process = Path(f"/proc/{pid}")
    first_argument = (process / "syscall").read_text().split()[1:2]
    return "pipe" in (process / "wchan").read_text() and first_argument == ["0x0"]


def test_the_home_is_where_the_option_says(tmp_path: Path, configuration: Settings) -> None:
    """It is where an installation without secrets of its own keeps them."""
    words = ["user", "set-password", "nobody@example.com", "--password-stdin"]
    bare = dict.fromkeys(SECRETS, "")
    typed, database = "four unrelated blue words\n", configuration.database_url
    run("--home", str(tmp_path / "one"), *words, typed=typed, DATABASE_URL=database, **bare)
    run(*words, typed=typed, DATABASE_URL=database, MINGUS_HOME=str(tmp_path / "two"), **bare)
    assert (tmp_path / "one" / "secrets" / "mingus.env").exists()
    assert (tmp_path / "two" / "secrets" / "mingus.env").exists()


def test_the_version_is_this_ones() -> None:
    ran = run("--version")
    assert (ran.returncode, mingus.__version__ in ran.stdout) == (0, True)


def test_what_nobody_expected_ends_in_a_sentence_without_anybodys_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command("broken")
    def broken() -> None:
        raise RuntimeError("INSERT … ('alice@example.org')")

    monkeypatch.setattr(sys, "argv", ["mingus", "broken"])
    monkeypatch.setitem(cli.commands.commands, "broken", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 70
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "alice" not in said
    assert said.count("\n") == 1
