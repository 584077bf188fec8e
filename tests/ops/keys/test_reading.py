from mingus.core.ids import NIL
from mingus.ops.keys.reading import NAMED_AT_MOST, Faults, Stored


def test_a_row_is_named_by_whose_it_is() -> None:
    assert Stored("aa", "person", NIL, b"").words("gone") == f"person {NIL} (root key aa): gone"
    assert Stored("aa", "installation", NIL, b"").words("gone") == "look-up values (root key aa): gone"


def test_all_are_counted_and_the_first_are_named() -> None:
    faults = Faults()
    for number in range(NAMED_AT_MOST + 5):
        faults.add(str(number))
    assert (faults.count, len(faults.named), faults.named[-1]) == (NAMED_AT_MOST + 5, NAMED_AT_MOST, "19")
