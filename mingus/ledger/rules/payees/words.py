"""The words banks wrap around a payee's name, and the names of shops whose bank text nobody recognises."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Longest first: "POS DEBIT VISA" must go before "POS".
LEADS: Final = tuple(
    sorted(
        (
            "ACH CREDIT ",
            "ACH DEBIT ",
            "ACH DEPOSIT ",
            "ACH HOLD ",
            "ACH PMT ",
            "ACH WITHDRAWAL ",
            "ACH ",
            "BILL PAYMENT ",
            "BILL PAY ",
            "BILLPAY ",
            "CARD PURCHASE ",
            "CHECK CARD PURCHASE ",
            "CHECKCARD ",
            "CHECK CARD ",
            "CHKCARD ",
            "CLOVER *",
            "CONTACTLESS ",
            "DBT CRD ",
            "DDA PUR ",
            "DEBIT CARD PURCHASE ",
            "DEBIT CARD ",
            "DEBIT PURCHASE ",
            "DEBIT PURCHASE -VISA ",
            "DEBIT-",
            "DEBIT ",
            "DIRECT DEBIT ",
            "DIRECT DEP ",
            "DIRECT DEPOSIT ",
            "DD *",
            "ELECTRONIC PMT-WEB ",
            "ELECTRONIC WITHDRAWAL ",
            "EXTERNAL WITHDRAWAL ",
            "IN *",
            "INTL PURCHASE ",
            "NON-CHASE ATM ",
            "PAYPAL *",
            "PAYPAL INST XFER ",
            "PENDING - ",
            "PENDING ",
            "POINT OF SALE ",
            "POS ",
            "POS DEBIT ",
            "POS DEBIT VISA ",
            "POS PURCHASE ",
            "POS TRANSACTION ",
            "POS WITHDRAWAL ",
            "PP*",
            "PREAUTHORIZED DEBIT ",
            "PURCHASE ",
            "PURCHASE AUTHORIZED ON ",
            "PURCHASE WITH CASH BACK ",
            "PY *",
            "RECURRING ",
            "RECURRING DEBIT CARD ",
            "RECURRING PAYMENT ",
            "RECURRING PAYMENT AUTHORIZED ON ",
            "RECURRING PYMT ",
            "SIGNATURE PURCHASE ",
            "SP *",
            "SP * ",
            "SQ *",
            "SQ * ",
            "SQC*",
            "TST* ",
            "TST*",
            "VENDOR PAYMENT ",
            "VISA DDA PUR AP ",
            "VISA DEBIT ",
            "VISA PURCHASE ",
            "WEB AUTHORIZED PMT ",
            "WEB PMT ",
            "WEB PMT-",
            "WITHDRAWAL DEBIT CARD ",
            "WITHDRAWAL POS ",
            "WITHDRAWAL ",
            "ZELLE PAYMENT FROM ",
            "ZELLE PAYMENT TO ",
            "ZELLE TO ",
            "ZELLE FROM ",
        ),
        key=len,
        reverse=True,
    )
)

# Whoever takes the card for somebody else: the shop's name stands behind the star.
CARRIERS: Final = _words(
    "APL BT CKE CLOVER DD EB FS FSP GG GOOGLE IN PAYPAL PP PY SP SQ SQC SQU TST WPY ZSK PADDLE.NET"
)

TAIL_WORDS: Final = _words(
    "ACH AUTOPAY BILL CCD CO DEBIT DES INC LLC LTD ON ONLINE PAYMENT PMT POS PPD PURCHASE PYMT RECURRING REF "
    "STORE TEL WEB"
)

SMALL_WORDS: Final = _words("A AN AND AT BY FOR FROM IN OF ON OR THE TO")

KEPT_CAPITALS: Final = _words(
    "AAA ACE AMC ATM AT&T BJ BP CVS DMV DSW EZ EV FBI FSA GEICO GMC GNC HBO HEB HOA HSA HSN IHOP IKEA IRA IRS KFC LA "
    "LLC MARTA MTA NAACP NBA NFL NYC NYPD PG&E PSE&G QT QVC REI SEPTA SSA SSI TJ TV UPS USA USAA USPS VA WMATA YMCA "
    "YWCA H&M M&T J&J A&W B&H H-E-B II III IV"
)

SHORT_WORDS: Final = _words("BLVD DR FT JR LN MR MRS MS MT PKWY RD SR ST")

STATES: Final = _words(
    "AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR "
    "PA PR RI SC SD TN TX UT VA VT WA WI WV WY"
)

CITY_BEGINNINGS: Final = {
    3: ("SALT LAKE", "NEW YORK CITY", "NORTH LITTLE", "WEST PALM", "RANCHO SANTA", "SOUTH SAN", "PORT ST"),
    2: (
        "BATON ", "BEVERLY ", "BOCA ", "BOWLING ", "CAPE ", "CEDAR ", "CHAPEL ", "CHULA ", "COLLEGE ", "COLORADO ",
        "CORAL ", "CORPUS ", "DALY ", "DES ", "EAST ", "EL ", "ELLICOTT ", "FAIRFAX ", "FALLS ", "FORT ", "FT ",
        "GRAND ", "GREEN ", "HIGH ", "HUNTINGTON ", "JERSEY ", "JOHNS ", "KANSAS ", "KEY ", "LA ", "LAKE ", "LAS ",
        "LITTLE ", "LONG ", "LOS ", "MIAMI ", "MOUNT ", "MOUNTAIN ", "MT ", "MYRTLE ", "NEW ", "NEWPORT ", "NORTH ",
        "OAK ", "OKLAHOMA ", "OVERLAND ", "OWINGS ", "PALM ", "PALO ", "PEACHTREE ", "PORT ", "RANCHO ", "REDWOOD ",
        "ROUND ", "SALT ", "SAN ", "SANDY ", "SANTA ", "SILVER ", "SIOUX ", "SOUTH ", "SPRING ", "ST ", "ST. ",
        "STATEN ", "STONE ", "SUGAR ", "UNION ", "UPPER ", "VIRGINIA ", "WEST ", "WHITE ", "WINSTON ",
    ),
}  # fmt: skip

# The first words of a bank's text, without punctuation, and what people call them.
ALIASES: Final = {
    "7 ELEVEN": "7-Eleven",
    "ALDI": "Aldi",
    "AMAZON PRIME": "Amazon Prime",
    "AMAZON WEB SERVICES": "Amazon Web Services",
    "AMAZON": "Amazon",
    "AMZN DIGITAL": "Amazon",
    "AMZN MKTP": "Amazon",
    "AMZN": "Amazon",
    "APPLE COM BILL": "Apple",
    "APPLECARD GSBANK": "Apple Card",
    "ATT BILL": "AT&T",
    "ATT PAYMENT": "AT&T",
    "AT&T": "AT&T",
    "BESTBUYCOM": "Best Buy",
    "CHICK FIL A": "Chick-fil-A",
    "COMCAST": "Comcast",
    "COSTCO GAS": "Costco Gas",
    "COSTCO WHSE": "Costco",
    "CVS PHARMACY": "CVS Pharmacy",
    "DISNEYPLUS": "Disney+",
    "DISNEY PLUS": "Disney+",
    "DOLLAR GENERAL": "Dollar General",
    "DOLLAR TREE": "Dollar Tree",
    "DD DOORDASH": "DoorDash",
    "DOORDASH": "DoorDash",
    "DUNKIN": "Dunkin’",
    "GOOGLE YOUTUBE": "YouTube",
    "HBO MAX": "HBO Max",
    "HOMEDEPOT COM": "The Home Depot",
    "HOME DEPOT": "The Home Depot",
    "INSTACART": "Instacart",
    "LYFT": "Lyft",
    "MCDONALDS": "McDonald’s",
    "NETFLIX COM": "Netflix",
    "NETFLIX": "Netflix",
    "POPEYES": "Popeyes",
    "SAMS CLUB": "Sam’s Club",
    "SAMSCLUB": "Sam’s Club",
    "SPOTIFY": "Spotify",
    "SQ BLUE BOTTLE": "Blue Bottle Coffee",
    "STARBUCKS": "Starbucks",
    "T MOBILE": "T-Mobile",
    "TMOBILE": "T-Mobile",
    "TARGET": "Target",
    "THE HOME DEPOT": "The Home Depot",
    "TRADER JOE S": "Trader Joe’s",
    "TRADER JOES": "Trader Joe’s",
    "UBER EATS": "Uber Eats",
    "UBER TRIP": "Uber",
    "UBER": "Uber",
    "VERIZON WRLS": "Verizon",
    "VZWRLSS": "Verizon",
    "WAL MART": "Walmart",
    "WALMART": "Walmart",
    "WM SUPERCENTER": "Walmart",
    "WHOLEFDS": "Whole Foods",
    "WHOLE FOODS": "Whole Foods",
}
