"""The demonstration's bank files are read like anybody's."""

import io
from datetime import date

import pytest

from mingus.ledger import formats
from mingus.ops.demo import files, story
from mingus.ops.demo.story.accounts import ACCOUNTS, DemoAccount
from mingus.ops.demo.story.lines import CASH

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("account", [account for account in ACCOUNTS if account.key != CASH], ids=lambda a: a.key)
def test_every_row_is_read_without_a_question(account: DemoAccount) -> None:
    lines = [line for line in story.tell(story.first_day(TODAY), TODAY) if line.account == account.key]
    _, content = files.bank_file(account, lines, 0, TODAY)
    found = formats.inspect(io.BytesIO(content))
    assert found["faults"] == 0
    assert [(said["count"], said["currency"]) for said in found["accounts"]] == [(len(lines), "USD")]


def test_a_later_file_gives_the_same_rows_the_same_numbers() -> None:
    account, first_on = ACCOUNTS[0], story.first_day(TODAY)
    lines = [line for line in story.tell(first_on, TODAY) if line.account == account.key]
    _, whole = files.bank_file(account, lines, 0, TODAY)
    _, tail = files.bank_file(account, [line for line in lines if line.on > date(2026, 11, 1)], 0, TODAY)
    rows = [{row for row in file.splitlines() if row.startswith(b"<STMTTRN>")} for file in (whole, tail)]
    assert rows[1] < rows[0]
