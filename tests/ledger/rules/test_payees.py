"""Bank text becomes a name people know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.rules.payees import NAMELESS, clean

SHAPES = {
    "SQ *BLUE DOOR CAFE 0423 ATLANTA GA": "Blue Door Cafe",
    "TST* BUSY BEE CAFE - AUBURN ATLANTA GA": "Busy Bee Cafe - Auburn",
    "PAYPAL *SPOTIFYUSA 402-935-7733 CA": "Spotifyusa",
    "PAYPAL *STEAM GAMES": "Steam Games",
    "POS DEBIT VISA CHECK CARD 4321 KROGER #412 DECATUR GA": "Kroger",
    "POS PURCHASE 03/12 KROGER 412 ATLANTA GA": "Kroger",
    "PURCHASE AUTHORIZED ON 03/12 PUBLIX SUPER MAR DECATUR GA S303072 CARD 1234": "Publix Super Mar",
    "CHECKCARD 0312 SHELL OIL 57444273408 STONE MOUNTAIN GA": "Shell Oil",
    "DEBIT CARD PURCHASE XXXXXXXXXXXX1234 WAFFLE HOUSE 0923": "Waffle House",
    "RECURRING PAYMENT AUTHORIZED ON 04/01 NETFLIX.COM 866-579-7172 CA": "Netflix",
    "ACME CORP DES:PAYROLL ID:XXXXX12345 INDN:ACCOUNT HOLDER CO ID:123456 PPD": "Acme Corp",
    "ORIG CO NAME:GEORGIA POWER CO ENTRY DESCR:WEB PMT SEC:WEB": "Georgia Power",
    "AMZN MKTP US*2K4R13ZQ0 AMZN.COM/BILL WA": "Amazon",
    "Amazon.com*M44DZ1AB2": "Amazon",
    "UBER *TRIP HELP.UBER.COM CA": "Uber",
    "UBER *EATS PENDING": "Uber Eats",
    "LYFT *RIDE SUN 8PM": "Lyft",
    "WAL-MART #1234 SAVANNAH GA": "Walmart",
    "WM SUPERCENTER #2360 STONE MOUNTAIN GA": "Walmart",
    "TRADER JOE'S #729 ATLANTA GA": "Trader Joe’s",
    "WHOLEFDS MKT 10234 WASHINGTON DC": "Whole Foods",
    "MCDONALD'S F1234 HOUSTON TX": "McDonald’s",
    "CVS/PHARMACY #02345 PHILADELPHIA PA": "CVS Pharmacy",
    "CHICK-FIL-A #01234 CHARLOTTE NC": "Chick-fil-A",
    "MARTA BREEZE 404-848-5000 GA": "MARTA Breeze",
    "H&M 0123 NEW YORK NY": "H&M",
    "DELTA AIR 0062341234567 DELTA.COM CA": "Delta Air",
    "THE HOME DEPOT #0121": "The Home Depot",
    "STARBUCKS STORE 08123 SEATTLE WA": "Starbucks",
    "TRANSFER TO SAVINGS": "Transfer to Savings",
    "TRANSFER FROM CHECKING": "Transfer from Checking",
    "GROCERIES MERCHANT 1 #113": "Groceries Merchant 1",
    "COFFEE MERCHANT 2 #TWIN": "Coffee Merchant 2",
    "ACME PAYROLL": "Acme Payroll",
    "BANK INTEREST": "Bank Interest",
    "INTEREST PAID": "Interest Paid",
    "ATM WITHDRAWAL 001234 03/15 PEACHTREE ST": "ATM Withdrawal Peachtree St",
    "ZELLE TO MARCUS JOHNSON ON 03/15 REF # BACXYZ123": "Marcus Johnson",
    "Zelle payment to Marcus Johnson 12345678901": "Marcus Johnson",
    "VENMO *LATOYA BROWN": "Venmo",
    "MCKINNEY BARBERSHOP": "McKinney Barbershop",
    "NAVIENT WEB PMT 123456789": "Navient",
    "  georgia   natural gas  ": "Georgia Natural Gas",
    "Corner Bakery": "Corner Bakery",
    "IKEA COLLEGE PARK COLLEGE PARK MD": "IKEA College Park",
    "CITY OF ATLANTA WATER": "City of Atlanta Water",
    "EBENEZER BAPTIST CHURCH": "Ebenezer Baptist Church",
    "GOOGLE *YOUTUBE PREMIUM": "YouTube",
    "APPLE.COM/BILL 866-712-7753 CA": "Apple",
    "SP * FENTY BEAUTY": "Fenty Beauty",
    "IN *SMITH LAWN CARE LLC": "Smith Lawn Care",
    "VISA DDA PUR AP 432100 QT 789 LITHONIA GA": "QT",
    "ＫＲＯＧＥＲ ＃１２": "Kroger",
    "CHECK 1043": "Check",
    "12345678": "12345678",
    "#4411": "#4411",
    "****": NAMELESS,
    "": NAMELESS,
    "   ": NAMELESS,
}


@pytest.mark.parametrize(("said", "known_as"), SHAPES.items())
def test_a_banks_text_becomes_the_name_people_know(said: str, known_as: str) -> None:
    assert clean(said) == known_as


@given(st.text(max_size=300))
def test_any_text_has_a_name_on_one_line(said: str) -> None:
    name = clean(said)
    assert 0 < len(name) <= 80
    assert name == " ".join(name.split())


@given(st.from_regex(r"[A-Z*#0-9 /.:-]{1,60}", fullmatch=True))
def test_shouted_text_has_a_name_too(said: str) -> None:
    assert clean(said).strip()
