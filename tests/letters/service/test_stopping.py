import pytest

from mingus import profile
from mingus.core.db import transaction
from mingus.letters import service
from mingus.letters.rules.kinds import KINDS, Kind, is_on
from tests.factories import Someone
from tests.letters.conftest import wants


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_ends_and_the_others_stay(reader: Someone, kind: Kind) -> None:
    member = reader.member
    wants(member, insights=True, goals=True, check_in="weekly")
    for _ in range(2):
        with transaction(member.household_id, person_id=member.person_id) as db:
            service.stop(db, member, kind)
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        chosen = profile.preferences(db, member.person_id)
    assert [one.name for one in KINDS if not is_on(one.name, chosen)] == [kind.name]
