"""Letters: two bodies from one set of facts, and nothing a stranger typed becomes more than text."""

import pytest
from jinja2 import UndefinedError

from mingus.core.errors import Refused
from mingus.messaging.rendering import FOOT, Letter, address_of, render

TRIAL = "messaging/trial"


def test_a_letter_has_a_subject_a_text_and_a_page() -> None:
    letter = render(TRIAL, "alice@example.com", {"site": "https://money.example"})
    assert letter.subject == "Mingus can send mail"
    assert letter.text == f"This is a trial. Mail from Mingus at https://money.example reaches you.\n\n{FOOT}"
    assert "<h1" in letter.html
    assert "https://money.example" in letter.html


def test_what_somebody_typed_is_text_in_both_bodies() -> None:
    letter = render(TRIAL, "alice@example.com", {"site": "<img src=x>{{ 7 * 7 }}"})
    assert "<img src=x>{{ 7 * 7 }}" in letter.text
    assert "&lt;img src=x&gt;{{ 7 * 7 }}" in letter.html


def test_nothing_is_fetched_from_anywhere() -> None:
    html = render(TRIAL, "alice@example.com", {"site": ""}).html
    assert not {tag for tag in ("<img", "<link", "@import", "url(", "<script") if tag in html}


def test_a_fact_that_is_missing_is_noticed_at_once() -> None:
    with pytest.raises(UndefinedError):
        render(TRIAL, "alice@example.com", {})


@pytest.mark.parametrize("name", ["messaging/../../../settings", "../core/x", "messaging/nothing"])
def test_only_templates_are_templates(name: str) -> None:
    with pytest.raises(Exception, match=r"messaging|core"):
        render(name, "alice@example.com", {})


@pytest.mark.parametrize(
    "to",
    ["", "alice", "alice@", "@example.com", "a@b@c", "alice@example.com\nBcc: bob@example.com", "a\r\n@example.com",
     "alice@example.com, bob@example.com", "Alice <alice@example.com>", "alice@exa mple.com"],
)  # fmt: skip
def test_an_address_that_is_none_or_two_is_refused(to: str) -> None:
    with pytest.raises(Refused):
        address_of(to)


def test_a_domain_is_written_as_mail_servers_know_it() -> None:
    assert address_of("alice@bücher.example") == "alice@xn--bcher-kva.example"


def test_a_letter_comes_back_as_it_was_sealed() -> None:
    letter = render(TRIAL, "alice@example.com", {"site": "é"})
    assert Letter.from_json(letter.as_json()) == letter
