"""What is a person's own in the household of the matrix: ways in, receipts, archives. Each text is a canary."""

import hashlib
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mingus import checkins, profile
from mingus.advice.models import AdviceDecision
from mingus.articles.schemas.incoming import BookmarkDraft, ProgressDraft, RatingDraft
from mingus.articles.service import own as articles_own
from mingus.articles.service import shelf
from mingus.assessments.service import shelves, taking
from mingus.core.clock import now, today
from mingus.core.db import GLOBAL, Base, act_for, transaction
from mingus.core.ids import new_id
from mingus.core.owners import PERSONAL_TABLES
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.factor_models import AuthenticatorApp, Passkey, RememberedBrowser
from mingus.identity.models import SignInSession
from mingus.identity.schemas import Known, TokenDraft
from mingus.identity.service import personal_tokens
from mingus.ledger.service import documents
from mingus.privacy.service import archives
from mingus.uploads.rules import KINDS, Examined
from mingus.uploads.service import Quota
from tests.articles import writing
from tests.assessments.takers import finish
from tests.privacy.household import make_archives
from tests.uploads.pictures import GOOD_PDF

TABLES: Final = (
    *("authenticator_apps", "passkeys", "recovery_codes", "remembered_browsers", "personal_tokens"),
    *("one_time_links", "invitations", "memberships", "operator_grants", "people", "terms_acceptances"),
    *PERSONAL_TABLES,
)
"""Tables outside the household in which the owner, or the household, has rows that nobody else may touch."""


def ways_in(owner: Member, word: str) -> dict[str, Any]:
    """How the owner gets in, with names that only they may read; the id of each."""
    moment, ids = now(), {name: new_id() for name in ("app_id", "passkey_id", "browser_id")}
    common = {"person_id": owner.person_id, "created_at": moment}
    app = {"name": f"{word} phone", "secret_sealed": b"", "last_counter": 0, "confirmed_at": moment}
    passkey = {"name": f"{word} passkey", "credential_id": ids["passkey_id"].bytes, "public_key": b"none"}
    counted: dict[str, Any] = {**passkey, "sign_count": 0, "transports": ""}
    browser = {"browser": f"{word} browser", "token_hash": ids["browser_id"].bytes * 2, "session_version": 1}
    lasting = {**browser, "used_at": moment, "expires_at": moment + timedelta(days=30)}
    with transaction(GLOBAL) as db:
        db.execute(insert(AuthenticatorApp).values(id=ids["app_id"], **common, **app))
        db.execute(insert(Passkey).values(id=ids["passkey_id"], **common, **counted))
        db.execute(insert(RememberedBrowser).values(id=ids["browser_id"], **common, **lasting))
    return {**ids, "factor_id": ids["app_id"], "token_id": _token(owner, word), "device_id": _device(owner)}


def assessments(owner: Member) -> dict[str, Any]:
    """An assessment the owner is in the middle of, and one they have finished."""
    result = finish(owner, "readiness")
    with transaction(owner.household_id, person_id=owner.person_id) as db:
        begun = taking.start(db, shelves.of_person(owner.person_id), "readiness")
    return {"attempt_id": begun.id, "result_id": result.id, "slug": "readiness"}


def receipt(owner: Member, transaction_id: UUID, name: str) -> UUID:
    """A receipt of this name with a transaction."""
    examined = Examined(name, KINDS["application/pdf"], GOOD_PDF)
    with transaction(owner.household_id) as db:
        return documents.attach(db, owner, transaction_id, examined, Quota(10**9, 1000))


def profile_of(owner: Member, city: str) -> None:
    """What the owner says about themselves, in words that only they may read."""
    with transaction(owner.household_id, person_id=owner.person_id) as db:
        profile.change(db, owner, profile.FactsChange(city=city, monthly_income="6200"))
        profile.change_preferences(db, owner, profile.PreferencesChange(health_checkin_frequency="weekly"))


def archive(owner: Member) -> UUID:
    """Everything the owner sees in one file, ready to be handed out: to them."""
    with transaction(owner.household_id) as db:
        archive_id = archives.ask(db, owner)
    make_archives(owner)
    return archive_id


def week(owner: Member, note: str) -> str:
    """The owner's check-in of this week; the Monday that names it."""
    week_on = checkins.week_of(today(owner.time_zone))
    with transaction(owner.household_id, person_id=owner.person_id) as db:
        checkins.save(db, owner, week_on, checkins.CheckInDraft(mood=3, note=note))
    return week_on.isoformat()


def decision(owner: Member) -> str:
    """A suggestion that the owner has dismissed."""
    with transaction(owner.household_id, person_id=owner.person_id) as db:
        db.execute(
            insert(AdviceDecision).values(
                household_id=owner.household_id,
                person_id=owner.person_id,
                rule="unfiled-transactions",
                decision="dismissed",
                measure=1,
                currency=owner.currency,
                metric="",
                decided_at=now(),
            )
        )
    return "unfiled-transactions"


def library(owner: Member, word: str) -> dict[str, Any]:
    """An article that is open to everybody, and what the owner keeps of it: a note and a folder that only they read."""
    slug = "readiness"  # as the assessment is called: routes of both take a slug
    writing.load(writing.text(slug))
    with transaction(owner.household_id, person_id=owner.person_id) as db:
        folder = shelf.add_folder(db, owner, f"{word} folder")
        articles_own.save(db, owner, slug, BookmarkDraft(note=f"{word} bookmark", folder_id=folder.id))
        articles_own.note_progress(db, owner, slug, ProgressDraft(percent=40))
        articles_own.rate(db, owner, slug, RatingDraft(stars=4))
    return {"folder_id": folder.id}


def digests(db: Session, owner: Member) -> dict[str, str]:
    """A digest of the owner's rows in each of TABLES, and of the household's where a person is not named."""
    found = {}
    act_for(db, owner.person_id)
    for name in TABLES:
        table = Base.metadata.tables[name]
        column, whose = ("household_id", owner.household_id)
        if "person_id" in table.columns:
            column, whose = ("person_id", owner.person_id)
        elif name == "people":
            column, whose = ("id", owner.person_id)
        rows = sorted(repr(tuple(row)) for row in db.execute(select(table).where(table.c[column] == whose)))
        found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def _token(owner: Member, word: str) -> UUID:
    with transaction(owner.household_id) as db:
        return personal_tokens.create(db, owner, TokenDraft(name=f"{word} token", scopes=["read"])).id


def _device(owner: Member) -> str:
    """Another browser of the owner's."""
    with transaction(owner.household_id) as db:
        service.begin_session(db, Known(owner.person_id, owner.household_id, 1, ""), "Another browser")
        wanted = select(SignInSession.id_hash).where(SignInSession.person_id == owner.person_id)
        return db.scalars(wanted.limit(1)).one().hex()
