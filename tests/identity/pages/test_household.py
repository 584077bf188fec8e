"""The page of the household, as its owner, a partner and a viewer get it."""

from datetime import timedelta

from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import invitation_attempts
from tests.core.test_step_up import let_time_pass
from tests.factories import PASSWORD, Browser, Someone, browser_of, make_someone, share
from tests.identity.invited import Post, new_address

PAGE = "/settings/household"


def test_the_owner_invites_by_a_form_and_sees_who_was_asked(as_alice: Browser, post: Post) -> None:
    email = new_address()
    answer = as_alice.post(f"{PAGE}/invitations", data={"email": email, "role": "viewer"})
    assert answer.status_code == 303
    page = as_alice.get(PAGE).text
    assert f"Invitation sent to {email}." in page
    assert "Waiting for an answer" in page
    assert len(post.tokens_to(email)) == 1


def test_it_says_the_same_for_an_address_with_an_account(as_alice: Browser, paul: Someone, post: Post) -> None:
    pages = []
    for email in (paul.email, "nobody@example.com"):
        as_alice.post(f"{PAGE}/invitations", data={"email": email, "role": "partner"})
        pages.append(as_alice.get(PAGE).text.partition("Invitation sent to")[2][:200].replace(email, "X"))
    assert pages[0] == pages[1]


def test_what_was_typed_wrongly_is_shown_again_with_a_sentence(as_alice: Browser) -> None:
    answer = as_alice.post(f"{PAGE}/invitations", data={"email": "not an address", "role": "viewer"})
    assert answer.status_code == 422
    assert "not an address" in answer.text
    assert "does not look like an e-mail address" in answer.text


def test_sending_again_and_withdrawing(as_alice: Browser, post: Post) -> None:
    email = new_address()
    as_alice.post(f"{PAGE}/invitations", data={"email": email, "role": "viewer"})
    where = as_alice.get(PAGE).text.partition(f"{PAGE}/invitations/")[2][:36]
    assert as_alice.post(f"{PAGE}/invitations/{where}/send-again").status_code == 303
    assert len(post.tokens_to(email)) == 2
    assert as_alice.post(f"{PAGE}/invitations/{where}/withdraw").status_code == 303
    assert email not in as_alice.get(PAGE).text.partition("Waiting")[2]


def test_mails_are_limited(as_alice: Browser, post: Post) -> None:
    email = new_address()
    as_alice.post(f"{PAGE}/invitations", data={"email": email, "role": "viewer"})
    where = as_alice.get(PAGE).text.partition(f"{PAGE}/invitations/")[2][:36]
    statuses = {
        as_alice.post(f"{PAGE}/invitations/{where}/send-again").status_code
        for _ in range(invitation_attempts.MAILS_A_DAY)
    }
    assert statuses == {303, 429}
    assert len(post.tokens_to(email)) == invitation_attempts.MAILS_A_DAY


def test_pages_show_nobody_what_they_may_not(app: APIFlask, alice: Member, partner: Member, viewer: Member) -> None:
    for who in (partner, viewer):
        page = browser_of(app, who).get(PAGE).text
        assert "Pat Example" in page
        assert "Invite somebody" not in page
        assert "Make a " not in page
        assert "Remove" not in page
        assert "Leave" in page


def test_the_owner_changes_a_role_and_removes(app: APIFlask, as_alice: Browser, partner: Member) -> None:
    theirs = f"{PAGE}/members/{partner.person_id}"
    assert as_alice.post(f"{theirs}/role", data={"role": "viewer"}).status_code == 303
    assert ">Viewer<" in as_alice.get(PAGE).text
    assert as_alice.post(f"{theirs}/role", data={"role": "owner"}).status_code == 422
    assert as_alice.post(f"{theirs}/remove").status_code == 303
    assert "Pat Example" not in as_alice.get(PAGE).text


def test_handing_over_by_the_page(app: APIFlask, as_alice: Browser, partner: Member) -> None:
    as_alice.post(f"{PAGE}/ownership", data={"person_id": str(partner.person_id)})
    assert "not accepted yet" in as_alice.get(PAGE).text
    theirs = browser_of(app, partner)
    assert "This household is offered to you" in theirs.get(PAGE).text
    theirs.post(f"{PAGE}/ownership/accept")
    assert "Invite somebody" in theirs.get(PAGE).text
    assert as_alice.get(PAGE).status_code == 303


def test_an_offer_is_taken_back_or_declined(app: APIFlask, as_alice: Browser, partner: Member) -> None:
    theirs = browser_of(app, partner)
    as_alice.post(f"{PAGE}/ownership", data={"person_id": str(partner.person_id)})
    as_alice.post(f"{PAGE}/ownership/withdraw")
    assert theirs.post(f"{PAGE}/ownership/accept").status_code == 422
    as_alice.post(f"{PAGE}/ownership", data={"person_id": str(partner.person_id)})
    assert theirs.post(f"{PAGE}/ownership/decline").status_code == 303
    assert "not accepted yet" not in as_alice.get(PAGE).text


