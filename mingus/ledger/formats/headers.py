"""What the columns of bank files are called, in several languages, and what role each plays."""

import re
import unicodedata

ROLES = (
    "date",
    "transacted_on",
    "value_on",
    "description",
    "memo",
    "amount",
    "debit",
    "credit",
    "indicator",
    "balance",
    "currency",
    "category",
    "account",
    "check_number",
    "source_id",
    "status",
)

_NAMES = {
    "date": """
        date|posted|posted date|posting date|post date|date posted|transaction posted date|booking date|date booked
        transaction date|trans date|txn date|trade date|effective date|entry date|day|completed date|settlement date
        datum|buchungstag|buchungsdatum|buchung|belegdatum|umsatzdatum|date operation|date de comptabilisation
        date comptable|date d operation|date de l operation|date transaction|date de transaction
        fecha|fecha operacion|fecha de operacion|fecha contable|f operacion|fecha movimiento|fecha mov
        boekdatum|boekingsdatum|transactiedatum|datum boeking|uitvoeringsdatum
        data|data mov|data movimento|data do movimento|data lancamento|data operacao|data operazione|data contabile
        tarih|data operacji|data transakcji|data ksiegowania|bokforingsdag|bokforingsdatum|bogforingsdato|dato
        kirjauspaiva|datum transakce|datum zauctovani""",
    "transacted_on": """
        date of transaction|started date|purchase date|transaktionsdatum|authorization date|date vente""",
    "value_on": """
        value date|valuta|wertstellung|valutadatum|wertstellungstag|date valeur|date de valeur|fecha valor|f valor
        rentedatum|valuutapaiva|data valor|data valuta""",
    "description": """
        description|payee|name|merchant|merchant name|transaction description|narrative|details|transaction details
        particulars|original description|transaction|counterparty|counterparty name|beneficiary|appears on your
        statement as|statement description|remarks|narration|title|payee name|reference text|text|recipient
        beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|auftraggeber begunstigter|empfanger
        name zahlungsbeteiligter|auftraggeber empfanger|beschreibung|zahlungsempfanger|partnername|zahlungsempfanger in
        buchungstext|avisierungstext|buchungsdetails|zahlungspflichtige r|bezeichnung|verwendung
        libelle|libelle operation|nature de l operation|libelle simplifie|intitule|designation|tiers|nom
        concepto|descripcion|beneficiario|establecimiento|comercio|movimiento
        naam omschrijving|naam|naam tegenpartij|tegenpartij|omschrijving|omschrijving 1|begunstigde
        descricao|historico|descricao do movimento|descritivo|estabelecimento|lancamento|descrizione|causale
        opis transakcji|opis|tytul|odbiorca|beskrivning|beskrivelse|tekst|mottagare|selite|nazev protiuctu""",
    "memo": """
        memo|note|notes|comment|comments|additional info|additional information|extended details|message|purpose
        verwendungszweck|vermerk|mitteilung|kommentar|zahlungszweck|referenz|informations complementaires|commentaire
        observaciones|mas datos|concepto ampliado|referencia|mededelingen|mededeling|omschrijving 2|opmerking
        observacoes|obs|detalhes|note aggiuntive|reference|payment reference|your reference|memo description
        libelle complementaire|kundenreferenz|viesti""",
    "amount": """
        amount|transaction amount|amt|umsatz|umsatz in eur|value|net amount|net|gross|total amount|money
        billing amount|local amount|sum
        betrag|umsatzbetrag|betrag in eur|wert|montant|montant de l operation|importe|importe eur|cantidad|monto
        bedrag|bedrag eur|transactiebedrag|valor|quantia|montante|importo|kwota|kwota transakcji|belopp|belob
        belop|maara|castka|tutar|amount in account currency|buchungsbetrag""",
    "debit": """
        debit|debits|debit amount|withdrawal|withdrawals|withdrawal amt|withdrawal amount|money out|paid out|outflow
        out|charges|charge|spent|payments out|expense|dr|dr amount|debit amt|amount debit|withdrawals dr
        soll|belastung|ausgang|lastschrift|debet|af|debitos|debito|depense|depenses|cargo|cargos|adeudo|adeudos|saida
        saidas|uscite|dare|addebiti|obciazenia|ut|utbetalning|belastungen|gastos|montant debit""",
    "credit": """
        credit|credits|credit amount|deposit|deposits|deposit amt|deposit amount|money in|paid in|inflow|in|received
        payments in|income|cr|cr amount|credit amt|amount credit|deposits cr|refund|refunds|payment amount
        haben|gutschrift|gutschriften|eingang|bij|creditos|credito|recette|recettes|abono|abonos|ingreso|ingresos
        haber|entrada|entradas|entrate|avere|accrediti|uznania|inbetalning|montant credit""",
    "indicator": """
        type|transaction type|dr cr|cr dr|debit credit|credit debit|debit or credit|credit or debit|credit debit
        indicator|debit credit indicator|sign|d c|c d|dc|soll haben|s h|umsatzart|umsatztyp|sens|signo|af bij|bij af
        debet credit|tipo|tipo de movimiento|tipo movimento|tipo de movimento|d h|transactiontype|trans type|art
        typ|direction|cdi|kind|transaction category type""",
    "balance": """
        balance|running balance|running bal|available balance|account balance|ledger balance|closing balance|bal
        balance after|balance amount|current balance|saldo|kontostand|saldo nach buchung|solde|solde apres operation
        saldo na mutatie|saldo na trn|saldo disponible|saldo contabilistico|saldo contabile|saldo po transakcji
        saldo eur|neuer saldo|running total|balance inr|bakiye""",
    "currency": """
        currency|currency code|ccy|wahrung|waehrung|devise|moneda|divisa|munt|muntsoort|valuta code|moeda|waluta
        transaction currency|account currency|iso currency|mena|currency symbol|monnaie""",
    "category": """
        category|categories|kategorie|categorie|categoria|categoria gasto|rubriek|spending category|tag|tags
        transaction category|subcategory|sous categorie|kategoria|kategori""",
    "account": """
        account|account name|account number|account no|account id|auftragskonto|iban auftragskonto|card
        card number|card no|card member|account nr
        konto|kontonummer|iban|compte|numero de compte|cuenta|numero de cuenta
        rekening|rekeningnummer|iban bban|conta|numero da conta|conto|bank account|last four|account type name""",
    "check_number": """
        check number|check|check no|check num|cheque|cheque number|cheque no|chq no|chq ref no|check or slip
        checknum|serial|num|numero de cheque|schecknummer|serial number|slip number|check slip""",
    "source_id": """
        id|transaction id|transaction number|reference number|ref|ref no|reference no|transaction reference|txn id
        fitid|unique id|uuid|transaktions id|transaktionsnummer|identifiant|numero operation|volgnr|transactie id
        id transaccion|identificador|id da transacao|external id|trace number|confirmation number|tran id|bank
        reference|order id|receipt""",
    "status": """
        status|state|transaction status|pending|cleared|posted status|zustand|etat|estado|stato|stand|buchungsstatus
        info""",
}
_PARENTHESES = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LONGEST = 100  # characters of a header; what is longer is none, and must not cost time
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def normalised(name: str) -> str:
    """A header without case, accents, punctuation and what stands in parentheses: “Betrag (€)” is “betrag”."""
    decomposed = unicodedata.normalize("NFKD", name[:_LONGEST].casefold().replace("ß", "ss"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    without = _NOT_WORDS.sub(" ", _PARENTHESES.sub(" ", plain)).strip()
    return without or _NOT_WORDS.sub(" ", plain).strip()


def role_of(name: str) -> str | None:
    """The role a header names exactly, or by the words it begins or ends with; None for a name we do not know."""
    plain = normalised(name)
    if plain in _ROLES:
        return _ROLES[plain]
    words = plain.split()
    for size in range(len(words) - 1, 0, -1):
        for part in (" ".join(words[:size]), " ".join(words[-size:])):
            if part in _ROLES and len(part) > 3:
                return _ROLES[part]
    return None


def strength(name: str) -> int:
    """How strongly a header speaks for its role, the strongest first: known names in the order of the table above."""
    return _STRENGTHS.get(normalised(name), len(_STRENGTHS))


def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for role, names in _NAMES.items():
        for name in re.split(r"\||\n\s*", names.strip()):
            found.setdefault(normalised(name), role)
    return found


_ROLES = _by_name()
_STRENGTHS = {name: place for place, name in enumerate(_ROLES)}
