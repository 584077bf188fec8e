"""Mingus itself, under gunicorn and behind TLS as in production, is right in all that its answers say."""

import pytest

from mingus.checklist.looking.headers import every_answer_carries_its_headers
from mingus.checklist.rules import State
from tests.checklist.conftest import Check, MakeSurroundings, is_green
from tests.checklist.secured import Given


def test_every_answer_of_ours_carries_its_headers(around: MakeSurroundings, own_site: Given) -> None:
    found = every_answer_carries_its_headers.look(around(**own_site))
    assert found.state is State.PASS, found.detail
    assert found.figures == {"answers": 8}


@pytest.mark.parametrize(
    "box",
    [
        ("7.1.1", "a_public_authority_signed_it"),
        ("7.1.2", "it_is_for_every_name"),
        ("7.1.3", ""),
        ("7.1.4", "only_good_protocols"),
        ("7.2.1", ""),
        ("7.2.2", ""),
        ("7.2.3", ""),
        ("7.2.4", ""),
    ],
    ids=lambda box: box[0],
)
def test_the_boxes_pass_on_it(check: Check, own_site: Given, box: tuple[str, str]) -> None:
    assert is_green(check(*box, **own_site))
