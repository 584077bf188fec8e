"""What one member takes along of the ledger: all of the household's, and nothing of what is private to another."""

import io

from sqlalchemy import text

from mingus import uploads
from mingus.core import personal_data
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.service import documents, personal
from mingus.uploads import Quota
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports.files import bring_in, csv, line
from tests.uploads.pictures import GOOD_PDF

SECRET = "Canary private shop"
TABLES_WITH_ROWS = {
    *("accounts", "transactions", "documents", "payees", "imports", "import_statements", "import_rows"),
    *("category_months", "account_days"),
}


def fill(member: Member, name: str) -> None:
    mine = account(member, name)
    spent = add(member, description=name, note=name, account_id=mine)
    bring_in(member, csv([line("2026-03-01", "-2.50", f"{name} FARE")]), account_id=mine, name=f"{name}.csv")
    examined = uploads.examine(io.BytesIO(GOOD_PDF), f"{name}.pdf", "")
    with transaction(member.household_id) as db:
        documents.attach(db, member, spent, examined, Quota(2**30, 10))


def taken(member: Member) -> dict[str, list[dict[str, object]]]:
    with transaction(member.household_id, read_only=True) as db:
        found = {table: [dict(row) for row in rows] for table, rows in personal.export_for(db, member)}
        paths = [(path, b"".join(pieces)) for path, pieces in personal.files(db, member)]
    return {**found, "files": [{"path": path, "content": content} for path, content in paths]}


def test_a_partner_takes_nothing_along_of_a_private_account(alice: Member, bob: Member) -> None:
    fill(alice, SECRET)
    partner = Member(alice.household_id, bob.person_id)
    with transaction(alice.household_id) as db:
        db.execute(text("UPDATE accounts SET private_to = :id"), {"id": alice.person_id})
    fill(alice, "Common")
    own, partners = taken(alice), taken(partner)
    assert SECRET.lower() in str(own).lower()
    assert SECRET.lower() not in str(partners).lower()
    assert "common" in str(partners).lower()
    for table in TABLES_WITH_ROWS:
        assert 0 < len(partners[table]) < len(own[table]), table
    assert {"transactions.csv", "ledger.json", "books.beancount"} <= {str(one["path"]) for one in partners["files"]}
    assert any(one["content"] == GOOD_PDF for one in partners["files"])


def test_who_leaves_takes_their_private_accounts_and_leaves_the_common_ones(alice: Member, bob: Member) -> None:
    fill(alice, SECRET)
    with transaction(alice.household_id) as db:
        db.execute(text("UPDATE accounts SET private_to = :id"), {"id": alice.person_id})
    fill(alice, "Common")
    with transaction(alice.household_id) as db:
        personal_data.leave(db, alice)
        left = {table: [dict(row) for row in rows] for table, rows in personal.export(db, alice.household_id)}
        assert [row["name"] for row in left["accounts"]] == ["Common"]
        assert [row["note"] for row in left["transactions"] if row["note"]] == ["Common"]
        assert SECRET.lower() not in str(left).lower()
        names = db.execute(text("SELECT file_name FROM uploads ORDER BY file_name")).scalars().all()
        assert names == ["Common.csv", "Common.pdf"]
