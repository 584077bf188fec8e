import io
import json
from pathlib import Path
from typing import Any

import pytest

from bench.generate import generate
from mingus.ledger import formats


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("generated")
    generate(10_000, folder)
    return folder, json.loads((folder / "truth.json").read_text())


@pytest.mark.parametrize("kind", ["csv", "ofx"])
def test_sums_and_counts_of_every_account_are_true(generated: tuple[Path, dict[str, Any]], kind: str) -> None:
    folder, truth = generated
    for name, balance in truth["balances_cents"].items():
        with (folder / kind / f"{name}.{kind}").open("rb") as stream:
            found = formats.inspect(stream)
        (account,) = found["accounts"]
        assert (account["sum_minor"], account["count"]) == (balance, truth["per_account"][name])
        assert found["faults"] == 0
        if kind == "ofx":
            assert (account["account_id"], account["opening"]) == (name, "0.00")


def test_one_file_of_all_accounts_has_the_same_sums(generated: tuple[Path, dict[str, Any]]) -> None:
    folder, truth = generated
    with (folder / "all.csv").open("rb") as stream:
        found = formats.inspect(stream)
    assert {account["account_id"]: account["sum_minor"] for account in found["accounts"]} == truth["balances_cents"]


def test_spending_by_month_and_category_is_true(generated: tuple[Path, dict[str, Any]]) -> None:
    folder, truth = generated
    spent = dict.fromkeys(truth["spend_2024_month_category_cents"], 0)
    with (folder / "all.csv").open("rb") as stream:
        for row in formats.open_file(stream).events():
            if isinstance(row, formats.BankRow) and row.posted_on.year == 2024 and row.category:
                key = f"{row.posted_on:%Y-%m}|{row.category}"
                if key in spent:
                    spent[key] -= row.amount_minor
    assert spent == truth["spend_2024_month_category_cents"]


def test_inspect_answers_in_plain_strings() -> None:
    text = b"Date,Payee,Amount\n2026-01-13,Shop,-1.00\n2026-01-12,Pay,2.50\n"
    found = formats.inspect(io.BytesIO(text), default_currency="EUR")
    assert json.loads(json.dumps(found)) == {
        "format": "csv",
        "encoding": "utf-8",
        "accounts": [
            {
                "account_id": None,
                "currency": "EUR",
                "count": 2,
                "sum": "1.50",
                "sum_minor": 150,
                "opening": None,
                "closing": None,
                "first_on": "2026-01-12",
                "last_on": "2026-01-13",
            }
        ],
        "faults": 0,
    }


def test_a_hundred_faults_are_kept_and_all_are_counted() -> None:
    text = "Date,Payee,Amount\n" + "2026-01-13,Shop,-1.00\n" * 500 + "2026-02-31,Shop,-1.00\n" * 150
    summary = formats.summarise(formats.open_file(io.BytesIO(text.encode())).events())
    assert (summary.faults_count, len(summary.faults), summary.accounts[0].count) == (150, 100, 500)
