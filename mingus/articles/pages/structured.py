"""What search engines read of a page beside its words: schema.org's Article, as data that no browser runs."""

from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from mingus.articles.schemas.views import ArticleView
from mingus.core.settings import link


def block(article: ArticleView) -> Markup:
    """The data as an element of the page. Its type is none that browsers run, so the policy has nothing to stop."""
    return (
        Markup('<script type="application/ld+json">') + htmlsafe_json_dumps(of_article(article)) + Markup("</script>")
    )


def of_article(article: ArticleView) -> dict[str, Any]:
    """The article as https://schema.org/Article; it says so where only a part is open to everybody."""
    card = article.card
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": card.title,
        "description": card.summary,
        "datePublished": card.published_on.isoformat(),
        "dateModified": card.updated_on.isoformat(),
        "author": {"@type": "Organization", "name": article.author, "url": link("/")},
        "publisher": {"@type": "Organization", "name": "Mingus", "url": link("/")},
        "mainEntityOfPage": link(card.url),
        "inLanguage": "en-US",
        "educationalLevel": card.level_name,
        "keywords": ", ".join(card.topic_names),
        "timeRequired": f"PT{card.reading_minutes}M",
        "isAccessibleForFree": card.level == "beginner",
        "citation": [f"{each['publisher']}, {each['document']} ({each['year']})" for each in article.sources],
    }
