"""Files as banks really send them: pending first, posted later, too large to read while one waits."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from mingus import ledger
from mingus.core import db as database
from mingus.core.tenancy import Member
from mingus.ops.postgres.roles import Urls
from tests.chromium import ROOT
from tests.conftest import SECRETS
from tests.journeys import steps
from tests.ledger.by_hand import account, books_are_right
from tests.ledger.service.imports import files

pytestmark = pytest.mark.browser


@pytest.fixture
def worker(urls: Urls) -> Iterator[None]:
    """A real worker on this test's database, stopped as an operator stops it."""
    environ = {**os.environ, **SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": urls.application}
    process = subprocess.Popen([sys.executable, "-m", "mingus.worker"], env=environ, cwd=ROOT)
    yield
    process.terminate()
    assert process.wait(30) == 0


def test_a_pending_row_that_posts_is_one_row_and_a_doubtful_one_is_asked_about(alices: Page, alice: Member) -> None:
    card = account(alice, "Blue card", kind="card")
    holds = [
        files.line("2026-03-01", "-54.00", "OTTO'S BISTRO", pending=True),
        files.line("2026-03-02", "-20.00", "SHELL OIL 111", pending=True),
        files.line("2026-03-02", "-21.00", "SHELL OIL 222", pending=True),
    ]
    files.bring_in(alice, files.csv(holds), name="holds.csv", account_id=card)
    posted = [
        files.line("2026-03-03", "-62.10", "OTTOS BISTRO 0042", "f1"),
        files.line("2026-03-04", "-22.50", "SHELL SERVICE STATION", "f2"),
        files.line("2026-03-04", "-9.99", "SPOTIFY USA", "f3"),
    ]
    alices.goto("/imports/new")
    alices.get_by_label("Account").select_option(label="Blue card")
    alices.locator("#file").set_input_files(
        {"name": "march.ofx", "mimeType": "application/x-ofx", "buffer": files.ofx(posted, number="")}
    )
    alices.get_by_role("button", name="Look at it").click()
    row = alices.locator(".m-import-line").filter(has_text="OTTOS BISTRO")
    expect(row.get_by_text("Now posted")).to_be_visible()
    doubt = alices.locator(".m-import-line").filter(has_text="SHELL SERVICE")
    expect(doubt.get_by_text("Needs review")).to_be_visible()
    steps.confirm(alices)

    alices.goto("/imports")
    expect(alices.get_by_role("heading", name="Waiting for your word")).to_be_visible()
    alices.get_by_role("group", name="SHELL SERVICE STATION").get_by_role("button", name="It’s the same").click()
    expect(alices.get_by_role("heading", name="Waiting for your word")).to_be_hidden()
    found = files.rows(alice)
    assert [(minor, status) for _, minor, _, status in found if minor in {-6210, -999}] == [
        (-6210, "posted"),
        (-999, "posted"),
    ]
    assert len(found) == 4
    assert {text for _, _, text, status in found if status == "pending"} < {"SHELL OIL 111", "SHELL OIL 222"}
    assert books_are_right(alice)


def test_the_same_file_again_adds_nothing(alices: Page, alice: Member) -> None:
    account(alice)
    content = files.csv(
        [files.line("2026-03-01", "-2.75", "MARTA FARE"), files.line("2026-03-01", "-2.75", "MARTA FARE")]
    )
    steps.bring(alices, "fares.csv", content)
    steps.confirm(alices)
    steps.bring(alices, "fares-again.csv", content)
    expect(alices.get_by_text("Everything in this file is here already.")).to_be_visible()
    expect(alices.locator(".m-confirm")).to_have_count(0)
    assert len(files.rows(alice)) == 2


def test_a_file_that_leaves_something_open_is_asked_about_first(alices: Page, alice: Member) -> None:
    steps.bring(alices, "unclear.csv", b"Date;Details;Value\n03/04/2026;KROGER;-1,25\n05/06/2026;SHELL;-2,50\n")
    expect(alices.get_by_text("Please answer")).to_be_visible()
    expect(alices.locator(".m-confirm")).to_have_count(0)
    alices.get_by_label("Dates").select_option(label="Month, day, year")
    alices.get_by_role("button", name="Read it this way").click()
    expect(alices.locator("#rows").get_by_text("Mar 4, 2026")).to_be_visible()
    steps.confirm(alices)
    assert [(day, minor) for day, minor, _, _ in files.rows(alice)] == [("2026-03-04", -125), ("2026-05-06", -250)]


def test_a_row_that_cannot_be_read_is_shown_and_the_rest_is_taken(alices: Page, alice: Member) -> None:
    content = b"Date,Description,Amount\n2026-02-31,NO DAY,-1.00\n2026-02-27,GOOD,-4.00\n2026-02-28,NO NUMBER,abc\n"
    steps.bring(alices, "holes.csv", content)
    expect(alices.locator(".m-import-line").filter(has_text="Line 2")).to_contain_text("Can’t be read")
    expect(alices.locator(".m-import-line").filter(has_text="Line 4")).to_contain_text("Amount")
    steps.confirm(alices)
    assert [text for _, _, text, _ in files.rows(alice)] == ["GOOD"]


@pytest.fixture
def slow_change(alices: Page) -> None:
    """The server takes its time over where a file goes."""

    def late(route: Route) -> None:
        alices.wait_for_timeout(400)
        route.continue_()

    alices.route("**/statements/*", late)


@pytest.mark.usefixtures("slow_change")
def test_adding_waits_for_the_name_that_was_typed_just_before(alices: Page, alice: Member) -> None:
    steps.bring(alices, "fares.csv", files.csv([files.line("2026-03-01", "-2.75", "MARTA FARE")]))
    alices.get_by_label("Its name").fill("Everyday money")
    steps.confirm(alices)
    with database.transaction(alice.household_id) as db:
        assert [found.name for found in ledger.account_list(db, alice)] == ["Everyday money"]


@pytest.mark.usefixtures("slow_change")
@pytest.mark.parametrize("name", ["", "   "], ids=["the browser refuses", "the server refuses"])
def test_adding_does_not_go_past_a_name_that_is_refused(alices: Page, alice: Member, name: str) -> None:
    steps.bring(alices, "fares.csv", files.csv([files.line("2026-03-01", "-2.75", "MARTA FARE")]))
    alices.get_by_label("Its name").fill(name)
    alices.locator(".m-confirm button").click()
    expect(alices.locator("[name=name]:invalid, [name=name][aria-invalid=true]")).to_be_visible()
    expect(alices.locator(".m-confirm")).to_be_visible()
    assert files.rows(alice) == []


def test_a_name_typed_before_the_page_is_awake_is_kept(alices: Page, alice: Member) -> None:
    def late(script: Route) -> None:
        alices.wait_for_timeout(1_500)
        script.continue_()

    steps.bring(alices, "fares.csv", files.csv([files.line("2026-03-01", "-2.75", "MARTA FARE")]))
    alices.route("**/*.js", late)
    alices.goto(alices.url, wait_until="commit")
    alices.get_by_label("Its name").fill("Everyday money")
    alices.get_by_label("Its name").blur()
    assert not alices.evaluate("Boolean(window.htmx)"), "too late: the page is awake"
    alices.wait_for_load_state()
    alices.unroute_all(behavior="wait")
    steps.confirm(alices)
    with database.transaction(alice.household_id) as db:
        assert [found.name for found in ledger.account_list(db, alice)] == ["Everyday money"]


@pytest.mark.usefixtures("worker")
def test_a_large_file_is_read_added_and_taken_back_by_the_worker_while_the_page_tells(
    alices: Page, alice: Member
) -> None:
    first = date(2025, 1, 1)
    lines = [
        files.line(
            str(first + timedelta(days=number % 300)),
            f"-{number % 90 + 1}.25",
            f"SHOP {number} {'ATLANTA GEORGIA ' * 5}",
        )
        for number in range(11_000)
    ]
    steps.bring(alices, "five-years.csv", files.csv(lines))
    expect(alices.get_by_role("progressbar")).to_be_visible()
    expect(alices.get_by_role("heading", name="What becomes of the 11,000 rows")).to_be_visible(timeout=60_000)
    alices.locator(".m-confirm button").click()
    expect(alices.get_by_role("progressbar", name="Adding the rows of five-years.csv")).to_be_visible()
    expect(alices.get_by_text("11,000 transactions added.")).to_be_visible(timeout=60_000)
    alices.get_by_role("link", name="Show them").click()
    expect(alices.locator("#rows tbody tr")).to_have_count(50)
    expect(alices.locator("#rows .m-pager")).to_contain_text(re.compile("transactions"))
    assert books_are_right(alice)
    alices.go_back()
    alices.get_by_role("button", name="Undo import").click()
    alices.get_by_role("dialog").get_by_role("button", name="Undo import").click()
    expect(alices.get_by_text("This import is undone.")).to_be_visible(timeout=60_000)
    assert files.rows(alice) == []
