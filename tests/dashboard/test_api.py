from mingus import goals
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member
from mingus.goals.schemas import GoalDraft
from tests.factories import Program
from tests.ledger.books import Books

DASHBOARD = "/api/financial/dashboard"


def test_the_month_as_decimal_strings(api_alice: Program, alice: Member, books: Books) -> None:
    with transaction(alice.household_id) as db:
        goals.create(db, alice, GoalDraft(title="Car", target_amount="100", current_amount="25"))
    shown = api_alice.get(DASHBOARD).get_json()
    expected = {
        "month": f"{clock.today(alice.time_zone):%Y-%m}",
        "currency": "USD",
        "total_income": "3000.00",
        "total_expenses": "1250.00",
        "kept": "1750.00",
        "net_worth": "6350.00",
        "savings_rate": "58.3",
    }
    assert {name: shown[name] for name in expected} == expected
    assert [(part["category"], part["amount"]) for part in shown["by_category"]] == [
        ("Groceries", "1200.00"),
        ("Uncategorized", "50.00"),
    ]
    assert shown["goals"][0]["current_amount"] == "25.00"
    assert {line["transaction_type"] for line in shown["latest"]} == {"income", "expense"}
    assert not any(line["amount"].startswith("-") for line in shown["latest"])


def test_another_month_is_asked_for_by_name(api_alice: Program, alice: Member, books: Books) -> None:
    before = add_months(first_of(clock.today(alice.time_zone)), -1)
    shown = api_alice.get(DASHBOARD, query_string={"month": f"{before:%Y-%m}"}).get_json()
    assert (shown["month"], shown["total_expenses"]) == (f"{before:%Y-%m}", "1200.00")
    for wrong in ("2999-01", "2026-13", "last"):
        refused = api_alice.get(DASHBOARD, query_string={"month": wrong})
        assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["month"])


def test_without_income_there_is_no_savings_rate(api_alice: Program) -> None:
    shown = api_alice.get(DASHBOARD).get_json()
    assert (shown["savings_rate"], shown["total_income"], shown["net_worth"]) == (None, "0.00", "0.00")


def test_bob_gets_his_own_figures(api_bob: Program, books: Books) -> None:
    assert api_bob.get(DASHBOARD).get_json()["net_worth"] == "0.00"


def test_nobody_gets_figures_without_signing_in(api_alice: Program) -> None:
    assert api_alice.application.test_client().get(DASHBOARD).status_code == 401
