"""The categories a household begins with."""

from mingus.ledger import defaults


def test_default_names_and_slugs_are_unique() -> None:
    names = [category.name.lower() for category in defaults.CATEGORIES]
    assert len(names) == len(set(names)) == len(defaults.SLUGS)
