"""The documents of a tree, as programs read them: heads, code blocks, tables, and the papers with a form of their own.

Pure reading: nothing here runs a command, asks the network or a clock. Every fault is a DocumentError whose sentence
names the file.
"""

from mingus.checklist.documents.blocks import Block
from mingus.checklist.documents.commands import dry_run
from mingus.checklist.documents.document import Document, read, read_current
from mingus.checklist.documents.features import Feature, features, missing_tests
from mingus.checklist.documents.heads import Head
from mingus.checklist.documents.policies import Costs, Environments, Kept, costs, environments, retention
from mingus.checklist.documents.reading import DocumentError
from mingus.checklist.documents.roster import (
    Contact,
    Member,
    Severity,
    Team,
    contacts,
    escalation_order,
    severities,
    team,
)
from mingus.checklist.documents.shelf import documents, index_table, overdue, paths, with_index
from mingus.checklist.documents.updates import Bot, bot
from mingus.checklist.documents.watching import Alert, LogQuery, alerts, queries, runbooks

__all__ = [
    "Alert",
    "Block",
    "Bot",
    "Contact",
    "Costs",
    "Document",
    "DocumentError",
    "Environments",
    "Feature",
    "Head",
    "Kept",
    "LogQuery",
    "Member",
    "Severity",
    "Team",
    "alerts",
    "bot",
    "contacts",
    "costs",
    "documents",
    "dry_run",
    "environments",
    "escalation_order",
    "features",
    "index_table",
    "missing_tests",
    "overdue",
    "paths",
    "queries",
    "read",
    "read_current",
    "retention",
    "runbooks",
    "severities",
    "team",
    "with_index",
]
