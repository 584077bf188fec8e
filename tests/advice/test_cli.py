"""`mingus advice`, started as it is typed."""

import json
import os
import subprocess

from mingus.core.settings import Settings
from tests.commands import mingus
from tests.conftest import SECRETS
from tests.factories import make_someone
from tests.ledger.books import Books


def run(configuration: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **SECRETS, "DATABASE_URL": configuration.database_url}
    return mingus(["advice", "list", *words], environ=environ)


def test_suggestions_are_listed_for_people_and_for_programs(configuration: Settings) -> None:
    someone = make_someone(configuration)
    Books(someone.member).account("Everyday", "card", opening_minor=-10_00)
    Books(someone.member).account("Old loan", "loan", opening_minor=-900_00)
    told = run(configuration, "--user", someone.email)
    assert told.returncode == 0, told.stderr
    assert "1. Add the interest rates of your debts\n   Mingus knows that you owe $900 on Old loan" in told.stdout
    assert "It would help to know " in told.stdout
    answer = json.loads(run(configuration, "--user", someone.email, "--json").stdout)
    assert [one["id"] for one in answer["items"]] == ["rates-missing"]
    assert run(configuration, "--user", "nobody@example.com").returncode == 64
