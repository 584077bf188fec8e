"""Deterministic bank data for measuring and for proof: `python bench/generate.py ROWS FOLDER`.

Five years of six accounts with transfers, same-day twins and 25 categories, written as CSV and OFX per account, as one
CSV, as beancount and as hledger, with the true sums in `truth.json`. The same ROWS always give the same bytes.
"""

import collections
import csv
import datetime as dt
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FIRST_ON, LAST_ON = dt.date(2020, 1, 1), dt.date(2024, 12, 31)
SEED = 20261122
PAYEES = 57


class Account(NamedTuple):
    """An account of the household, and its share of the spending."""

    name: str
    ledger: str
    kind: str
    share: float


class Row(NamedTuple):
    """A line of a bank statement."""

    day: dt.date
    account: str
    text: str
    minor: int
    category: str
    number: int


class Entry(NamedTuple):
    """The same in a ledger: `minor` goes from `source` to `target`."""

    day: dt.date
    text: str
    source: str
    target: str
    minor: int
    number: int


class Spending(NamedTuple):
    """A category: how many payees it has, and the smallest and largest amount."""

    payees: int
    least_minor: int
    most_minor: int


ACCOUNTS = [
    Account("Checking", "Assets:Bank:Checking", "CHECKING", 0.40),
    Account("Savings", "Assets:Bank:Savings", "SAVINGS", 0.04),
    Account("Visa", "Liabilities:Card:Visa", "CREDITCARD", 0.30),
    Account("Amex", "Liabilities:Card:Amex", "CREDITCARD", 0.14),
    Account("Cash", "Assets:Cash", "CHECKING", 0.08),
    Account("Joint", "Assets:Bank:Joint", "CHECKING", 0.04),
]
SPENDING = {
    "Groceries": Spending(5, 900, 14000),
    "Restaurants": Spending(6, 1200, 9000),
    "Coffee": Spending(4, 250, 900),
    "Fuel": Spending(3, 2500, 7500),
    "PublicTransport": Spending(2, 200, 1500),
    "Rent": Spending(1, 145000, 145000),
    "Electricity": Spending(1, 4000, 14000),
    "Water": Spending(1, 2000, 5000),
    "Internet": Spending(1, 5999, 5999),
    "Phone": Spending(2, 2500, 6500),
    "HealthInsurance": Spending(1, 31000, 31000),
    "Doctor": Spending(3, 2000, 25000),
    "Pharmacy": Spending(3, 500, 6000),
    "Gym": Spending(1, 3999, 3999),
    "Clothing": Spending(4, 1500, 16000),
    "Electronics": Spending(3, 2000, 90000),
    "Streaming": Spending(4, 799, 1999),
    "Books": Spending(3, 600, 4500),
    "Travel": Spending(5, 5000, 80000),
    "Gifts": Spending(2, 1500, 10000),
    "Pets": Spending(1, 1200, 9000),
    "Childcare": Spending(1, 20000, 60000),
}
WEIGHTS = {
    "Rent": 0.3,
    "HealthInsurance": 0.3,
    "Childcare": 0.5,
    "Electronics": 0.6,
    "Travel": 0.6,
    "Coffee": 3,
    "Groceries": 2.2,
}
INCOME = {  # category: who pays, how often, how little, how much, into which account
    "Salary": ("ACME PAYROLL", 0.6, 180000, 420000, "Checking"),
    "Interest": ("BANK INTEREST", 0.2, 10, 900, "Savings"),
    "Refunds": ("REFUND DEPT", 0.2, 500, 9000, "Visa"),
}
TRANSFERS = [(ACCOUNTS[0].name, target) for target in ("Savings", "Visa", "Amex", "Joint", "Cash")]
LEDGERS = {account.name: account.ledger for account in ACCOUNTS}
OFX_HEADER = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
    "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>"
    "<DTSERVER>20250101000000<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>"
)
OFX_STATUS = "<TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>"


