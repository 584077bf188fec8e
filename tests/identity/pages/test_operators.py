import pytest
from apiflask import APIFlask

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, browser, make_someone
from tests.identity.households import add_partner
from tests.identity.operators import REASON, as_operator, ask, make_operator


@pytest.fixture
def opal(configuration: Settings) -> Member:
    return make_operator(configuration)


@pytest.fixture
def as_opal(app: APIFlask, opal: Member) -> Browser:
    return as_operator(app, opal)


def test_for_everybody_else_there_is_nothing_here(app: APIFlask, as_alice: Browser) -> None:
    assert as_alice.get("/operator").status_code == 404
    assert ask(as_alice, new_id()) == 404
    assert as_alice.post(f"/operator/access/{new_id()}/look").status_code == 404
    assert browser(app).get("/operator").status_code == 303


def test_without_a_second_factor_the_page_says_what_to_do(app: APIFlask, configuration: Settings) -> None:
    page = as_operator(app, make_operator(configuration, has_factor=False)).get("/operator")
    assert (page.status_code, "Add a passkey or an authenticator app first" in page.text) == (403, True)


def test_nothing_is_open_at_first(as_opal: Browser) -> None:
    page = as_opal.get("/operator")
    assert (page.status_code, "Nothing is open" in page.text) == (200, True)


def test_a_household_is_found_by_id_or_address(as_opal: Browser, configuration: Settings, alice: Member) -> None:
    someone = make_someone(configuration)
    assert ask(as_opal, someone.email) == 303
    assert ask(as_opal, alice.household_id) == 303
    page = as_opal.get("/operator").text
    assert page.count(REASON) == 2
    assert str(someone.member.household_id) in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"household": "nobody@example.com"}, "There is no such household or address."),
        ({"household": "not an address"}, "There is no such household or address."),
        ({"household": ""}, "Please fill this in."),
        ({"reason": "because"}, "Say why in at least 10 characters"),
        ({"minutes": "600"}, "Choose 15, 30 or 60 minutes."),
        ({"minutes": "x"}, "Must be a whole number."),
    ],
)
def test_what_does_not_fit_comes_back_with_a_sentence(
    as_opal: Browser, alice: Member, typed: dict[str, str], said: str
) -> None:
    data = {"household": str(alice.household_id), "reason": REASON, "minutes": "15", **typed}
    page = as_opal.post("/operator/access", data=data)
    assert (page.status_code, said in page.text) == (422, True)


def test_an_operator_ends_anybodys_look_and_support_its_own(
    app: APIFlask, configuration: Settings, as_opal: Browser, alice: Member
) -> None:
    ask(as_opal, alice.household_id)
    end = as_opal.get("/operator").text.rpartition('action="/operator/access/')[2].partition('"')[0]
    assert end.endswith("/end")
    colleague = as_operator(app, make_operator(configuration))
    assert REASON not in colleague.get("/operator").text
    assert colleague.post(f"/operator/access/{end}").status_code == 404
    chief = as_operator(app, make_operator(configuration, role="operator"))
    assert REASON in chief.get("/operator").text
    assert chief.post(f"/operator/access/{end}").status_code == 303
    assert REASON not in as_opal.get("/operator").text


def test_partners_see_it_and_only_the_owner_ends_it(
    app: APIFlask, configuration: Settings, as_opal: Browser, alice: Member
) -> None:
    from tests.factories import browser_of

    sam = browser_of(app, add_partner(configuration, alice))
    ask(as_opal, alice.household_id)
    page = sam.get("/settings/activity").text
    assert "The owner of the household can end this at once." in page
    assert "/settings/access/" not in page


def test_too_many_wishes_are_refused(as_opal: Browser) -> None:
    answers = [ask(as_opal, new_id()) for _ in range(21)]
    assert (answers[19], answers[20]) == (422, 429)
