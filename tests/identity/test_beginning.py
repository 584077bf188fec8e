"""What whoever has signed in gets, as the request that asked for it was made."""

from apiflask import APIFlask
from sqlalchemy import select

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.identity.beginning import begin_family, begin_session
from mingus.identity.models import RefreshToken, SignInSession
from mingus.identity.service import credentials

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_a_browser_and_a_program_are_known_by_where_they_came_from(app: APIFlask, alice: Member) -> None:
    with (
        app.test_request_context("/", headers={"User-Agent": FIREFOX}, environ_base={"REMOTE_ADDR": "192.0.2.7"}),
        db.transaction(alice.household_id) as session,
    ):
        known = credentials.known(session, alice)
        assert begin_session(session, known)
        assert begin_family(session, known).person_id == alice.person_id
        for columns in (
            select(SignInSession.browser, SignInSession.vicinity, SignInSession.stepped_up_at).where(
                SignInSession.person_id == alice.person_id
            ),
            select(RefreshToken.browser, RefreshToken.vicinity, RefreshToken.stepped_up_at).where(
                RefreshToken.person_id == alice.person_id
            ),
        ):
            row = session.execute(columns).one()
            assert row.browser == "Firefox on Linux"
            assert row.vicinity.startswith("192.0.")
            assert row.stepped_up_at is not None
