"""The ledger: accounts, transactions, categories, rules, imports, and the sums every page reads."""

from typing import TYPE_CHECKING, Any

import click

from mingus import profile
from mingus.core import events, household_events, personal_data
from mingus.core import pruning as core_pruning
from mingus.core.later import Later
from mingus.ledger import activity as activity  # puts its events into words
from mingus.ledger import jobs as jobs  # registers the reading of large files
from mingus.ledger import models as models
from mingus.ledger import pages
from mingus.ledger.api.accounts import accounts_door
from mingus.ledger.api.categories import api as categories_door
from mingus.ledger.api.documents import documents_door
from mingus.ledger.api.export import api as export_door
from mingus.ledger.api.imports import api as imports_door
from mingus.ledger.api.transactions import transactions_door
from mingus.ledger.pages.pills import Pills
from mingus.ledger.schemas.accounts import AccountDraft, AccountView, Overview
from mingus.ledger.schemas.figures import CategoryAmount, MonthFigures, WeekFigures
from mingus.ledger.schemas.listing import Page, TransactionFilter, TransactionView
from mingus.ledger.schemas.transactions import Part, TransactionChanges, TransactionDraft
from mingus.ledger.service import categories, leaving, personal, pruning
from mingus.ledger.service.accounts import create as create_account
from mingus.ledger.service.balances import list_for as account_list
from mingus.ledger.service.balances import overview as accounts_overview
from mingus.ledger.service.categories import offered_asked as category_choices_asked
from mingus.ledger.service.choosing import Choices, account_names
from mingus.ledger.service.choosing import categories_only as category_choices
from mingus.ledger.service.edits import change as change_transaction
from mingus.ledger.service.figures import month as month_figures
from mingus.ledger.service.figures import (
    month_asked,
    month_totals,
    net_worth,
    net_worth_line,
    net_worth_line_asked,
    spending,
)
from mingus.ledger.service.filing import category_named
from mingus.ledger.service.habits import (
    FiledMonth,
    PaidSeries,
    Pulse,
    filed_months,
    interest_charged,
    paid_series,
    pulses,
    unfiled,
)
from mingus.ledger.service.leaving import erase_private_accounts
from mingus.ledger.service.listing import count as count_transactions
from mingus.ledger.service.listing import newest_asked
from mingus.ledger.service.listing import page as list_transactions
from mingus.ledger.service.person_rules import add as add_rule
from mingus.ledger.service.rollups import recount, refresh_accounts
from mingus.ledger.service.splits import replace as split_transaction
from mingus.ledger.service.transactions import add as add_transaction
from mingus.ledger.service.weeks import week_figures

if TYPE_CHECKING:
    from mingus.ledger.service.imports import confirm as confirm_import
    from mingus.ledger.service.imports import newest as list_imports
    from mingus.ledger.service.imports import preview as preview_import
    from mingus.ledger.service.imports import queue as review_queue
    from mingus.ledger.service.imports import start as start_import

_IMPORTS = Later("mingus.ledger.service.imports")
_LATER = {
    "confirm_import": "confirm",
    "list_imports": "newest",
    "preview_import": "preview",
    "review_queue": "queue",
    "start_import": "start",
}

DOORS = (*pages.DOORS, accounts_door, transactions_door, documents_door, imports_door, categories_door, export_door)

events.within(events.HouseholdCreated, categories.prepare_household)
events.within(household_events.MembershipChanged, leaving.put_away)
profile.use_accounts(account_names)
personal_data.register(personal.ENTRY)
core_pruning.of_each_household("files that nobody confirmed", pruning.unconfirmed_files)
core_pruning.of_each_household("accounts in the trash", pruning.trashed_accounts)
core_pruning.of_each_household("documents of nothing", pruning.documents_of_nothing)


def __getattr__(name: str) -> Any:
    """What reads files is loaded by whoever asks for it: a web process starts without."""
    if name in _LATER:
        return getattr(_IMPORTS, _LATER[name])
    raise AttributeError(f"mingus.ledger has no {name}")


def COMMANDS() -> list[click.Command]:  # noqa: N802  beside DOORS; a function, so that the web loads no command
    """`mingus import` and `mingus export`."""
    from mingus.ledger.cli import export, import_

    return [import_, export]


__all__ = [
    "COMMANDS",
    "DOORS",
    "AccountDraft",
    "AccountView",
    "CategoryAmount",
    "Choices",
    "FiledMonth",
    "MonthFigures",
    "Overview",
    "Page",
    "PaidSeries",
    "Part",
    "Pills",
    "Pulse",
    "TransactionChanges",
    "TransactionDraft",
    "TransactionFilter",
    "TransactionView",
    "WeekFigures",
    "account_list",
    "accounts_overview",
    "add_rule",
    "add_transaction",
    "category_choices",
    "category_choices_asked",
    "category_named",
    "change_transaction",
    "confirm_import",
    "count_transactions",
    "create_account",
    "erase_private_accounts",
    "filed_months",
    "interest_charged",
    "list_imports",
    "list_transactions",
    "month_asked",
    "month_figures",
    "month_totals",
    "net_worth",
    "net_worth_line",
    "net_worth_line_asked",
    "newest_asked",
    "paid_series",
    "preview_import",
    "pulses",
    "recount",
    "refresh_accounts",
    "review_queue",
    "spending",
    "split_transaction",
    "start_import",
    "unfiled",
    "week_figures",
]
