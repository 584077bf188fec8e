"""What a new password is held against."""

from mingus.core import db
from mingus.core.settings import Settings
from mingus.identity import service
from tests.factories import make_someone
from tests.identity.second_factors import add_app


def test_ones_own_words_and_the_factor_decide(configuration: Settings) -> None:
    someone = make_someone(configuration, first_name="Bartholomew")
    with db.transaction(someone.member.household_id, read_only=True) as session:
        alone = service.chooser(session, someone.member.person_id)
    add_app(someone.member)
    with db.transaction(someone.member.household_id, read_only=True) as session:
        beside = service.chooser(session, someone.member.person_id)
    assert {someone.email, "Bartholomew", "mingus"} <= set(alone.known_words)
    assert (alone.min_characters, beside.min_characters) == (15, 8)
    assert "Bartholomew" not in repr(alone)
    assert alone.password_hash not in repr(alone)
