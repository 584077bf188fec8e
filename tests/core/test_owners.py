"""Whose rows a table holds is said once; `tests/architecture/test_catalogue.py` asks the database itself."""

from mingus.core.owners import GLOBAL_TABLES, PERSONAL_TABLES


def test_no_table_is_in_two_camps() -> None:
    assert not GLOBAL_TABLES & PERSONAL_TABLES


def test_people_are_everybodys_and_their_profiles_their_own() -> None:
    assert "people" in GLOBAL_TABLES
    assert "profiles" in PERSONAL_TABLES
