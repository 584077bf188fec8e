"""The names of months as banks write them, in the languages Mingus knows."""

import unicodedata

_NAMES = """
jan january januar janvier janv enero ene januari janeiro gennaio gen jaenner
feb february februar fevrier fevr fev febrero februari fevereiro febbraio
mar march marz maerz mrz mars marzo maart mrt marco
apr april avril avr abril abr aprile
may mai mayo mei maio maggio mag
jun june juni juin junio junho giugno giu
jul july juli juillet juil julio julho luglio lug
aug august aout agosto ago augustus
sep sept september septembre septiembre setembro set settembre
oct october oktober okt octobre octubre outubro out ottobre ott
nov november novembre noviembre novembro
dec december dezember dez decembre diciembre dic dezembro dicembre
""".strip().splitlines()
_MONTHS = {name: number for number, line in enumerate(_NAMES, start=1) for name in line.split()}


def month_number(name: str) -> int | None:
    """1 to 12 for “Nov”, “november”, “Août”, “März”; None for any other word."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return _MONTHS.get("".join(letter for letter in decomposed if not unicodedata.combining(letter)))
