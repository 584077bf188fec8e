"""`mingus import` and `mingus export` as a person types them, with a home of their own and nothing else."""

import csv
import io
import json
import os
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingus.ops.postgres import Cluster
from tests import commands
from tests.ops.conftest import temporary_home

ROOT = Path(__file__).parents[2]
EMAIL = "ada@example.com"
STATEMENT = """Date,Description,Amount
2026-03-01,MARTA FARE,-2.75
2026-03-01,MARTA FARE,-2.75
2026-03-02,ACME PAYROLL,1500.00
31/02/2026,NO SUCH DAY,-1.00
"""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home whose database runs, so that not every command has to start it."""
    with temporary_home() as folder:
        server = Cluster(folder / "home", durable=False)
        server.start()
        person = ["user", "create", "--email", EMAIL, "--first-name", "Ada", "--last-name", "Bell", "--password-stdin"]
        assert mingus(folder / "home", *person, typed="five words nobody else has\n").returncode == 0
        yield folder / "home"
        server.stop(anyones=True)


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    file = tmp_path / "checking.csv"
    file.write_text(STATEMENT)
    return file


def mingus(home: Path, *words: str, typed: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
    everything = {**inherited, **environ}
    return commands.mingus(["--home", str(home), *words], environ=everything, typed=typed, timeout=120)


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that failed says; one or two sentences, nothing of its insides, and nothing on stdout."""
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 4
    return done.stderr


def test_inspect_says_what_is_in_a_file_without_any_database(statement: Path, tmp_path: Path) -> None:
    done = mingus(tmp_path / "nowhere", "import", "inspect", str(statement), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["format"], found["encoding"]) == ("csv", "utf-8")
    (account,) = found["accounts"]
    assert (account["currency"], account["count"], account["sum"], account["sum_minor"]) == (
        "USD",
        3,
        "1494.50",
        149450,
    )
    assert (account["first_on"], account["last_on"]) == ("2026-03-01", "2026-03-02")
    assert {"account_id", "opening", "closing"} <= account.keys()
    assert not (tmp_path / "nowhere").exists()


def test_inspect_shows_people_a_table(statement: Path, tmp_path: Path) -> None:
    done = mingus(tmp_path, "import", "inspect", str(statement), COLUMNS="160")
    assert done.returncode == 0
    assert "checking.csv: csv, utf-8" in done.stdout
    assert "1494.50" in done.stdout
    assert done.stderr == "1 line can't be read.\n"


def test_a_narrow_screen_cuts_no_figure(tmp_path: Path) -> None:
    file = tmp_path / "checking.csv"
    file.write_text(
        "Date,Description,Amount,Balance\n2026-03-01,RENT,-61234.56,938765.44\n2026-03-02,A,1.00,938766.44\n"
    )
    done = mingus(tmp_path, "import", "inspect", str(file), COLUMNS="60")
    for figure in ("-61233.56", "1000000.00", "938766.44", "2026-03-01", "2026-03-02"):
        assert figure in done.stdout


def test_a_statement_goes_in_once_and_comes_out_again(home: Path, statement: Path, tmp_path: Path) -> None:
    into = ("import", "run", str(statement), "--user", EMAIL, "--account", "Everyday")
    first = mingus(home, *into)
    assert (first.returncode, first.stdout) == (0, "3 added, 0 posted, 0 there already.\n")
    assert first.stderr == "0 to review in the browser, 1 can't be read.\n"
    again = json.loads(mingus(home, *into, "--json").stdout)
    assert (again["new"], again["matched"], again["failed"]) == (0, 3, 1)

    rows = list(csv.DictReader(io.StringIO(mingus(home, "export", "--user", EMAIL, "--format", "csv").stdout)))
    assert [(row["Date"], row["Account"], row["Amount"]) for row in rows] == [
        ("2026-03-01", "Everyday", "-2.75"),
        ("2026-03-01", "Everyday", "-2.75"),
        ("2026-03-02", "Everyday", "1500.00"),
    ]
    file = tmp_path / "books.beancount"
    written = mingus(home, "export", "--user", EMAIL, "--format", "beancount", "--output", str(file))
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert "balance Assets:Everyday  1494.50 USD" in file.read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["checking.csv", "books.beancount"]
    assert len(json.loads(mingus(home, "export", "--user", EMAIL, "--format", "json").stdout)["transactions"]) == 3


def test_everything_comes_out_as_one_archive(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "everything.zip"
    ran = mingus(home, "export", "--user", EMAIL, "--format", "zip", "--output", str(target))
    assert ran.returncode == 0, ran.stderr
    found = zipfile.ZipFile(target)
    assert found.testzip() is None
    assert {"README.txt", "transactions.csv", "tables/people.json", "manifest.json"} <= set(found.namelist())


@pytest.mark.parametrize("words", [("inspect",), ("run", "--user", EMAIL, "--account", "Everyday")])
def test_bad_data_exits_65(words: tuple[str, ...], home: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = mingus(home, "import", words[0], str(picture), *words[1:])
    assert done.returncode == 65
    assert refusal(done).endswith(".\n")


@pytest.mark.parametrize(
    "words",
    [
        ("import", "inspect"),
        ("import", "inspect", "missing.csv"),
        ("import", "run", "pyproject.toml", "--user", EMAIL),
        ("export", "--user", EMAIL, "--format", "xlsx"),
        ("export", "--user", EMAIL, "--format", "csv", "--output", "no-such-folder/books.csv"),
        ("export", "--user", EMAIL, "--format", "csv", "--output", "pyproject.toml/books.csv"),
        ("import", "run", "pyproject.toml", "--user", "nobody@example.com", "--account", "Everyday"),
        ("export", "--user", "nobody@example.com", "--format", "csv"),
        *(
            ("import", "run", "pyproject.toml", "--user", EMAIL, "--account", name)
            for name in ("", " ", "x" * 81, "a\tb")
        ),
    ],
)
def test_bad_usage_exits_64(words: tuple[str, ...], home: Path) -> None:
    done = mingus(home, *words)
    assert done.returncode == 64
    assert refusal(done)


@pytest.mark.parametrize(
    "words", [("export", "--format", "csv"), ("import", "run", "pyproject.toml", "--account", "A")]
)
def test_bad_configuration_exits_78(words: tuple[str, ...], tmp_path: Path) -> None:
    wrong = mingus(tmp_path, *words, "--user", EMAIL, MINGUS_PG_BIN="/nowhere")
    assert wrong.returncode == 78
    assert refusal(wrong) == "MINGUS_PG_BIN is /nowhere, and there is no program postgres in that folder.\n"
