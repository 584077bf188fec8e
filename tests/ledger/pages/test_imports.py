"""The pages of imports, as a browser without script sees them."""

import io
import re
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from mingus.core.db import transaction
from mingus.core.settings import MAX_UPLOAD_BYTES
from mingus.core.tenancy import Member
from mingus.ledger import jobs
from mingus.ledger.pages.imports import BODY_BYTES
from mingus.ledger.service import accounts, imports
from tests.factories import Browser
from tests.ledger.by_hand import account
from tests.ledger.service.imports import files

TWO = files.csv([files.line("2026-03-01", "-2.75", "MARTA FARE"), files.line("2026-03-02", "-84.10", "KROGER")])
LARGE = files.csv(files.line(f"2026-03-{n % 28 + 1:02}", f"-{n}.00", f"SHOP {n}") for n in range(1, 5001))
TOO_LONG = {"CONTENT_LENGTH": str(BODY_BYTES + 1), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
UNCLEAR = b"Date;Details;Value\n03/04/2026;KROGER;-1,25\n05/06/2026;SHELL;-2,50\n"


def send(browser: Browser, content: bytes, name: str = "march.csv", **more: str) -> TestResponse:
    return browser.post("/imports", data={"file": (io.BytesIO(content), name), **more})


def sent(browser: Browser, content: bytes, name: str = "march.csv") -> str:
    answer = send(browser, content, name)
    assert (answer.status_code, answer.location[:9]) == (303, "/imports/")
    return answer.location


def test_a_file_is_looked_at_confirmed_and_taken_back(as_alice: Browser, alice: Member) -> None:
    page = sent(as_alice, TWO)
    shown = as_alice.get(page).text
    assert "What becomes of the 2 rows" in shown
    assert "MARTA FARE" in shown
    assert "Add 2 transactions" in shown
    assert files.rows(alice) == []
    assert as_alice.post(f"{page}/confirm").location == page
    assert "2 transactions added." in as_alice.get(page).text
    assert len(files.rows(alice)) == 2
    assert as_alice.post(f"{page}/undo").location == page
    assert "This import is undone." in as_alice.get(page).text
    assert files.rows(alice) == []


def test_show_them_opens_exactly_the_rows_of_the_import(as_alice: Browser, alice: Member) -> None:
    files.bring_in(alice, files.csv([files.line("2026-02-01", "-1.00", "ANOTHER FILE")]))
    page = sent(as_alice, TWO)
    as_alice.post(f"{page}/confirm")
    found = re.search(r'href="(/transactions\?[^"]+)">Show them', as_alice.get(page).text)
    assert found
    listed = as_alice.get(found[1]).text
    assert listed.count('<tr id="row-') == 2
    assert "Another File" not in listed


def test_no_file_is_asked_for_again(as_alice: Browser) -> None:
    answer = as_alice.post("/imports", data={})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.text


@pytest.mark.parametrize("content", [b"", b"Dear customer, please find attached", b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_what_is_no_bank_file_comes_back_with_the_reason_and_leaves_nothing(as_alice: Browser, content: bytes) -> None:
    answer = send(as_alice, content)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert "Nothing imported yet" in as_alice.get("/imports").text


def test_more_than_the_limit_is_refused_by_its_length_before_it_is_read(as_alice: Browser) -> None:
    answer = as_alice.post("/imports", environ_overrides=TOO_LONG)
    assert answer.status_code == 413
    assert f"{MAX_UPLOAD_BYTES // 2**20} MB" in answer.text


def test_a_write_without_a_token_changes_nothing(as_alice: Browser, alice: Member) -> None:
    page = sent(as_alice, TWO)
    for path in (f"{page}/confirm", f"{page}/undo", f"{page}/discard", "/imports"):
        assert as_alice.post(path, csrf=False).status_code == 400
        assert as_alice.post(path, csrf=False, headers={"X-CSRF-Token": "bm8="}).status_code == 403
    assert files.rows(alice) == []


def test_bob_finds_nothing_of_alices(as_alice: Browser, as_bob: Browser) -> None:
    page = sent(as_alice, TWO)
    for path in ("", "/progress"):
        assert as_bob.get(f"{page}{path}").status_code == 404
    writes = {
        "/confirm": {},
        "/undo": {},
        "/discard": {},
        "/rows/1": {"decision": "skip"},
        "/rows": {"decision": "skip"},
    }
    for path, form in {**writes, "/shape": {"date_order": "mdy"}, "/statements/1": {"name": "Mine"}}.items():
        assert as_bob.post(f"{page}{path}", data=form).status_code in {404, 422}, path
    assert "MARTA" not in as_bob.get("/imports").text
    assert "Add 2 transactions" in as_alice.get(page).text


def test_an_import_that_never_was_is_not_found(as_alice: Browser) -> None:
    assert as_alice.get(f"/imports/{uuid4()}").status_code == 404


def test_open_questions_are_answered_before_anything_is_added(as_alice: Browser, alice: Member) -> None:
    page = sent(as_alice, UNCLEAR)
    assert "Please answer" in as_alice.get(page).text
    assert as_alice.post(f"{page}/confirm").status_code == 422
    assert files.rows(alice) == []
    assert as_alice.post(f"{page}/shape", data={"date_order": "mdy"}).status_code == 303
    shown = as_alice.get(page).text
    assert "Please answer" not in shown
    assert "Mar 4, 2026" in shown


@pytest.mark.parametrize(
    "form",
    [
        {"column-0": "date", "column-1": "date"},
        {"column-²": "date"},
        {f"column-{'9' * 5000}": "date"},
        {"date_order": "sideways"},
        {"surprise": "1"},
    ],
)
def test_answers_that_make_no_sense_come_back_with_the_form(as_alice: Browser, form: dict[str, str]) -> None:
    page = sent(as_alice, UNCLEAR)
    answer = as_alice.post(f"{page}/shape", data=form)
    assert answer.status_code == 422
    assert "data-error-summary" in answer.text
    assert "How this file is read" in answer.text


def test_an_account_is_chosen_or_named(as_alice: Browser, alice: Member) -> None:
    mine = account(alice, "Blue card")
    page = sent(as_alice, TWO)
    assert as_alice.post(f"{page}/statements/1", data={"account_id": str(mine)}).status_code == 303
    assert f'<option value="{mine}" selected>Blue card' in as_alice.get(page).text
    form = {"account_id": "", "name": "Joint", "kind": "savings", "opening": "12.50"}
    assert as_alice.post(f"{page}/statements/1", data=form).status_code == 303
    as_alice.post(f"{page}/confirm")
    assert "Joint" in as_alice.get("/accounts").text


def test_a_wrong_opening_balance_comes_back_beside_its_field(as_alice: Browser) -> None:
    page = sent(as_alice, TWO)
    form = {"account_id": "", "name": "Joint account", "kind": "savings", "opening": "a lot"}
    answer = as_alice.post(f"{page}/statements/1", data=form)
    assert answer.status_code == 422
    assert 'id="opening-error"' in answer.text
    assert 'value="a lot"' in answer.text
    assert 'value="Joint account"' in answer.text


def test_a_doubtful_row_waits_in_the_queue_until_a_word_settles_it(as_alice: Browser, alice: Member) -> None:
    card = account(alice, "Blue card")
    holds = [files.line("2026-03-02", f"-2{n}.00", f"SHELL OIL {n}{n}{n}", pending=True) for n in (0, 1)]
    files.bring_in(alice, files.csv(holds), account_id=card)
    doubtful = files.csv([files.line("2026-03-04", "-22.50", "SHELL SERVICE")])
    import_id = files.look_at(alice, doubtful, account_id=card)
    page = f"/imports/{import_id}"
    assert "Needs review" in as_alice.get(page).text
    as_alice.post(f"{page}/confirm")
    queue = as_alice.get("/imports").text
    assert "Waiting for your word" in queue
    found = re.search(r'action="(/imports/[^"]+/rows/\d+)"', queue)
    assert found
    assert as_alice.post(found[1], data={"decision": "same", "back": "list"}).location == "/imports"
    assert "Waiting for your word" not in as_alice.get("/imports").text
    assert len(files.rows(alice)) == 2


def test_all_doubtful_rows_get_one_word(as_alice: Browser, alice: Member) -> None:
    card = account(alice, "Blue card")
    holds = [files.line("2026-03-02", f"-2{n}.00", f"SHELL OIL {n}{n}{n}", pending=True) for n in (0, 1)]
    files.bring_in(alice, files.csv(holds), account_id=card)
    import_id = files.look_at(alice, files.csv([files.line("2026-03-04", "-22.50", "SHELL SERVICE")]), account_id=card)
    assert as_alice.post(f"/imports/{import_id}/rows", data={"decision": "skip"}).status_code == 303
    assert as_alice.post(f"/imports/{import_id}/rows", data={"decision": "burn"}).status_code == 422
    assert "You leave it out." in as_alice.get(f"/imports/{import_id}?outcome=review").text


def test_a_discarded_file_is_gone(as_alice: Browser, alice: Member) -> None:
    page = sent(as_alice, TWO)
    assert as_alice.post(f"{page}/discard").location == "/imports"
    assert "Nothing imported yet" in as_alice.get("/imports").text
    assert files.rows(alice) == []


def test_confirming_twice_says_so_and_adds_nothing(as_alice: Browser, alice: Member) -> None:
    page = sent(as_alice, TWO)
    as_alice.post(f"{page}/confirm")
    again = as_alice.post(f"{page}/confirm")
    assert again.status_code == 422
    assert "dealt with already" in again.text
    assert len(files.rows(alice)) == 2


def test_progress_reloads_the_page_once_the_file_is_read(as_alice: Browser, alice: Member) -> None:
    import_id = files.look_at(alice, TWO)
    set_status(alice, import_id, "reading")
    answer = as_alice.get(f"/imports/{import_id}/progress")
    assert "HX-Refresh" not in answer.headers
    assert 'role="progressbar"' in answer.text
    set_status(alice, import_id, "ready")
    assert as_alice.get(f"/imports/{import_id}/progress").headers["HX-Refresh"] == "true"


def test_a_large_file_is_added_while_the_page_says_so_and_taken_back_likewise(as_alice: Browser, alice: Member) -> None:
    page = f"/imports/{files.look_at(alice, LARGE)}"
    assert as_alice.post(f"{page}/confirm").location == page
    shown = as_alice.get(page).text
    assert "Adding the rows of" in shown
    assert 'hx-get="' + page + '/progress"' in shown
    for wrong in ("Undo import", "Discard file", "m-import-line"):
        assert wrong not in shown
    refused = as_alice.post(f"{page}/rows/1", data={"decision": "skip"})
    assert (refused.status_code, "are being added" in refused.text) == (422, True)
    assert "HX-Refresh" not in as_alice.get(f"{page}/progress").headers
    assert "Being added" in as_alice.get("/imports").text
    work(alice, page)
    assert as_alice.get(f"{page}/progress").headers["HX-Refresh"] == "true"
    assert "5,000 transactions added." in as_alice.get(page).text
    assert as_alice.post(f"{page}/undo").location == page
    assert "Taking back" in as_alice.get(page).text
    work(alice, page)
    assert "This import is undone." in as_alice.get(page).text
    assert files.rows(alice) == []


def test_what_the_worker_could_not_add_comes_back_with_the_reason(as_alice: Browser, alice: Member) -> None:
    mine = account(alice)
    page = f"/imports/{files.look_at(alice, LARGE, account_id=mine)}"
    as_alice.post(f"{page}/confirm")
    with transaction(alice.household_id) as db:
        accounts.delete(db, alice, mine)
    work(alice, page)
    shown = as_alice.get(page).text
    assert "There is no such account." in shown
    assert "Add 5,000 transactions" in shown


def work(member: Member, page: str) -> None:
    jobs.settle_import(str(member.household_id), str(member.person_id), page.rpartition("/")[2])


def test_rows_are_shown_fifty_at_a_time(as_alice: Browser) -> None:
    page = sent(as_alice, files.csv([files.line("2026-03-01", f"-{n}.00", f"SHOP {n}") for n in range(1, 61)]))
    first = as_alice.get(page).text
    assert first.count('class="m-import-line"') == 50
    following = re.search(r'href="(\?after=\d+)', first)
    assert following
    assert as_alice.get(page + following[1]).text.count('class="m-import-line"') == 10


def set_status(member: Member, import_id: UUID, status: str) -> None:
    with transaction(member.household_id) as db:
        imports.get(db, member, import_id).status = status
