"""What Mingus can do with goals. Every function takes the caller's transaction and never commits."""

from mingus.goals.service.contributions import contribute, contributions
from mingus.goals.service.fitting import measured, outlook
from mingus.goals.service.moving import moved
from mingus.goals.service.reading import active, active_asked, deleted, get, list_goals
from mingus.goals.service.showing import detail, overview
from mingus.goals.service.writing import change_status, create, delete, edit, restore

__all__ = [
    "active",
    "active_asked",
    "change_status",
    "contribute",
    "contributions",
    "create",
    "delete",
    "deleted",
    "detail",
    "edit",
    "get",
    "list_goals",
    "measured",
    "moved",
    "outlook",
    "overview",
    "restore",
]
