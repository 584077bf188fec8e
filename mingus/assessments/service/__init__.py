"""What assessments decide. Every function takes the caller's transaction and never commits."""

from mingus.assessments.service.claiming import claim, forget, waiting
from mingus.assessments.service.reading import history, latest, page, readiness
from mingus.assessments.service.reporting import band_name, report, result_of
from mingus.assessments.service.showing import following, offer, offers, place, plain
from mingus.assessments.service.taking import answer, delete, start, submit

__all__ = [
    "answer",
    "band_name",
    "claim",
    "delete",
    "following",
    "forget",
    "history",
    "latest",
    "offer",
    "offers",
    "page",
    "place",
    "plain",
    "readiness",
    "report",
    "result_of",
    "start",
    "submit",
    "waiting",
]
