"""Makes the demonstration household, or brings the one that is there up to today; and removes it without a trace."""

from pathlib import Path

from mingus import identity
from mingus.core import personal_data
from mingus.core.db import GLOBAL, act_for, transaction
from mingus.core.ids import new_id
from mingus.ops.demo import about, credentials, filling, saving, weeks
from mingus.ops.demo.credentials import EMAIL, Credentials


def ensure(home: Path) -> Credentials:
    """How one signs in to the demonstration, which is there afterwards: whole, or not at all.

    A second start on the same day adds nothing. On a later day what happened since is brought in as a bank's next
    files would, so that what a visitor changed stays changed. The password is the one of this home again.
    """
    known = credentials.ensure(home)
    with transaction(GLOBAL, read_only=True) as db:
        found = identity.demonstration.find(db, EMAIL)
    household_id = found.household_id if found else new_id()
    with transaction(household_id) as db:
        if found:
            identity.demonstration.keep_password(db, found, known.password)
            filling.catch_up(db, found)
        else:
            member = identity.demonstration.begin(db, household_id, EMAIL, known.password)
            filling.fill(db, member)
            saving.begin(db, member)
            act_for(db, member.person_id)
            about.begin(db, member)
            weeks.begin(db, member)
    return known


def remove(home: Path) -> int:
    """Delete every demonstration household with its people, files and keys; answers how many there were.

    Households of real people are never touched. The audit log keeps its lines, which are ids and name nobody.
    """
    with transaction(GLOBAL, read_only=True) as db:
        found = identity.demonstration.households(db)
    for household_id in found:
        with transaction(household_id) as db:
            identity.demonstration.hold(db, household_id)
            personal_data.erase(db, household_id)
    credentials.forget(home)
    return len(found)
