"""Financial goals: what a household saves for, how far it is, what it takes to get there."""

from mingus.core import pruning
from mingus.goals import activity as activity  # puts its events into words
from mingus.goals import models as models
from mingus.goals import privacy
from mingus.goals.api import api
from mingus.goals.pages import pages
from mingus.goals.schemas import ContributionDraft, GoalDraft, GoalMove, GoalView
from mingus.goals.service import (
    active,
    active_asked,
    change_status,
    contribute,
    contributions,
    create,
    delete,
    deleted,
    edit,
    get,
    list_goals,
    moved,
    outlook,
    restore,
)
from mingus.goals.service.pruning import prune

DOORS = (pages, api)
privacy.register()
pruning.of_each_household("goals in the trash", prune)

__all__ = [
    "DOORS",
    "ContributionDraft",
    "GoalDraft",
    "GoalMove",
    "GoalView",
    "active",
    "active_asked",
    "change_status",
    "contribute",
    "contributions",
    "create",
    "delete",
    "deleted",
    "edit",
    "get",
    "list_goals",
    "moved",
    "outlook",
    "restore",
]
