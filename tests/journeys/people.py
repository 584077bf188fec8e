"""A household of several people with everything that belongs to them: for the audits of identity's pages."""

from datetime import timedelta
from uuid import UUID

from mingus.articles.schemas.desk import Edit
from mingus.articles.service import desk
from mingus.core import clock
from mingus.core.db import GLOBAL, transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.schemas import TokenDraft
from mingus.identity.schemas.households import InvitationDraft
from mingus.identity.service import personal_tokens
from tests.abuse.matrix import own
from tests.articles import writing
from tests.factories import make_someone, share
from tests.identity.operators import confirmed, make_operator
from tests.identity.second_factors import add_app
from tests.ledger.by_hand import account, add

LONG = "Wilhelmina-Alexandrina-Konstantinopolis"
PAGES = (
    *("/", "/settings", "/settings/security", "/settings/factors", "/settings/household", "/settings/tokens"),
    *("/settings/tokens/new", "/settings/data", "/settings/data/delete", "/settings/activity", "/settings/export"),
    *("/confirm", "/terms/changed"),
)
REASON = "Ticket 4711: an import that does not end, since yesterday evening"


def furnish(configuration: Settings, owner: Member) -> list[str]:
    """The addresses of the owner's pages, once there is something on each."""
    for name, role in (("Paul", "partner"), (LONG, "viewer")):
        share(owner, make_someone(configuration, first_name=name), role)
    add_app(owner)
    with transaction(owner.household_id) as db:
        service.invitations.invite(db, owner, InvitationDraft(email="guest@example.com", role="viewer"))
        personal_tokens.create(db, owner, TokenDraft(name="Budget spreadsheet", scopes=["read", "export"]))
    own.ways_in(owner, "Her")
    own.archive(owner)
    bought = add(owner, "12.50", "Corner shop", account_id=account(owner))
    own.receipt(owner, bought, "a-receipt-with-a-name-that-goes-on-and-on-and-on.pdf")
    open_a_look(configuration, owner)
    stay_confirmed(owner)
    return [*PAGES, f"/transactions/{bought}"]


def open_a_look(configuration: Settings, owner: Member) -> Member:
    """An operator who may read this household now."""
    operator = make_operator(configuration, role="operator")
    look(operator, owner.household_id)
    return operator


def look(operator: Member, household_id: UUID) -> UUID:
    """Open a look of theirs into this household."""
    with transaction(household_id) as db:
        return service.operators.open_access(db, operator.person_id, household_id, reason=REASON, minutes=60)


def stay_confirmed(member: Member) -> None:
    """For as long as an audit takes."""
    confirmed(member, clock.now() + timedelta(hours=1))


def at_the_desk(operator: Member) -> list[str]:
    """The addresses of the library's desk, with an article on it that has everything: edited, scheduled, waiting."""
    writing.add_neighbours()
    slug = writing.add(title=f"{LONG} and the budget of a whole year")
    at = (clock.now() + timedelta(hours=1)).isoformat()
    for number, more in ((1, {"publish": "now"}), (2, {"publish": "later", "at": at, "note": REASON})):
        text = writing.text(slug, title=f"{LONG}, version {number + 1}")
        with transaction(GLOBAL) as db:
            desk.save(db, operator.person_id, slug, Edit.model_validate({"text": text, "base_number": number, **more}))
    writing.load(writing.text(slug, title="A newer text of the release"))
    return ["/operator/library", "/operator/library/new", f"/operator/library/{slug}"]
