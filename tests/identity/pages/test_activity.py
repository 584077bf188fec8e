from apiflask import APIFlask

from mingus import goals
from mingus.core import db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.goals.schemas import GoalDraft
from tests.factories import Browser, browser, browser_of
from tests.identity.households import add_partner


def set_goals(member: Member, how_many: int) -> None:
    with db.transaction(member.household_id) as session:
        for number in range(how_many):
            goals.create(session, member, GoalDraft(title=f"Boat {number}", target_amount="9000"))


def test_it_says_what_happened_today_in_words(as_alice: Browser, alice: Member) -> None:
    set_goals(alice, 1)
    page = as_alice.get("/settings/activity").text
    assert "Today</h2>" in page
    assert page.index("You set a goal.") < page.index("You signed in.") < page.index("You joined Mingus.")
    assert "Test browser" in page
    assert "Boat" not in page


def test_one_kind_can_be_chosen(as_alice: Browser, alice: Member) -> None:
    set_goals(alice, 1)
    security = as_alice.get("/settings/activity?kind=security").text
    assert ("You signed in." in security, "You set a goal." in security) == (True, False)


def test_where_nothing_happened_it_says_so(app: APIFlask, configuration: Settings, alice: Member) -> None:
    quiet = browser_of(app, add_partner(configuration, alice))
    page = quiet.get("/settings/activity?kind=money")
    assert (page.status_code, "Nothing of this kind has happened yet." in page.text) == (200, True)


def test_long_histories_have_pages(as_alice: Browser, alice: Member) -> None:
    set_goals(alice, 60)
    first = as_alice.get("/settings/activity").text
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = as_alice.get(older).text
    assert first.count("You set a goal.") + second.count("You set a goal.") == 60
    assert ("Newest</a>" in first, "Newest</a>" in second) == (False, True)


def test_an_address_that_was_changed_by_hand_is_answered_kindly(as_alice: Browser) -> None:
    for query in ("kind=gossip", "cursor=made-up"):
        page = as_alice.get(f"/settings/activity?{query}")
        assert (page.status_code, "This page can’t be read." in page.text) == (422, True)


def test_strangers_are_sent_to_sign_in(app: APIFlask) -> None:
    assert browser(app).get("/settings/activity").status_code == 303