def test_whoever_finds_a_browser_open_sees_the_household_and_changes_nobody(
    app: APIFlask, alice: Member, as_alice: Browser, partner: Member, post: Post
) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    page = as_alice.get(PAGE).text
    assert "Pat Example" in page
    assert "Confirm that it’s you first" in page
    for form in ("Send invitation", "Make a viewer", "Hand over to them", "Remove Pat"):
        assert form not in page
    theirs = f"{PAGE}/members/{partner.person_id}"
    email = new_address()
    tried: dict[str, dict[str, str]] = {
        f"{PAGE}/invitations": {"email": email, "role": "viewer"},
        f"{theirs}/role": {"role": "viewer"},
        f"{theirs}/remove": {},
        f"{PAGE}/ownership": {"person_id": str(partner.person_id)},
    }
    for path, typed in tried.items():
        answer = as_alice.post(path, data=typed, headers={"Referer": f"http://localhost{PAGE}"})
        assert (answer.status_code, answer.location) == (303, f"/confirm?next={PAGE}"), path
    assert post.tokens_to(email) == []
    assert ">Partner<" in browser_of(app, partner).get(PAGE).text


def test_after_confirming_the_forms_are_there_on_every_look(alice: Member, as_alice: Browser, partner: Member) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    assert "Send invitation" not in as_alice.get(PAGE).text
    answer = as_alice.post("/confirm", data={"password": PASSWORD, "next": PAGE})
    assert (answer.status_code, answer.location) == (303, PAGE)
    for _ in range(2):
        page = as_alice.get(PAGE).text
        assert "Send invitation" in page
        assert "Confirm that it’s you first" not in page


def test_taking_over_and_leaving_ask_first_and_declining_does_not(
    app: APIFlask, as_alice: Browser, partner: Member
) -> None:
    as_alice.post(f"{PAGE}/ownership", data={"person_id": str(partner.person_id)})
    theirs = browser_of(app, partner)
    let_time_pass(partner, timedelta(minutes=6))
    page = theirs.get(PAGE).text
    assert "Take it over" not in page
    assert f'action="{PAGE}/leave"' not in page
    for path in ("ownership/accept", "leave"):
        assert theirs.post(f"{PAGE}/{path}").location.startswith("/confirm?next=")
    assert theirs.post(f"{PAGE}/ownership/decline").location == PAGE


def test_leaving_ends_the_session_and_one_signs_in_to_ones_own(
    app: APIFlask, alice: Member, configuration: Settings
) -> None:
    guest = make_someone(configuration, first_name="Gus")
    browser = browser_of(app, share(alice, guest, "viewer"))
    assert browser.post(f"{PAGE}/leave").location == "/login"
    assert browser.get(PAGE).status_code == 303
    assert browser.post("/login", data={"email": guest.email, "password": guest.password}).status_code == 303
    assert "Owner" in browser.get(PAGE).text


def test_switching_changes_the_session_and_what_one_sees(app: APIFlask, alice: Member, paul: Someone) -> None:
    browser = browser_of(app, share(alice, paul, "partner"))
    before = browser.get_cookie("session")
    assert before
    answer = browser.post(f"{PAGE}/switch", data={"household_id": str(paul.member.household_id)})
    after = browser.get_cookie("session")
    assert answer.status_code == 303
    assert after
    assert before.value != after.value
    assert "You are its only member" in browser.get(PAGE).text
    old = browser_of(app, paul.member)
    old.set_cookie("session", before.value)
    assert old.get(PAGE).status_code == 303


def test_nobody_switches_into_a_household_of_others(as_bob: Browser, alice: Member) -> None:
    assert as_bob.post(f"{PAGE}/switch", data={"household_id": str(alice.household_id)}).status_code == 404


def test_another_household_begins_by_its_name(as_alice: Browser) -> None:
    assert as_alice.post(f"{PAGE}/new", data={"name": ""}).status_code == 422
    assert as_alice.post(f"{PAGE}/new", data={"name": "Holiday home"}).status_code == 303
    assert "<h1>Holiday home</h1>" in as_alice.get(PAGE).text


def test_a_viewer_keeps_their_own_name_and_not_the_households(app: APIFlask, viewer: Member) -> None:
    browser = browser_of(app, viewer)
    form = {"first_name": "Vivian", "last_name": "Example", "household_name": "Mine now"}
    assert browser.post("/settings", data=form).status_code == 303
    page = browser.get("/settings").text
    assert "Vivian" in page
    assert "Mine now" not in page
    assert 'name="household_name"' not in page
