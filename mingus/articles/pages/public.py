"""For readers of news and for search engines: the feed, and the map of everything that is open to all."""

from email.utils import format_datetime

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from markupsafe import escape
from werkzeug.wrappers import Response as AnyResponse

from mingus.articles.asking import WHY, kept, looking
from mingus.articles.service import feeding
from mingus.core.db import transaction
from mingus.core.policy import open_to
from mingus.core.settings import link

pages = Blueprint("library_public", __name__)

CACHED = "public, max-age=600, must-revalidate"
PLACES = ("/", "/library", "/terms", "/privacy", "/cookies", "/security")


@pages.get("/library/feed.xml")
@open_to("anyone", WHY, caching=CACHED)
def feed() -> ResponseReturnValue:
    """RSS 2.0 of the newest articles, with summaries."""
    with transaction(**looking(None)) as db:
        found, changed_at = feeding.newest(db), feeding.changed_at(db)
    built = f"<lastBuildDate>{format_datetime(changed_at)}</lastBuildDate>" if changed_at else ""
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{escape(link(each.url))}</link>"
        f"<guid>{escape(link(each.url))}</guid><description>{escape(each.summary)}</description>"
        f"<category>{escape(each.topic)}</category><pubDate>{format_datetime(each.published_at)}</pubDate></item>"
        for each in found
    )
    channel = (
        f"<title>Mingus Library</title><link>{escape(link('/library'))}</link>"
        "<description>Money in plain words: who you are with it, what you do with it, what you build.</description>"
        f"<language>en-us</language>{built}{items}"
    )
    return _xml(f'<rss version="2.0"><channel>{channel}</channel></rss>', "application/rss+xml")


@pages.get("/sitemap.xml")
@open_to("anyone", WHY, caching=CACHED)
def sitemap() -> ResponseReturnValue:
    """Every page that search engines may list."""
    with transaction(**looking(None)) as db:
        found = feeding.every(db)
    places = "".join(f"<url><loc>{escape(link(path))}</loc></url>" for path in PLACES)
    places += "".join(
        f"<url><loc>{escape(link(each.url))}</loc><lastmod>{each.changed_on.isoformat()}</lastmod></url>"
        for each in found
    )
    return _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>', "application/xml")


def _xml(body: str, media_type: str) -> AnyResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
    answer = kept(Response(text, content_type=f"{media_type}; charset=utf-8"), None)
    answer.vary.discard("Cookie")  # the same for everybody, whatever their browser looks like
    return answer
