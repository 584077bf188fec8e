"""Articles as JSON, for everybody; the whole text where it is open to whoever asks, decided here."""

from apiflask import APIBlueprint
from flask import jsonify
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from mingus.articles.asking import SHARED, WHY, kept, looking, reader
from mingus.articles.keeping import kept_for_visitors
from mingus.articles.schemas.answers import ArticleList, Featured, FeaturedList, SearchAnswer, WholeArticle
from mingus.articles.schemas.incoming import ListWanted, SearchWanted
from mingus.articles.service import featuring, listing, searching, showing
from mingus.articles.service.levels import scores_of
from mingus.core.db import transaction
from mingus.core.fields import Outgoing
from mingus.core.policy import open_to
from mingus.core.tenancy import Member

api = APIBlueprint("library_api", __name__, url_prefix="/api/articles", tag="Library")


@api.get("/")
@open_to("anyone", WHY, caching=SHARED)
@api.input(ListWanted, location="query")
@kept_for_visitors
def index(query_data: ListWanted) -> ResponseReturnValue:
    """Articles in the library's order; `mine` narrows it for members to saved, unread, reading or read."""
    who = reader()
    with transaction(**looking(who)) as db:
        found = listing.listed(db, who, listing.Wanted(**query_data.model_dump()), scores_of(db, who))
    return _said(ArticleList.of(found), who)


@api.get("/featured")
@open_to("anyone", WHY, caching=SHARED)
@kept_for_visitors
def featured() -> ResponseReturnValue:
    """What to read next, each with its reason; for visitors, where to begin."""
    who = reader()
    with transaction(**looking(who)) as db:
        found = featuring.featured(db, who)
    return _said(FeaturedList(items=[Featured.because(each) for each in found]), who)


@api.get("/search")
@open_to("anyone", WHY, caching=SHARED)
@api.input(SearchWanted, location="query")
def search(query_data: SearchWanted) -> ResponseReturnValue:
    """The best articles for `q`, narrowed like a list; quotes, OR and a minus work, slips of the pen are mended."""
    who, wanted = reader(), listing.Wanted(**query_data.model_dump(exclude={"q"}))
    with transaction(**looking(who)) as db:
        found = searching.search(db, who, query_data.q, scores_of(db, who), wanted=wanted)
    return _said(SearchAnswer.of(found), who)


@api.get("/<slug>")
@open_to("anyone", WHY, caching=SHARED)
@kept_for_visitors
def show(slug: str) -> ResponseReturnValue:
    """One article; its text where it is open to whoever asks."""
    who = reader()
    with transaction(**looking(who)) as db:
        article = showing.show(db, who, slug, scores_of(db, who))
    return _said(WholeArticle.whole(article), who)


def _said(answer: Outgoing, who: Member | None) -> Response:
    response = kept(jsonify(answer.model_dump(mode="json")), who)
    response.vary.add("Authorization")
    return response
