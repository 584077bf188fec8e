"""The page of one's own data."""

import io
import zipfile

from mingus.core.formatting import long_date
from mingus.core.tenancy import Member
from mingus.privacy.rules import IN_FORCE_ON
from tests.factories import Browser
from tests.privacy.household import make_archives


def test_an_archive_is_asked_for_watched_and_downloaded(as_alice: Browser, alice: Member) -> None:
    assert "None yet." in as_alice.get("/settings/data").text
    answer = as_alice.post("/settings/data/archive")
    assert (answer.status_code, answer.location) == (303, "/settings/data#archives")
    page = as_alice.get("/settings/data").text
    assert "Making your archive" in page
    where = page.partition('hx-get="')[2].partition('"')[0]
    assert "HX-Refresh" not in as_alice.get(where).headers
    make_archives(alice)
    assert as_alice.get(where).headers["HX-Refresh"] == "true"
    link = as_alice.get("/settings/data").text.partition('<a class="m-button m-button-primary" href="/settings/')[2]
    got = as_alice.get("/settings/" + link.partition('"')[0])
    assert got.headers["Content-Disposition"].startswith('attachment; filename="mingus-')
    assert got.headers["Cache-Control"] == "private, no-store"
    assert int(got.headers["Content-Length"]) == len(got.data)
    assert zipfile.ZipFile(io.BytesIO(got.data)).testzip() is None


def test_what_was_agreed_to_is_shown(as_alice: Browser) -> None:
    assert f"Terms of {long_date(IN_FORCE_ON)}" in as_alice.get("/settings/data").text


def test_bob_gets_nothing_of_alices_archive(as_alice: Browser, as_bob: Browser, alice: Member) -> None:
    as_alice.post("/settings/data/archive")
    page = as_alice.get("/settings/data").text
    where = page.partition('hx-get="')[2].partition('"')[0]
    make_archives(alice)
    assert as_bob.get(where).status_code == 404
    assert as_bob.get(where.removesuffix("/progress")).status_code == 404
