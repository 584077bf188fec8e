"""Texts of banks and people are shown as they are: a script in a payee is a payee with a funny name."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from mingus.core.tenancy import Member
from tests.chromium import Watched, sign_in
from tests.factories import Browser
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports import files

pytestmark = pytest.mark.browser

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '"><script>alert(1)</script>',
    "' autofocus onfocus=alert(1) x='",
    '" hx-on:load=alert(1) x="',
    "<a href=javascript:alert(1)>x</a>",
    '<iframe srcdoc="<script>alert(1)</script>">',
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<style>*{background:url(//evil.example)}</style>",
    "<b hx-get=/logout hx-trigger=load>x</b>",
    "{{ 7 * 7 }} {% raw %}",
    "${7*7} #{7*7}",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>go</button></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<x data-confirm="y" onclick=alert(1)>',
]


def test_a_payload_is_a_text_on_every_page_it_reaches(
    page: Page, address: str, alice: Member, as_alice: Browser
) -> None:
    everyday = account(alice, PAYLOADS[0])
    lines = [f'2026-03-01,"{text.replace(chr(34), chr(34) * 2)}",-{n}.00' for n, text in enumerate(PAYLOADS, 1)]
    content = "\n".join(["Date,Description,Amount", *lines, ""]).encode()
    import_id = files.look_at(alice, content, name=f"{PAYLOADS[1]}.csv", account_id=everyday)
    watched, said = watch(page, address, as_alice)

    page.goto(f"{address}/imports/{import_id}")
    for text in PAYLOADS:
        expect(page.locator(".m-import-line .m-who > span:last-child").get_by_text(text, exact=True)).to_have_count(1)
    page.locator(".m-confirm button").click()
    expect(page.locator(".m-steps [aria-current]")).to_contain_text("Done")
    add(alice, "1", PAYLOADS[3], note=PAYLOADS[9], category=None, account_id=everyday)
    walk(page, address, watched)
    assert said == []
    assert watched.faults == []


def walk(page: Page, address: str, watched: Watched) -> None:
    """Every page that shows what the file said, and one transaction's own."""
    for path in ("/imports", "/transactions", f"/transactions?q={PAYLOADS[2]}", "/", "/accounts", "/rules"):
        page.goto(f"{address}{path}")
        assert (
            page.evaluate(
                "[...document.querySelectorAll('main [onerror], main [onload], main iframe, main base')].length"
            )
            == 0
        )
        assert page.evaluate("[...document.querySelectorAll('main script, main style, main math')].length") == 0
        assert watched.violations() == [], path
    page.goto(f"{address}/transactions?q=autofocus")
    page.locator("#rows .m-who a").first.click()
    expect(page).to_have_url(re.compile("/transactions/[0-9a-f-]{36}$"))
    expect(page.locator("main").get_by_text(PAYLOADS[4]).first).to_be_visible()
    assert watched.violations() == []


def watch(page: Page, address: str, browser: Browser) -> tuple[Watched, list[str]]:
    """Follow the page; what dialogs say is kept, because there must be none."""
    sign_in(page.context, address, browser)
    watched, said = Watched(page), list[str]()
    watched.follow(address)

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return watched, said


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_payload_of_an_ofx_file_is_kept_to_the_letter(alice: Member, text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    files.bring_in(alice, files.ofx([files.line("2026-03-01", "-1.00", escaped, "a1")]), name="x.ofx")
    assert [kept for _, _, kept, _ in files.rows(alice)] == [text]
