"""Tables of the ledger: accounts, categories and payees, transactions, documents, imports, rollups."""

from mingus.ledger.models.accounts import KINDS, LIABILITIES, Account
from mingus.ledger.models.categories import Category, Payee, Rule
from mingus.ledger.models.documents import Document
from mingus.ledger.models.imports import (
    IN_THE_BOOKS,
    OUTCOMES,
    READ_JOB,
    SETTLE_JOB,
    FileImport,
    ImportChange,
    ImportRow,
    ImportStatement,
    RememberedShape,
)
from mingus.ledger.models.rollups import AccountDay, CategoryMonth, money_lines
from mingus.ledger.models.transactions import Split, Transaction, Transfer, TransferRejection

__all__ = [
    "IN_THE_BOOKS",
    "KINDS",
    "LIABILITIES",
    "OUTCOMES",
    "READ_JOB",
    "SETTLE_JOB",
    "Account",
    "AccountDay",
    "Category",
    "CategoryMonth",
    "Document",
    "FileImport",
    "ImportChange",
    "ImportRow",
    "ImportStatement",
    "Payee",
    "RememberedShape",
    "Rule",
    "Split",
    "Transaction",
    "Transfer",
    "TransferRejection",
    "money_lines",
]
