"""Well-known shops and words, and the category they usually mean. Whole words only; the longest match wins."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

INCOME: Final = frozenset({"paycheck", "interest", "tax_refund", "side_income", "other_income"})
"""Slugs that only money coming in can have; the others also take refunds."""

# Phrases in small letters without apostrophes, separated by commas.
_TABLE: Final = {
    "paycheck": ("payroll, direct dep, salary, gusto pay, adp payroll, paychex, wages, dir dep"),
    "interest": ("interest paid, interest payment, interest earned, bank interest, dividend, dividends"),
    "tax_refund": ("irs treas, irs treas 310, tax refund, tax ref, state tax refund"),
    "side_income": ("etsy payout, uber driver, upwork, fiverr, stripe transfer, square payout, shopify payout"),
    "other_income": ("unemployment, ssa treas, va benef, child support received"),
    "housing": (
        "rent, mortgage, apartments, hoa, property management, rocket mortgage, mr cooper, rentcafe, bilt rent"
    ),
    "utilities": (
        "georgia power, georgia natural gas, duke energy, pepco, con edison, coned, pge, pg&e, dominion energy, "
        "electric, water bill, water, sewer, natural gas, energy, xfinity energy, waste management, comed, "
        "reliant, bge"
    ),
    "phone_internet": (
        "verizon, at&t, att, t-mobile, t mobile, tmobile, comcast, xfinity, spectrum, cricket wireless, mint "
        "mobile, google fi, boost mobile, internet, metro by t mobile, wireless"
    ),
    "groceries": (
        "kroger, publix, aldi, trader joes, whole foods, wholefds, safeway, giant food, food lion, harris teeter, "
        "wegmans, heb, h e b, winn dixie, sprouts, costco, sams club, bjs wholesale, instacart, shoprite, lidl, "
        "save a lot, piggly wiggly, supermarket, grocery, farmers market, stop & shop, meijer, ralphs, piggly"
    ),
    "dining_out": (
        "mcdonalds, chick fil a, wendys, burger king, popeyes, taco bell, chipotle, panera, subway, kfc, waffle "
        "house, ihop, dennys, five guys, shake shack, zaxbys, wingstop, dominos, pizza hut, papa johns, doordash, "
        "uber eats, grubhub, postmates, seamless, restaurant, grill, pizza, bbq, diner, olive garden, red "
        "lobster, cheesecake factory, slutty vegan, bar, tavern, sushi, tacos, kitchen, steakhouse, sweetgreen, "
        "cava"
    ),
    "coffee": (
        "starbucks, dunkin, peets, blue bottle, coffee, cafe, espresso, tim hortons, caribou coffee, krispy kreme"
    ),
    "transport": (
        "uber, lyft, marta, wmata, mta, septa, bart, metra, amtrak, greyhound, parking, parkmobile, spothero, "
        "toll, ez pass, e zpass, peach pass, lime, bird, transit, metro, citi bike"
    ),
    "car": (
        "shell, exxon, exxonmobil, chevron, bp, quiktrip, qt, racetrac, wawa, sheetz, sunoco, citgo, valero, "
        "marathon, 7 eleven, circle k, speedway, costco gas, jiffy lube, autozone, oreilly auto, advance auto, "
        "pep boys, firestone, discount tire, car wash, dmv, gas station, fuel"
    ),
    "health": (
        "cvs, walgreens, rite aid, pharmacy, kaiser, quest diagnostics, labcorp, dental, dentist, hospital, "
        "medical, clinic, therapy, doctor, urgent care, warby parker, goodrx, orthodontics, pediatrics, health "
        "center"
    ),
    "insurance": (
        "geico, state farm, progressive, allstate, usaa, liberty mutual, lemonade, metlife, insurance, "
        "nationwide, aetna, cigna, anthem, blue cross, farmers ins"
    ),
    "personal_care": (
        "barber, barbershop, salon, hair, nails, spa, sephora, ulta, sally beauty, great clips, beauty supply, "
        "fenty beauty, massage, braids"
    ),
    "clothing": (
        "old navy, gap, nike, adidas, h&m, zara, macys, nordstrom, tj maxx, marshalls, ross, burlington, foot "
        "locker, dsw, shein, asos, banana republic, uniqlo, lululemon, fashion nova, telfar"
    ),
    "shopping": (
        "amazon, amzn, walmart, wal mart, target, best buy, ebay, etsy, dollar general, dollar tree, family "
        "dollar, five below, apple store, temu, qvc, barnes & noble, staples, office depot"
    ),
    "home": (
        "home depot, lowes, ikea, wayfair, bed bath, ace hardware, west elm, crate & barrel, homegoods, container store"
    ),
    "subscriptions": (
        "netflix, spotify, hulu, disney plus, disneyplus, hbo max, youtube, youtube premium, apple com bill, "
        "apple, paramount plus, peacock, audible, icloud, google storage, dropbox, microsoft, adobe, patreon, "
        "sirius xm, planet fitness, la fitness, peloton, gym, nytimes, amazon prime, openai"
    ),
    "entertainment": (
        "amc, regal, cinemark, ticketmaster, stubhub, eventbrite, steam, playstation, xbox, nintendo, topgolf, "
        "dave & busters, museum, theatre, theater, cinema, bowling, live nation"
    ),
    "travel": (
        "delta air, delta, united airlines, american airlines, southwest, jetblue, spirit airlines, frontier air, "
        "airbnb, vrbo, marriott, hilton, hyatt, expedia, booking com, hotel, airlines, hertz, enterprise rent a "
        "car, enterprise rent, avis, turo, motel, holiday inn, priceline"
    ),
    "education": ("tuition, university, college, coursera, udemy, bookstore, chegg, pearson, school"),
    "student_loans": (
        "navient, nelnet, mohela, aidvantage, great lakes, sallie mae, dept education, dept of education, student "
        "loan, fedloan, edfinancial, student ln"
    ),
    "debt_payments": (
        "affirm, klarna, afterpay, ally auto, toyota financial, honda financial, capital one auto, santander "
        "consumer, carmax auto, loan payment, upstart, lendingclub, best egg"
    ),
    "family_giving": (
        "church, tithe, tithes, givelify, pushpay, united way, naacp, uncf, red cross, gofundme, donation, cash "
        "app gift, western union, moneygram, remitly, ministries, baptist, ame church, worldremit"
    ),
    "children": ("daycare, child care, childcare, kindercare, bright horizons, carters, toys, preschool, babysitter"),
    "savings_investing": (
        "fidelity, vanguard, schwab, robinhood, acorns, betterment, wealthfront, e trade, etrade, stash, "
        "coinbase, m1 finance"
    ),
    "taxes": (
        "irs usataxpymt, usataxpymt, irs, turbotax, h&r block, tax payment, dept of revenue, franchise tax, "
        "property tax"
    ),
    "fees": (
        "overdraft, monthly service fee, maintenance fee, atm fee, late fee, interest charge, annual fee, service "
        "charge, foreign transaction fee, nsf fee, wire fee, finance charge, interest charged"
    ),
    "cash": ("atm withdrawal, cash withdrawal, atm"),
}

_WORDS: Final = re.compile(r"[a-z0-9&]+")


def _phrases() -> Iterator[tuple[tuple[str, ...], str]]:
    for slug, phrases in _TABLE.items():
        for phrase in phrases.split(","):
            yield tuple(_WORDS.findall(phrase)), slug


MERCHANTS: Final = dict(_phrases())
_LONGEST: Final = max(len(words) for words in MERCHANTS)


@lru_cache(maxsize=100_000)
def category_slug(text: str) -> str | None:
    """The default category `text` speaks of, or None. More words win over fewer, earlier ones over later ones."""
    words = _WORDS.findall(text[:300].casefold().replace("'", "").replace("’", ""))
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if (slug := MERCHANTS.get(tuple(words[start : start + length]))) is not None:
                return slug
    return None
