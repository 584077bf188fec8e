"""A result by mail, to one's own address. No answer goes into a mail: it says how it came out and what comes next."""

from datetime import date

from sqlalchemy.orm import Session

from mingus import messaging
from mingus.assessments.schemas import Report
from mingus.core import settings
from mingus.core.formatting import long_date
from mingus.core.tenancy import Member


def mail(db: Session, member: Member, email: str, report: Report, day: date) -> None:
    """Queue the mail with this result. The caller has made sure that the address is theirs, and counts."""
    result = report.result
    facts = {
        "name": report.name,
        "score_name": report.score_name,
        "taken_on": long_date(day),
        "score": result.score,
        "band": report.band_name,
        "sentence": str((report.comparison or {}).get("standing", report.band_text)),
        "parts": [(part.name, f"{part.score} of 100") for part in report.parts],
        "steps": [(step.text, settings.link(step.url)) for step in report.steps],
        "link": settings.link(result.url),
        "disclaimer": report.disclaimer,
    }
    messaging.send(
        db,
        template="assessments/result",
        to=email,
        facts=facts,
        person_id=member.person_id,
        household_id=member.household_id,
    )
