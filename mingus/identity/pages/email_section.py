"""The e-mail address on the security page."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.core.security import Principal
from mingus.identity.models import Person
from mingus.identity.pages.security_page import section


@section("email", place=10)
def email(db: Session, who: Principal) -> object:
    """The address, and whether it is known to be this person's."""
    verified_at = db.scalar(select(Person.email_verified_at).where(Person.id == who.person_id))
    return {"email": who.email, "is_verified": verified_at is not None}
