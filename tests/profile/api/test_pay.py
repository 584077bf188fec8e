"""Pay schedules for programs."""

from datetime import timedelta
from typing import Any

from apiflask import APIFlask

from mingus.core import clock
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Program, make_someone, program_of, share

PAY = "/api/user/pay-schedules"
TODAY = clock.today("America/New_York")
DRAFT = {"name": "Northlake Health", "rhythm": "biweekly", "anchor_on": str(TODAY), "net_amount": "1900.25"}
BAD: list[tuple[str, Any]] = [
    *[("name", value) for value in ("", "a" * 81, "a\u0007b", 7)],
    *[("rhythm", value) for value in ("fortnightly", "", None)],
    *[("anchor_on", value) for value in ("tomorrow", "2026-02-30", 0, "1970-01-01", "9999-12-31")],
    *[("net_amount", value) for value in ("0", "-1", "1.005", "NaN", None, True)],
    *[("gross_amount", value) for value in ("0", "-1", "1900.24", "1.005")],
    *[("weekend_rule", value) for value in ("sometimes", None)],
    *[("semimonthly_days", value) for value in ("first_and_second", "first_and_fifteenth")],
    *[("earner_id", value) for value in ("me", str(new_id()))],
    ("household_id", str(new_id())),
]


def made(program: Program, **changes: Any) -> dict[str, Any]:
    answer = program.post(PAY, json={**DRAFT, **changes})
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def test_a_schedule_comes_back_as_it_was_sent_with_its_next_days(api_alice: Program, alice: Member) -> None:
    pay = made(api_alice, gross_amount="3100", weekend_rule="none")
    assert {name: pay[name] for name in DRAFT} == DRAFT
    assert (pay["gross_amount"], pay["net_per_month"], pay["currency"]) == ("3100.00", "4117.20", "USD")
    assert pay["next_pay_days"][:2] == [str(TODAY), str(TODAY + timedelta(days=14))]
    assert pay["earner_id"] == str(alice.person_id)
    assert api_alice.get(PAY).get_json() == {"items": [pay], "next_cursor": None}
    assert api_alice.get(f"{PAY}/{pay['id']}").get_json() == pay


def test_what_does_not_fit_is_refused_by_the_name_of_its_field(api_alice: Program) -> None:
    for field, value in BAD:
        answer = api_alice.post(PAY, json={**DRAFT, field: value})
        assert answer.status_code == 422, (field, value)
        assert list(answer.get_json()["fields"]) == [field], value
    assert api_alice.get(PAY).get_json()["items"] == []


def test_pay_twice_a_month_says_on_which_days(api_alice: Program) -> None:
    answer = api_alice.post(PAY, json={**DRAFT, "rhythm": "semimonthly"})
    assert list(answer.get_json()["fields"]) == ["semimonthly_days"]
    pay = made(api_alice, rhythm="semimonthly", semimonthly_days="fifteenth_and_last")
    weekly = api_alice.patch(f"{PAY}/{pay['id']}", json={"rhythm": "weekly"}).get_json()
    assert (weekly["rhythm"], weekly["semimonthly_days"]) == ("weekly", None)


def test_what_is_sent_changes_and_the_rest_stays(api_alice: Program) -> None:
    pay = made(api_alice, gross_amount="3100")
    changed = api_alice.patch(f"{PAY}/{pay['id']}", json={"net_amount": "2000", "gross_amount": None}).get_json()
    assert (changed["net_amount"], changed["gross_amount"], changed["name"]) == ("2000.00", None, DRAFT["name"])


def test_deleting_can_be_taken_back(api_alice: Program) -> None:
    pay = made(api_alice)
    assert api_alice.delete(f"{PAY}/{pay['id']}").status_code == 204
    assert api_alice.get(f"{PAY}/{pay['id']}").status_code == 404
    assert api_alice.delete(f"{PAY}/{pay['id']}").status_code == 404
    assert api_alice.post(f"{PAY}/{pay['id']}/restore").get_json() == pay
    assert api_alice.get(PAY).get_json()["items"] == [pay]


def test_sent_twice_with_one_key_it_is_one(api_alice: Program) -> None:
    key = {"Idempotency-Key": "pay-1"}
    one, two = (api_alice.post(PAY, json=DRAFT, headers=key).get_json() for _ in range(2))
    assert one == two
    assert len(api_alice.get(PAY).get_json()["items"]) == 1


def test_bob_never_sees_or_touches_it(api_alice: Program, api_bob: Program) -> None:
    pay = made(api_alice)
    address = f"{PAY}/{pay['id']}"
    assert api_bob.get(PAY).get_json()["items"] == []
    answers = [api_bob.get(address), api_bob.patch(address, json={"net_amount": "1"}), api_bob.delete(address)]
    assert [answer.status_code for answer in (*answers, api_bob.post(f"{address}/restore"))] == [404] * 4
    assert api_alice.get(address).get_json() == pay


def test_a_viewer_sees_pay_and_changes_none(app: APIFlask, configuration: Settings, alice: Member) -> None:
    owner = program_of(app, alice)
    viewer = program_of(app, share(alice, make_someone(configuration, first_name="Vera"), "viewer"))
    pay = made(owner)
    assert viewer.get(PAY).get_json()["items"] == [pay]
    refused = [viewer.post(PAY, json=DRAFT), viewer.delete(f"{PAY}/{pay['id']}")]
    refused += [viewer.patch(f"{PAY}/{pay['id']}", json={"net_amount": "1"})]
    assert [answer.status_code for answer in refused] == [403] * 3


def test_a_partners_pay_is_the_partners(app: APIFlask, configuration: Settings, alice: Member) -> None:
    partner = share(alice, make_someone(configuration, first_name="Paul"), "partner")
    pay = made(program_of(app, alice), earner_id=str(partner.person_id))
    assert pay["earner_id"] == str(partner.person_id)
