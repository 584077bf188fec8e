"""10,000 rows of a bank that says what is true, imported once from CSV and once from OFX for tests that only read."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from bench.generate import generate
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import make_member
from tests.oracle.bank import bring_in, open_accounts

ROWS = 10_000


@dataclass(frozen=True)
class Bank:
    """The generated files and the figures that every reader of them must reach."""

    csv: list[Path]
    ofx: list[Path]
    truth: dict[str, Any]


@dataclass(frozen=True)
class Books:
    """A household with everything of one kind of file in it."""

    member: Member
    accounts: dict[str, UUID]
    import_ids: list[UUID]


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    folder = tmp_path_factory.mktemp("bank")
    generate(ROWS, folder)
    truth = json.loads((folder / "truth.json").read_text())
    return Bank(sorted((folder / "csv").iterdir()), sorted((folder / "ofx").iterdir()), truth)


@pytest.fixture(scope="session")
def from_csv(configuration: Settings, bank: Bank) -> Books:
    """For reading only."""
    member = make_member(configuration)
    accounts = open_accounts(member)
    return Books(member, accounts, bring_in(member, bank.csv, accounts))


@pytest.fixture(scope="session")
def from_ofx(configuration: Settings, bank: Bank) -> Books:
    """For reading only. The accounts are those the files name."""
    member = make_member(configuration)
    return Books(member, {}, bring_in(member, bank.ofx))
