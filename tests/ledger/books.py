"""A household with accounts and rows, written straight into the tables, for tests of sums, transfers and exports."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import event, insert, update
from sqlalchemy.orm import Session

from mingus.core import clock
from mingus.core import db as database
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Membership, Person
from mingus.ledger.models import Account, Split, Transaction
from mingus.ledger.rules.fingerprints import fingerprint
from mingus.ledger.service import rollups


@dataclass
class Books:
    """One household and its first member. Every call is a transaction of its own."""

    member: Member
    accounts: dict[str, UUID] = field(default_factory=dict)
    currencies: dict[UUID, str] = field(default_factory=dict)

    @classmethod
    def open(cls, *, currency: str = "USD") -> "Books":
        household_id = new_id()
        with database.transaction(household_id) as db:
            db.execute(
                insert(Household).values(
                    id=household_id,
                    name="Home",
                    currency=currency,
                    time_zone="America/New_York",
                    is_demo=False,
                    created_at=clock.now(),
                )
            )
            person_id = _join(db, household_id)
        return cls(Member(household_id, person_id, currency=currency))

    def partner(self) -> Member:
        """Somebody else in the same household."""
        with self.transaction() as db:
            return Member(self.member.household_id, _join(db, self.member.household_id), currency=self.member.currency)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with database.transaction(self.member.household_id) as db:
            yield db

    def account(
        self,
        name: str,
        kind: str = "checking",
        *,
        currency: str = "USD",
        opening_minor: int = 0,
        private_to: UUID | None = None,
    ) -> UUID:
        account_id = new_id()
        with self.transaction() as db:
            db.execute(
                insert(Account).values(
                    household_id=self.member.household_id,
                    id=account_id,
                    name=name,
                    kind=kind,
                    currency=currency,
                    institution="",
                    private_to=private_to,
                    opening_minor=opening_minor,
                    opening_source="asked",
                    created_at=clock.now(),
                    updated_at=clock.now(),
                )
            )
        self.accounts[name] = account_id
        self.currencies[account_id] = currency
        return account_id

    def row(self, account_id: UUID, on: date, minor: int, text: str = "", **columns: object) -> UUID:
        """A bank row; its month's sums are refreshed."""
        with self.transaction() as db:
            row_id = self.add(db, account_id, on, minor, text, **columns)
            rollups.refresh_months(db, self.member.household_id, [(account_id, on)])
        return row_id

    def add(self, db: Session, account_id: UUID, on: date, minor: int, text: str = "", **columns: object) -> UUID:
        """A bank row without refreshing anything."""
        row_id = new_id()
        currency = self.currencies[account_id]
        values: dict[str, object] = {
            "household_id": self.member.household_id,
            "id": row_id,
            "account_id": account_id,
            "currency": currency,
            "status": "posted",
            "bank_posted_on": on,
            "bank_amount_minor": minor,
            "bank_description": text,
            "fingerprint": fingerprint(on, minor, currency, text),
            "ordinal": int.from_bytes(row_id.bytes[10:13]),
            "note": "",
            "is_split": False,
            "created_at": clock.now(),
            "updated_at": clock.now(),
        }
        db.execute(insert(Transaction).values({**values, **columns}))
        return row_id

    def split(self, db: Session, transaction_id: UUID, *parts: tuple[int, UUID | None]) -> None:
        db.execute(update(Transaction).where(Transaction.id == transaction_id).values(is_split=True))
        for position, (minor, category_id) in enumerate(parts):
            db.execute(
                insert(Split).values(
                    household_id=self.member.household_id,
                    id=new_id(),
                    transaction_id=transaction_id,
                    position=position,
                    amount_minor=minor,
                    category_id=category_id,
                    note="",
                )
            )


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The statements sent to the database within the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(database.engine(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine(), "before_cursor_execute", note)


def _join(db: Session, household_id: UUID) -> UUID:
    person_id = new_id()
    db.execute(
        insert(Person).values(
            id=person_id,
            email=f"{person_id}@example.com",
            email_key=f"{person_id}@example.com",
            password_hash="",
            first_name_sealed=b"",
            last_name_sealed=b"",
            session_version=1,
            terms_accepted_at=clock.now(),
            created_at=clock.now(),
        )
    )
    db.execute(
        insert(Membership).values(household_id=household_id, person_id=person_id, role="owner", created_at=clock.now())
    )
    return person_id
