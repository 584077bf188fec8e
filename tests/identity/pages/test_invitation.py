"""Where the link of an invitation leads: somebody new, somebody with an account, somebody else."""

import pytest
from apiflask import APIFlask

from mingus.core.tenancy import Member
from mingus.identity import invitation_attempts
from tests.factories import PASSWORD, Browser, Someone, browser, browser_of
from tests.identity.invited import Post

FORM = {"first_name": "Nell", "last_name": "New", "password": PASSWORD, "terms_accepted": "on"}


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    return browser(app)


def test_the_link_shows_a_page_that_goes_on_by_itself(visitor: Browser, alice: Member, post: Post) -> None:
    """A cookie that is Strict is not sent from a mail program; after a page of ours it is."""
    token = post.invite(alice, "nell@example.com")
    answer = visitor.get(f"/invitation/{token}")
    assert answer.status_code == 200
    assert f'http-equiv="refresh" content="0; url=/invitation/{token}/answer"' in answer.text


def test_somebody_new_joins_in_one_step_and_is_signed_in(visitor: Browser, alice: Member, post: Post) -> None:
    email = f"nell.{alice.household_id.hex}@example.com"
    token = post.invite(alice, email)
    page = visitor.get(f"/invitation/{token}/answer").text
    assert "Alice invites" in page
    assert email in page
    answer = visitor.post(f"/invitation/{token}/join", data=FORM)
    assert (answer.status_code, answer.location) == (303, "/onboarding")
    assert "Nell New (you)" in visitor.get("/settings/household").text
    assert visitor.get(f"/invitation/{token}/answer").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [({"password": "short"}, "Password"), ({"terms_accepted": ""}, "Terms"), ({"first_name": ""}, "First name")],
)
def test_what_is_missing_is_said(
    visitor: Browser, alice: Member, post: Post, change: dict[str, str], said: str
) -> None:
    token = post.invite(alice, f"nell.{alice.household_id.hex}@example.com")
    form = {name: value for name, value in {**FORM, **change}.items() if value}
    answer = visitor.post(f"/invitation/{token}/join", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert PASSWORD not in answer.text


def test_whoever_has_an_account_joins_with_it_and_is_there(
    app: APIFlask, alice: Member, paul: Someone, post: Post
) -> None:
    token = post.invite(alice, paul.email, "viewer")
    theirs = browser_of(app, paul.member)
    before = theirs.get_cookie("session")
    assert "Join the household" in theirs.get(f"/invitation/{token}/answer").text
    assert theirs.post(f"/invitation/{token}/accept").status_code == 303
    after = theirs.get_cookie("session")
    assert before and after and before.value != after.value  # noqa: PT018  both, and then that they differ
    page = theirs.get("/settings/household").text
    assert "Alice Example" in page
    assert page.count("Go there") == 1  # their own is as it was


def test_an_account_is_sent_to_sign_in_and_comes_back(
    visitor: Browser, alice: Member, paul: Someone, post: Post
) -> None:
    token = post.invite(alice, paul.email)
    answer = visitor.post(f"/invitation/{token}/join", data=FORM)
    assert answer.status_code == 422
    assert "Sign in with it" in answer.text
    form = {"email": paul.email, "password": paul.password, "next": f"/invitation/{token}/answer"}
    assert visitor.post("/login", data=form).location == f"/invitation/{token}/answer"


def test_another_account_cannot_take_it(as_bob: Browser, alice: Member, post: Post) -> None:
    token = post.invite(alice, "nell@example.com")
    assert "signed in with another address" in as_bob.get(f"/invitation/{token}/answer").text
    answer = as_bob.post(f"/invitation/{token}/accept")
    assert answer.status_code == 422
    assert "another address" in answer.text
    assert "Alice" not in as_bob.get("/settings/household").text


def test_declining_ends_it(visitor: Browser, alice: Member, post: Post) -> None:
    token = post.invite(alice, "nell@example.com")
    assert visitor.post(f"/invitation/{token}/decline").status_code == 303
    answer = visitor.get(f"/invitation/{token}/answer")
    assert answer.status_code == 404
    assert "Ask whoever invited you to send it again." in answer.text


def test_answers_are_limited(visitor: Browser) -> None:
    for _ in range(invitation_attempts.ANSWERS):
        assert visitor.post(f"/invitation/{'A' * 43}/decline").status_code == 404
    assert visitor.post(f"/invitation/{'A' * 43}/decline").status_code == 429
