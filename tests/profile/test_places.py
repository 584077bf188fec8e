"""States by their letters and by their names."""

from mingus.profile.places import STATES, state_code


def test_a_state_is_known_by_its_letters_and_by_its_name() -> None:
    assert len(STATES) == len({code for code, _ in STATES}) == 56
    assert [state_code(text) for text in ("ga", " Georgia ", "new  york", "Atlantis")] == ["GA", "GA", "NY", None]
    assert all(state_code(name) == code for code, name in STATES)
