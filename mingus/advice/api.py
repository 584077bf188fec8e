"""Advice and money health as JSON."""

from apiflask import APIBlueprint

from mingus.advice import service
from mingus.advice.schemas import AdviceList, DecisionDraft, HealthAnswer
from mingus.core.db import transaction
from mingus.core.security import member, signed_in

api = APIBlueprint("advice_api", __name__, url_prefix="/api", tag="Advice")


@api.get("/advice")
@signed_in
@api.output(AdviceList)
def index() -> AdviceList:
    """Your open suggestions, the most important first; what you decided; and what would sharpen them."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        return AdviceList.of(service.overview(db, who))


@api.post("/advice/<suggestion>/decision")
@signed_in(action="own account")
@api.input(DecisionDraft, location="json")
@api.output(AdviceList)
def decide(suggestion: str, json_data: DecisionDraft) -> AdviceList:
    """Say yes, dismiss, put off, mark as done, or `open` it again. Yours alone; the same again changes nothing."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        service.decide(db, who, suggestion, json_data)
        return AdviceList.of(service.overview(db, who))


@api.get("/money-health")
@signed_in
@api.output(HealthAnswer)
def health() -> HealthAnswer:
    """Seven figures, each with its formula, its inputs and its source; null is unknown."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        return HealthAnswer.of(who.currency, service.health(db, who))
