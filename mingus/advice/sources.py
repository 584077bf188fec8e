"""The published figures that advice quotes, each with who published it and when. The same rows stand in the library.

`address` is the publisher's own page where it was read there; otherwise the document is named and nothing is linked.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """One published fact: `id` is its row among the library's sources."""

    id: str
    statement: str
    publisher: str
    document: str
    year: str
    address: str = ""

    @property
    def citation(self) -> str:
        """Who, what and when, in a line."""
        return ", ".join(part for part in (self.publisher, self.document, self.year) if part)


_FED: Final = "Board of Governors of the Federal Reserve System"
_BLS: Final = "U.S. Bureau of Labor Statistics"

_EVERY: Final = (
    Source(
        "RENT-02",
        "Households that spend 30 percent or more of income on housing and utilities are called cost-burdened",
        "Joint Center for Housing Studies of Harvard University",
        "The State of the Nation's Housing 2025",
        "",
    ),
    Source(
        "MORT-06",
        "Benchmark ratios many lenders still use: housing 31 and all debt 43 percent of income before tax",
        "U.S. Department of Housing and Urban Development",
        "FHA benchmark ratios",
        "",
    ),
    Source(
        "SAVE-08",
        "Federal deposit insurance covers 250,000 dollars per depositor, per insured bank, for each ownership category",
        "Federal Deposit Insurance Corporation",
        "Deposit insurance brochure text",
        "",
    ),
    Source(
        "BANK-03",
        "11 percent of adults with a bank account paid an overdraft fee in the 12 months before",
        _FED,
        "Economic Well-Being of U.S. Households in 2024: Banking and Credit",
        "2024",
        "https://www.federalreserve.gov/publications/2025-economic-well-being-of-us-households-in-2024-banking-and-credit.htm",
    ),
    Source(
        "DEBT-04",
        "Card accounts that were charged interest paid 22.25 percent a year on average in May 2025",
        _FED,
        "G.19, series TERMCBCCINTNS (FRED)",
        "2025 May",
    ),
    Source(
        "RET-12",
        "96 percent of Vanguard’s workplace plans had an employer contribution in 2024",
        "Vanguard",
        "How America Saves 2025 (data for 2024)",
        "2024",
    ),
    Source(
        "STUD-08",
        "Borrowers in SAVE, PAYE or ICR must move to another plan by July 1, 2028; courts or the Department may move "
        "it earlier",
        "U.S. Department of Education",
        "Federal student aid changes under the July 2025 budget law",
        "2028",
    ),
    Source(
        "CRED-04",
        "“Amounts owed” is 30 percent of a FICO Score for the general population",
        "Fair Isaac Corporation",
        "FICO Score components",
        "",
    ),
    Source(
        "CRED-09",
        "Free credit reports from Equifax, Experian and TransUnion every week at AnnualCreditReport.com",
        "Federal Trade Commission",
        "You now have permanent access to free weekly credit reports",
        "2023",
    ),
    Source(
        "TAX-21",
        "Self-employed people pay 15.3 percent for Social Security and Medicare; employees 7.65 percent",
        "Social Security Administration",
        "2026 fact sheet",
        "2026",
    ),
    Source(
        "INS-01",
        "42 percent of private industry workers in workplaces under 100 workers had access to life insurance in March "
        "2025",
        _BLS,
        "Employee Benefits in the United States — March 2025 (USDL-25-1464)",
        "2025 Mar",
        "https://www.bls.gov/news.release/ebs2.nr0.htm",
    ),
    Source(
        "INS-02",
        "31 percent of private industry workers in workplaces under 100 workers had access to short-term disability "
        "plans",
        _BLS,
        "Employee Benefits in the United States — March 2025 (USDL-25-1464)",
        "2025 Mar",
        "https://www.bls.gov/news.release/ebs2.nr0.htm",
    ),
)
SOURCES: Final = {source.id: source for source in _EVERY}
