"""Financial goals: what a household saves for, how far it is, what it takes to get there."""

from mingus.goals import models as models
from mingus.goals.service import (
    active,
    change_status,
    contribute,
    contributions,
    create,
    delete,
    deleted,
    edit,
    get,
    list_goals,
    outlook,
    restore,
)

__all__ = [
    "active",
    "change_status",
    "contribute",
    "contributions",
    "create",
    "delete",
    "deleted",
    "edit",
    "get",
    "list_goals",
    "outlook",
    "restore",
]
