import csv
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mingus.assessments import wages
from mingus.assessments.wages.models import WageRow
from mingus.assessments.wages.rules import CAP_MINOR
from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member

PUBLISHED = Path(wages.__file__).parent / "published"
NURSES, DEVELOPERS = "29-1141", "15-1252"


def test_every_published_cell_is_in_the_table(alice: Member) -> None:
    rows = [
        row for name in PUBLISHED.iterdir() for row in csv.DictReader(name.read_text(encoding="utf-8").splitlines())
    ]
    assert len(rows) == 233
    with transaction(GLOBAL, read_only=True) as db:
        for row in rows:
            found = wages.find(db, row["soc_code"], row.get("state", "US"), year=2025)
            assert found is not None
            assert found.occupation == row["occupation"]
            assert found.p50_minor == min(int(row["annual_median"]) * 100, CAP_MINOR)
            assert found.p90_minor == min(int(row["annual_p90"]) * 100, CAP_MINOR)


def test_a_metro_leads_to_the_row_of_its_state_which_says_so(alice: Member) -> None:
    with transaction(GLOBAL, read_only=True) as db:
        found = wages.find(db, DEVELOPERS, "charlotte")
    assert found is not None
    assert (found.area_kind, wages.words.area(found)) == ("state", "the state of North Carolina")


def test_where_the_state_has_no_row_the_nations_is_found(alice: Member) -> None:
    with transaction(GLOBAL, read_only=True) as db:
        found = wages.find(db, "13-1111", "houston")  # management analysts in Texas are not in the files
        assert found is not None
        assert found.area == "US"
        assert wages.find(db, "99-9999", "houston") is None


@pytest.mark.parametrize("soc_code", [NURSES, DEVELOPERS])
def test_areas_begin_with_the_nation(alice: Member, soc_code: str) -> None:
    with transaction(GLOBAL, read_only=True) as db:
        found = wages.areas(db, soc_code)
    assert found[0] == ("US", "United States")
    assert ("GA", "Georgia") in found


def test_occupations_are_listed_once_by_title(alice: Member) -> None:
    with transaction(GLOBAL, read_only=True) as db:
        found = wages.occupations(db)
        assert db.scalar(select(func.count(WageRow.soc_code.distinct()))) == len(found)
    assert ("15-1252", "Software Developers") in found
    assert [title for _, title in found] == sorted(title for _, title in found)
