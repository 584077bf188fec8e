"""The files of a store, in the order of the chain."""

from pathlib import Path

from mingus.core.evidence import listing


def test_records_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = {
        "S.1": "20261125T120000.000000Z-10.json",
        "1.1.1": "20261125T120000.000000Z-9.json",
        "15.1.2": "20261124T120000.000000Z-100.json",
    }
    for box, name in names.items():
        (tmp_path / box).mkdir()
        (tmp_path / box / name).touch()
    assert [listing.number_of(where) for where in listing.places(tmp_path).ordered] == [9, 10, 100]
    assert listing.places(tmp_path, "S.1").ordered == [f"S.1/{names['S.1']}"]
    assert listing.places(tmp_path, "S.2").ordered == []


def test_a_name_that_is_no_records_has_no_number() -> None:
    for name in ("HEAD.json", "S.1/x.json", "S.1/20261125T120000.000000Z-0.json", "20261125T120000.000000Z-1.json.bak"):
        assert listing.number_of(name) is None


def test_only_the_folder_of_a_box_makes_a_store_that_has_begun(tmp_path: Path) -> None:
    (tmp_path / "artefacts").mkdir()
    assert not listing.has_records(tmp_path)
    (tmp_path / "S.1").mkdir()
    assert listing.has_records(tmp_path)
