"""The ledger: accounts, transactions, categories, rules, imports, and the sums every page reads."""

from mingus.ledger import models as models
from mingus.ledger.schemas.figures import CategoryAmount, MonthFigures
from mingus.ledger.service.figures import month as month_figures
from mingus.ledger.service.figures import month_totals, net_worth, net_worth_line, spending, uncategorized_count

__all__ = [
    "CategoryAmount",
    "MonthFigures",
    "month_figures",
    "month_totals",
    "net_worth",
    "net_worth_line",
    "spending",
    "uncategorized_count",
]
