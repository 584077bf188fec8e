"""Everything that pages and programs ask for. Loaded with the first assessment, so that the web starts without it."""

from mingus.assessments.service.claiming import claim, forget, waiting
from mingus.assessments.service.definitions import current, every
from mingus.assessments.service.mailing import mail
from mingus.assessments.service.reading import history, latest, page, readiness
from mingus.assessments.service.reporting import band_name, report, result_of
from mingus.assessments.service.showing import following, offer, offers, place, plain
from mingus.assessments.service.taking import Finished, answer, delete, start, submit

__all__ = [
    "Finished",
    "answer",
    "band_name",
    "claim",
    "current",
    "delete",
    "every",
    "following",
    "forget",
    "history",
    "latest",
    "mail",
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
