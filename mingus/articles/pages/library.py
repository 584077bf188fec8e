"""The library's list, its search, and its reader: for everybody, with more for members."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.articles.asking import SHARED, WHY, looking, page, reader
from mingus.articles.keeping import kept_for_visitors
from mingus.articles.pages import structured
from mingus.articles.pages.sizes import chosen_size
from mingus.articles.rules import words
from mingus.articles.schemas.incoming import ListWanted
from mingus.articles.schemas.views import Found
from mingus.articles.service import listing, recommending, searching, shelf, showing
from mingus.articles.service.levels import scores_of
from mingus.core.db import transaction
from mingus.core.policy import open_to
from mingus.core.settings import link

pages = Blueprint("library", __name__, url_prefix="/library", template_folder="../templates")

PICKED = 3


@pages.get("")
@open_to("anyone", WHY, caching=SHARED)
def index() -> ResponseReturnValue:
    """The list with its filters; `?q=` searches."""
    asked = request.args.get("q", "").strip()
    return _search_page(asked) if asked else _list_page()


@pages.get("/<slug>")
@open_to("anyone", WHY, caching=SHARED)
@kept_for_visitors
def show(slug: str) -> ResponseReturnValue:
    """One article. What is closed shows what it is about and what opens it, never the text."""
    who = reader()
    with transaction(**looking(who)) as db:
        scores = scores_of(db, who)
        article = showing.show(db, who, slug, scores)
        folders = shelf.folders(db, who) if who and article.mine.is_saved else []
    options = [(str(each.id), each.name) for each in folders]
    facts: dict[str, Any] = {"folder_options": options, "size": chosen_size(), "data": structured.block(article)}
    return page("articles/show.html", who, article=article, canonical=link(article.card.url), scores=scores, **facts)


@kept_for_visitors
def _list_page() -> ResponseReturnValue:
    wanted, given = _wanted()
    who = reader()
    with transaction(**looking(who)) as db:
        scores = scores_of(db, who)
        found = listing.listed(db, who, wanted, scores)
        is_front = not any(given.values())
        going_on = shelf.going_on(db, who, scores) if who and is_front else []
        picked = recommending.recommended(db, who, at_most=PICKED) if who and is_front else []
    shown: dict[str, Any] = {
        "going_on": going_on,
        "picked": picked,
        "scores": scores,
        **_choices(),
    }
    return page("articles/index.html", who, found=found, given=given, canonical=link("/library"), **shown)


def _search_page(asked: str) -> ResponseReturnValue:
    wanted, given = _wanted()
    who = reader()
    with transaction(**looking(who)) as db:
        scores = scores_of(db, who)
        found: Found = searching.search(db, who, asked, scores, wanted=replace(wanted, after=""))
    return page(
        "articles/search.html", who, found=found, given={**given, "q": found.asked}, scores=scores, **_choices()
    )


def _wanted() -> tuple[listing.Wanted, dict[str, str]]:
    """What the address narrows the list to; a filter nobody knows narrows nothing."""
    names = ("phase", "level", "topic", "mine", "after")
    given = {name: request.args.get(name, "") for name in names}
    for name in names:
        try:
            ListWanted.model_validate({name: given[name]})
        except ValidationError:
            given[name] = ""
    return listing.Wanted(**given), given


def _choices() -> dict[str, Any]:
    return {
        "phases": [(phase, words.PHASE_NAMES[phase], words.PHASE_MEANINGS[phase]) for phase in words.PHASES],
        "levels": list(words.LEVEL_NAMES.items()),
        "topics": [(topic, words.topic_name(topic)) for topic in sorted(words.TOPICS)],
    }
