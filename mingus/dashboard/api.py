"""The month at a glance as JSON."""

from apiflask import APIBlueprint

from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.dashboard import service
from mingus.dashboard.schemas import DashboardAnswer, MonthWanted

api = APIBlueprint("dashboard_api", __name__, url_prefix="/api/financial", tag="Dashboard")


@api.get("/dashboard")
@signed_in
@api.input(MonthWanted, location="query")
@api.output(DashboardAnswer)
def show(query_data: MonthWanted) -> DashboardAnswer:
    """Income, expenses, net worth and the savings rate of `month` (YYYY-MM; this month in the household's zone)."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return service.answer(db, who, query_data.month)