class Household:
    """Makes rows and ledger entries until there are enough. The order of its random calls is part of the data."""

    def __init__(self, rows_wanted: int) -> None:
        self.rows: list[Row] = []
        self.entries: list[Entry] = []
        self._wanted = rows_wanted
        self._random = random.Random(SEED)
        self._numbers = 0
        named = [
            (f"{category.upper()} MERCHANT {number + 1}", category)
            for category, spending in SPENDING.items()
            for number in range(spending.payees)
        ]
        self._payees = named[:PAYEES]
        self._weights = [WEIGHTS.get(category, 1) for _, category in self._payees]

    def live(self) -> None:
        """Fill `rows` and `entries`, in the order of their days."""
        while len(self.rows) < self._wanted:
            day = FIRST_ON + dt.timedelta(days=self._random.randrange((LAST_ON - FIRST_ON).days + 1))
            what = self._random.random()
            if what < 0.02 and self._room_for_two():
                self._transfer(day)
            elif what < 0.07:
                self._earn(day)
            else:
                self._spend(day)
        self.rows.sort(key=lambda row: (row.day, row.number))
        self.entries.sort(key=lambda entry: (entry.day, entry.number))

    def _room_for_two(self) -> bool:
        return len(self.rows) <= self._wanted - 2

    def _next_number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _transfer(self, day: dt.date) -> None:
        """Two statement rows, up to two days apart, and one ledger entry."""
        source, target = self._random.choice(TRANSFERS)
        minor = self._random.randrange(20, 800) * 100
        arrives_on = min(day + dt.timedelta(days=self._random.randrange(3)), LAST_ON)
        first, second = self._next_number(), self._next_number()
        self.rows.append(Row(day, source, f"TRANSFER TO {target.upper()}", -minor, "", first))
        self.rows.append(Row(arrives_on, target, f"TRANSFER FROM {source.upper()}", minor, "", second))
        text = f"Transfer {source} {target}"
        self.entries.append(Entry(day, text, LEDGERS[source], LEDGERS[target], minor, first))

    def _earn(self, day: dt.date) -> None:
        chosen = self._random.choices(list(INCOME), [income[1] for income in INCOME.values()])[0]
        amounts = {category: self._random.randrange(least, most) for category, (_, _, least, most, _) in INCOME.items()}
        payer, account, number = INCOME[chosen][0], INCOME[chosen][4], self._next_number()
        self.rows.append(Row(day, account, payer, amounts[chosen], chosen, number))
        self.entries.append(Entry(day, payer, f"Income:{chosen}", LEDGERS[account], amounts[chosen], number))

    def _spend(self, day: dt.date) -> None:
        """One purchase; of a hundred, one has a twin on the same day that must not be taken for a duplicate."""
        payee, category = self._random.choices(self._payees, self._weights)[0]
        minor = self._random.randint(SPENDING[category].least_minor, SPENDING[category].most_minor)
        names, shares = [account.name for account in ACCOUNTS], [account.share for account in ACCOUNTS]
        account = self._random.choices(names, shares)[0]
        count = 2 if self._random.random() < 0.01 and self._room_for_two() else 1
        for _ in range(count):
            number = self._next_number()
            text = f"{payee} #{self._random.randrange(100, 130)}"
            text = f"{payee} #TWIN" if count == 2 else text
            self.rows.append(Row(day, account, text, -minor, category, number))
            self.entries.append(Entry(day, text, LEDGERS[account], f"Expenses:{category}", minor, number))


def decimal(minor: int) -> str:
    """Minor units as a decimal string."""
    return f"{'-' * (minor < 0)}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def write_csv(target: Path, header: Sequence[str], lines: Sequence[Sequence[object]]) -> None:
    with target.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(lines)


