"""Who sits at the desk: the same for its pages and its API."""

from apiflask import APIFlask

from mingus.core.db import GLOBAL, transaction
from mingus.core.policy import policies
from mingus.core.settings import Settings
from mingus.identity.schemas import TokenDraft
from mingus.identity.service import operators, personal_tokens
from tests.articles import writing
from tests.factories import Browser, Program, browser, program_of
from tests.identity.operators import make_operator

DESK = ("/operator/library", "/api/operator/article")


def test_every_address_of_the_desk_is_for_operators(app: APIFlask) -> None:
    found = [one for one in policies(app) if one.rule.startswith(DESK)]
    assert len(found) > 20
    assert {one.who for one in found} == {"operator"}


def test_others_find_nothing_there(
    app: APIFlask, configuration: Settings, as_alice: Browser, api_alice: Program
) -> None:
    helper = program_of(app, make_operator(configuration, role="support"))
    bare = program_of(app, make_operator(configuration, role="operator", has_factor=False))
    whole = program_of(app, make_operator(configuration, role="operator"))
    asking = (browser(app), as_alice, api_alice, helper, bare, whole)
    assert [who.get("/api/operator/articles/").status_code for who in asking] == [401, 404, 404, 404, 403, 200]


def test_whoever_is_no_operator_any_more_has_no_desk_either(app: APIFlask, configuration: Settings) -> None:
    opal = make_operator(configuration, role="operator")
    program = program_of(app, opal)
    with transaction(GLOBAL) as db:
        operators.end_operator(db, opal.person_id)
    assert program.get("/api/operator/articles/").status_code == 404


def test_a_personal_token_of_an_operator_does_not_write_what_everybody_reads(
    app: APIFlask, configuration: Settings
) -> None:
    opal = make_operator(configuration, role="operator")
    with transaction(opal.household_id) as db:
        draft = TokenDraft(name="Script", scopes=["read", "write", "import", "export"])
        token = personal_tokens.create(db, opal, draft).token
    slug = writing.add()
    script = browser(app)
    script.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    for path in ("/api/operator/articles/", f"/api/operator/articles/{slug}"):
        answer = script.get(path)
        assert (answer.status_code, answer.get_json()["code"]) == (403, "scope_missing")
    answer = script.put(f"/api/operator/articles/{slug}/status", json={"status": "unpublished"})
    assert answer.status_code == 403
    assert writing.row(slug).status == "live"
