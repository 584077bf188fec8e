"""A fault reads as a sentence about a file."""

from mingus.core.evidence.faults import Broken, Fault


def test_a_fault_names_the_file_and_the_matter() -> None:
    fault = Fault("unsigned", "S.1/x.json", "has no signature", 3)
    assert str(fault) == str(Broken(fault)) == "S.1/x.json: has no signature"
    assert Broken(fault).fault == fault
