"""An article without a fault, and its variations."""

from typing import Any

from tests.articles.writing import text

FILLER = (
    "A plan on paper is a calm thing to look at. It asks for an evening and gives back a month. "
    "Write down what comes in, then what must go out, and look at what is left over. "
)
OTHERS = ("first-other", "second-other")


def body(slug: str, *, more: str = "") -> str:
    """About 800 words in four sections that no other slug's body shares."""
    said = " ".join(FILLER.replace("plan", f"{slug} plan {number}") for number in range(17))
    own = " ".join(word if index % 6 else f"{word} {slug}" for index, word in enumerate(said.split()))
    third = len(own) // 3
    return (
        f"{own[:third]}\n\n## One\n\n{more}\n\nWorkers earned a median of $1,204 a week in 2025.[^EARN-01]\n\n"
        f"## Two\n\n{own[third : 2 * third]} [one](/library/{OTHERS[0]}) and [two](/library/{OTHERS[1]})\n\n"
        f"## Three\n\n{own[2 * third :]}\n\n*This about {slug} teaches; it does not know your case.*\n"
    )


def article(slug: str = "good-one", *, more: str = "", **head: Any) -> str:
    """An article that is fit to ship, with `more` in its first section."""
    said = {"related": f"[{', '.join(OTHERS)}]", **head}
    return text(slug, body=said.pop("body", "") or body(slug, more=more), **said)


def library(**changed: str) -> dict[str, str]:
    """Three articles that name each other, with some replaced."""
    found = {"good-one": article()}
    found["first-other"] = article("first-other", body=_linking("first-other"), related="[good-one, second-other]")
    found["second-other"] = article("second-other", body=_linking("second-other"), related="[good-one, first-other]")
    return found | changed


def _linking(slug: str) -> str:
    return body(slug).replace(f"/library/{slug}", "/library/good-one")
