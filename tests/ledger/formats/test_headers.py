import pytest

from mingus.ledger.formats.headers import normalised, role_of, strength


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Posting Date", "date"),
        ("Buchungstag", "date"),
        ("Fecha operación", "date"),
        ("Date de comptabilisation", "date"),
        ("Boekdatum", "date"),
        ("Data do Movimento", "date"),
        ("Wertstellung", "value_on"),
        ("Payee", "description"),
        ("Libellé", "description"),
        ("Auftraggeber / Begünstigter", "description"),
        ("Betrag (EUR)", "amount"),
        ("Importe", "amount"),
        ("Bedrag (EUR)", "amount"),
        ("Withdrawal Amt.", "debit"),
        ("Crédit euros", "credit"),
        ("Soll/Haben", "indicator"),
        ("Dr/Cr", "indicator"),
        ("Running Bal.", "balance"),
        ("Währung", "currency"),
        ("Check or Slip #", "check_number"),
        ("Transaction ID", "source_id"),
        ("Status", "status"),
        ("Rumpelstilzchen", None),
        ("", None),
    ],
)
def test_headers_of_many_banks_have_their_role(name: str, role: str | None) -> None:
    assert role_of(name) == role


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert normalised("  DÉBIT, Montant ") == "debit montant"


def test_the_day_of_posting_is_preferred() -> None:
    assert strength("Post Date") < strength("Transaction Date") < strength("Unheard of")
