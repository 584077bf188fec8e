from mingus.advice import service
from mingus.advice.figures import health as figures
from mingus.advice.service import gather
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.advice.service.test_deciding import overview, suggested
from tests.articles import writing
from tests.articles.writing import load
from tests.ledger.books import Books


def test_a_suggestion_is_finished_with_figures_articles_and_reasons(books: Books) -> None:
    fees = next(one for one in overview(books.member).ranked if one.id == "bank-fees")
    assert fees.theme == "Spending"
    assert fees.is_urgent
    assert fees.stake is not None
    assert fees.stake.minor == 2 * 72_00
    assert fees.says.startswith(
        "Fees took $72 in the last six full months, about $144 a year: Monthly maintenance fee ($72)."
    )
    assert [article.url for article in fees.articles] == ["/library/stop-paying-bank-fees"]
    assert fees.rows_url.startswith("/transactions?from_on=")
    assert fees.url == "/advice#bank-fees"


def test_a_handful_comes_first_and_the_rest_behind(books: Books) -> None:
    view = overview(books.member)
    assert len(view.first) == min(5, len(view.ranked))
    assert suggested(books.member) == suggested(books.member)


def test_the_first_page_gets_the_first_one_alone(books: Books, bob: Member) -> None:
    for member in (books.member, bob):
        with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
            found = service.top(db, member)
        first = next(iter(overview(member).ranked), None)
        assert found == first
    assert first is None


def test_an_empty_household_hears_what_would_help_the_most(bob: Member) -> None:
    view = overview(bob)
    assert view.ranked == []
    assert len(view.wanted) == 3


def test_money_health_is_of_what_this_member_sees(books: Books, bob: Member) -> None:
    found = []
    for member in (books.member, bob):
        with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
            found.append({figure.key: figure.value for figure in service.health(db, member)})
    assert found[0]["savings-rate"] == "0%"
    assert found[0]["housing-share"] == "38%"
    assert set(found[1].values()) == {""}


def test_money_health_reads_no_rows_that_its_figures_do_not_need(books: Books, statements: list[str]) -> None:
    with transaction(books.member.household_id, person_id=books.member.person_id, read_only=True) as db:
        shown = service.health(db, books.member)
        whole = figures.figures(gather(db, books.member))
    assert shown == whole
    assert len([sent for sent in statements if "LEFT JOIN payees" in sent]) == 1  # of `gather` with everything


def test_the_library_is_asked_for_what_goes_with_the_first_suggestions(books: Books, bob: Member) -> None:
    first = overview(books.member).first[0]
    load(writing.text(first.articles[0].slug, title="The one about this"))
    (read,) = [one for one in overview(books.member).reading if one.article.slug == first.articles[0].slug]
    assert read.article.title == "The one about this"
    assert read.reason == f"Goes with “{first.title}”."
    assert read.article.url == first.articles[0].url
    assert all(one.reason != read.reason for one in overview(bob).reading)
