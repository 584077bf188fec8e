"""A result as a download: named, never kept, never shown inside another page."""

from mingus.core.tenancy import Member
from tests.assessments.takers import finish
from tests.factories import Browser


def test_a_pdf_is_a_private_download_with_a_name(alice: Member, as_alice: Browser) -> None:
    sheet = finish(alice)
    answer = as_alice.get(f"/assessments/results/{sheet.id}/pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="mingus-readiness-20')
    assert answer.headers["Cache-Control"] == "private, no-store"
