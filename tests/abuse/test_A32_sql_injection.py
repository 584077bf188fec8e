"""A32: what is typed into a search is a value beside the statement; what a list is sorted and filtered by is ours."""

import pytest

from mingus.core.tenancy import Member
from tests.factories import Browser, Program
from tests.ledger.by_hand import account, add

PAYLOADS = [
    *(
        "' OR '1'='1",
        "' OR 1=1 --",
        "'; DROP TABLE transactions; --",
        "%",
        "_",
        "\\",
        "' UNION SELECT password_hash --",
    ),
    *(
        "'||(SELECT pg_sleep(5))||'",
        "1); SELECT pg_sleep(5); --",
        "$$; SELECT 1; $$",
        "%(household_id)s",
        ":household_id",
    ),
    *("{0}", "%s", "\\' OR 1=1 --", "E'\\x27 OR 1=1", "'::text", "ʼ OR 1=1", "' AND (SELECT 1/0)=1 --"),
]
NAMES = ["account_id", "category_id", "direction", "status", "from_on", "to_on", "min_amount", "limit", "cursor"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_search_is_a_value_and_never_sql(api_alice: Program, alice: Member, payload: str) -> None:
    """No payload finds a row that does not hold it, and one row is named like it and found."""
    account(alice)
    add(alice, description="Busy Bee Cafe")
    found = api_alice.get("/api/financial/transactions", query_string={"q": payload})
    assert found.status_code == 200
    assert found.get_json()["items"] == []
    add(alice, description=f"Shop {payload}")
    found = api_alice.get("/api/financial/transactions", query_string={"q": payload})
    assert [row["description"] for row in found.get_json()["items"]] == [f"Shop {payload}"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_filtered_by_is_checked_before_it_is_asked(api_alice: Program, name: str) -> None:
    for payload in PAYLOADS:
        answer = api_alice.get("/api/financial/transactions", query_string={name: payload})
        assert answer.status_code == 422, payload


def test_pages_refuse_it_in_words(as_alice: Browser) -> None:
    for payload in PAYLOADS:
        assert as_alice.get("/transactions", query_string={"q": payload}).status_code == 200
        assert as_alice.get("/transactions", query_string={"cursor": payload}).status_code < 500