def write_ofx(target: Path, account: Account, rows: Sequence[Row]) -> None:
    is_card = account.kind == "CREDITCARD"
    if is_card:
        start = f"<CREDITCARDMSGSRSV1><CCSTMTTRNRS>{OFX_STATUS}<CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>{account.name}"
        start += "</CCACCTFROM>"
        end = "</CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>\n"
    else:
        start = f"<BANKMSGSRSV1><STMTTRNRS>{OFX_STATUS}<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>123456789"
        start += f"<ACCTID>{account.name}<ACCTTYPE>{account.kind}</BANKACCTFROM>"
        end = "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    balance = decimal(sum(row.minor for row in rows))
    with target.open("w") as file:
        file.write(f"{OFX_HEADER}{start}<BANKTRANLIST><DTSTART>20200101<DTEND>20241231\n")
        file.writelines(
            f"<STMTTRN><TRNTYPE>{'CREDIT' if row.minor > 0 else 'DEBIT'}<DTPOSTED>{row.day:%Y%m%d}"
            f"<TRNAMT>{decimal(row.minor)}<FITID>T{row.number:07d}<NAME>{row.text[:32]}</STMTTRN>\n"
            for row in rows
        )
        file.write(f"</BANKTRANLIST><LEDGERBAL><BALAMT>{balance}<DTASOF>20241231</LEDGERBAL>{end}")


def write_ledgers(folder: Path, entries: Sequence[Entry]) -> None:
    names = [account.ledger for account in ACCOUNTS]
    names += [f"Expenses:{category}" for category in SPENDING] + [f"Income:{category}" for category in INCOME]
    with (folder / "main.beancount").open("w") as file:
        file.write('option "title" "bench"\noption "operating_currency" "USD"\n')
        file.writelines(f"2019-12-31 open {name} USD\n" for name in names)
        file.writelines(
            f'\n{entry.day} * "{entry.text}" ""\n  id: "T{entry.number:07d}"\n'
            f"  {entry.target}  {decimal(entry.minor)} USD\n  {entry.source}  {decimal(-entry.minor)} USD\n"
            for entry in entries
        )
    with (folder / "main.journal").open("w") as file:
        file.writelines(
            f"{entry.day} * {entry.text.replace('#', 'no ')}\n    {entry.target}  USD {decimal(entry.minor)}\n"
            f"    {entry.source}  USD {decimal(-entry.minor)}\n\n"
            for entry in entries
        )


def truth(household: Household) -> dict[str, object]:
    """The figures that every reader of the data must reach."""
    spent: dict[str, int] = collections.defaultdict(int)
    balances: dict[str, int] = collections.defaultdict(int)
    for row in household.rows:
        balances[row.account] += row.minor
        if row.category in SPENDING and row.day.year == 2024:
            spent[f"{row.day:%Y-%m}|{row.category}"] -= row.minor
    return {
        "rows": len(household.rows),
        "ledger_txns": len(household.entries),
        "per_account": {
            account.name: sum(row.account == account.name for row in household.rows) for account in ACCOUNTS
        },
        "balances_cents": dict(balances),
        "spend_2024_month_category_cents": dict(sorted(spent.items())),
        "spend_2024_total_cents": sum(spent.values()),
    }


def generate(rows_wanted: int, folder: Path) -> dict[str, object]:
    """Write everything into `folder` and return what is in truth.json."""
    for name in ("csv", "ofx"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    household = Household(rows_wanted)
    household.live()
    write_csv(
        folder / "all.csv",
        ["Date", "Account", "Description", "Amount", "Category", "Id"],
        [
            (row.day, row.account, row.text, decimal(row.minor), row.category, f"T{row.number:07d}")
            for row in household.rows
        ],
    )
    for account in ACCOUNTS:
        rows = [row for row in household.rows if row.account == account.name]
        lines = [(row.day, row.text, decimal(row.minor), row.category) for row in rows]
        write_csv(folder / "csv" / f"{account.name}.csv", ["Date", "Description", "Amount", "Category"], lines)
        write_ofx(folder / "ofx" / f"{account.name}.ofx", account, rows)
    write_ledgers(folder, household.entries)
    figures = truth(household)
    (folder / "truth.json").write_text(json.dumps(figures, indent=1))
    return figures


if __name__ == "__main__":
    found = generate(int(sys.argv[1]), Path(sys.argv[2]))
    print(found["rows"], "rows,", found["ledger_txns"], "ledger entries in", sys.argv[2])
