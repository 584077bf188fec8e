"""A visitor's assessment, begun, left, resumed and scored on a site that runs; what it keeps goes away by itself."""

from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any, Final

import orjson

from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.surroundings import Surroundings

SLUG: Final = "readiness"
ANSWERS: Final[dict[str, Any]] = {
    "picture": "blank",
    "surprise": "unopened",
    "asked_for_money": "dodge",
    "self_talk": 1,
    "plan": "afterwards",
    "automatic": ["none"],
    "looks": "worry",
    "asks": "often",
    "cushion": "none",
    "card": "no",
    "retirement": "full",
    "protection": ["health", "income", "beneficiaries", "will"],
}
SCORE: Final = 34
SUB_SCORES: Final = {"be": 5, "do": 28, "have": 68}
"""What these answers give, worked out by hand; a test holds them against the results that may never change."""


@dataclass
class CheckUp:
    """One visitor's browser: it keeps the cookies it is given."""

    around: Surroundings
    cookies: dict[str, str]

    def begin(self) -> str:
        """The id of a new attempt."""
        return str(self._sent(f"/api/assessments/{SLUG}/attempts", {}, 201)["id"])

    def answer(self, attempt_id: str, answers: dict[str, Any]) -> None:
        """Keep these answers."""
        self._sent(f"/api/assessments/attempts/{attempt_id}/answers", {"answers": answers}, 200)

    def kept(self, attempt_id: str) -> dict[str, Any]:
        """The answers that are still there when the visitor comes back."""
        path = f"/api/assessments/attempts/{attempt_id}"
        answer = self.around.network.get(self.around.site + path, accept="application/json", **self._shown())
        return dict(_object(path, answer, 200)["answers"])

    def result(self, attempt_id: str) -> dict[str, Any]:
        """What the site makes of the answers."""
        return dict(self._sent(f"/api/assessments/attempts/{attempt_id}/submit", {}, 200))

    def _sent(self, path: str, body: dict[str, Any], wanted: int) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", **self._shown()}
        url = self.around.site + path
        answer = self.around.network.request("POST", url, headers=headers, body=orjson.dumps(body))
        for said in answer.all("Set-Cookie"):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(said).items()})
        return _object(path, answer, wanted)

    def _shown(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}


def _object(path: str, answer: Answer, wanted: int) -> dict[str, Any]:
    if answer.status != wanted:
        raise NoAnswer(f"{path} answers {answer.status} instead of {wanted}")
    try:
        found = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        raise NoAnswer(f"{path} answers no JSON") from None
    if not isinstance(found, dict):
        raise NoAnswer(f"{path} answers no object")
    return found
