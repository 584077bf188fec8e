"""Beancount, which knows nothing of Mingus, reads the export of 10,000 rows and finds the same figures."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import beanquery
import pytest
from beancount import loader
from beancount.core.data import Transaction
from beancount.ops import validation

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.service import export
from tests.oracle.conftest import Bank, Books

pytestmark = pytest.mark.postgres

OFX_CARDS = {"Amex", "Visa"}


@pytest.fixture(scope="session")
def exported(from_csv: Books, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _export(from_csv.member, tmp_path_factory.mktemp("export"))


def test_the_export_passes_bean_check(exported: Path) -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("bean-check"), exported], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_the_strictest_validation_finds_no_fault(exported: Path) -> None:
    _, errors, _ = loader.load_file(str(exported), extra_validations=validation.HARDCORE_VALIDATIONS)
    assert errors == []


@pytest.mark.parametrize("books", ["from_csv", "from_ofx"])
def test_its_balances_are_true(books: str, bank: Bank, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    rows = _asked(_export(request.getfixturevalue(books).member, tmp_path), "SELECT account, sum(number) GROUP BY 1")
    found = {account: _minor(amount) for account, amount in rows}
    expected = {
        f"{'Liabilities' if name in OFX_CARDS else 'Assets'}:{name}": minor
        for name, minor in bank.truth["balances_cents"].items()
    }
    assert {account: found[account] for account in expected} == expected
    assert found["Assets:Transfers"] == 0


def test_its_spending_by_month_and_category_is_true_to_the_cent(exported: Path, bank: Bank) -> None:
    rows = _asked(
        exported,
        "SELECT year, month, account, sum(number) WHERE account ~ '^Expenses:' AND year = 2024 GROUP BY 1, 2, 3",
    )
    found = {
        f"{year}-{month:02}|{account.removeprefix('Expenses:')}": _minor(sum_) for year, month, account, sum_ in rows
    }
    assert found == bank.truth["spend_2024_month_category_cents"]


def test_every_transfer_meets_its_other_side_in_assets_transfers(exported: Path) -> None:
    entries, _, _ = loader.load_file(str(exported))
    sides: dict[str, list[Decimal]] = {}
    for entry in entries:
        if isinstance(entry, Transaction) and "TRANSFER " in entry.meta["bank"]:
            (through,) = [posting for posting in entry.postings if posting.account == "Assets:Transfers"]
            assert through.units is not None
            assert through.units.number is not None
            sides.setdefault(entry.meta["transfer"], []).append(through.units.number)
    assert len(sides) > 100
    assert {(len(amounts), sum(amounts)) for amounts in sides.values()} == {(2, Decimal(0))}


def _export(member: Member, folder: Path) -> Path:
    file = folder / "mingus.beancount"
    with transaction(member.household_id) as db, file.open("w", encoding="utf-8") as target:
        target.writelines(export.export(db, member, "beancount"))
    return file


def _asked(file: Path, query: str) -> list[tuple[Any, ...]]:
    connection = beanquery.connect(f"beancount:{file}")
    assert connection.errors == []
    return list(connection.execute(query).fetchall())


def _minor(amount: Decimal) -> int:
    return int(amount * 100)
