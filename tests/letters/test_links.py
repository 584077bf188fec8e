import pytest

from mingus.core.errors import NotFound
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.letters import links
from mingus.letters.rules.kinds import KINDS


def test_a_link_says_whose_letters_of_which_kind(configuration: Settings) -> None:
    person_id = new_id()
    for kind in KINDS:
        assert links.read(links.token_of(person_id, kind)) == (person_id, kind)
        assert links.stop_link(person_id, kind).startswith(f"{configuration.public_url}/letters/stop/")


def test_nobody_can_make_one_up(configuration: Settings) -> None:
    token = links.token_of(new_id(), KINDS[0])
    changed = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    for wrong in (changed, token[:10], "", "é", "x" * 200):
        with pytest.raises(NotFound):
            links.read(wrong)
