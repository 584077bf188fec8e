"""Every error says who is to act: by its HTTP status to programs, by its exit code to shells."""

import pytest

from mingus.core import errors
from mingus.core.errors import MingusError


def _all(kind: type[MingusError] = MingusError) -> list[type[MingusError]]:
    return [kind, *(deeper for child in kind.__subclasses__() for deeper in _all(child))]


@pytest.mark.parametrize(
    ("kind", "status", "exit_code"),
    [
        (errors.UsageError, 500, 64),
        (errors.ConfigurationError, 500, 78),
        (errors.NotFound, 404, 64),
        (errors.Refused, 422, 65),
        (errors.BadFile, 422, 65),
        (errors.TooLarge, 413, 65),
        (errors.Conflict, 409, 70),
        (errors.Unavailable, 503, 70),
        (errors.TooManyRequests, 429, 70),
    ],
)
def test_programs_and_shells_can_tell_errors_apart(kind: type[MingusError], status: int, exit_code: int) -> None:
    assert (kind.status, kind.exit_code) == (status, exit_code)


def test_two_errors_never_share_a_code() -> None:
    ours = [kind for kind in _all() if kind.__module__ == errors.__name__]
    assert len({kind.code for kind in ours}) == len(ours)


def test_the_message_is_the_sentence_people_read() -> None:
    assert str(errors.Refused("That is too much.")) == "That is too much."


def test_a_refusal_names_the_fields_at_fault_and_keeps_its_own_list() -> None:
    fields = {"amount": "too much"}
    refused = errors.Refused("That is too much.", fields=fields)
    fields.clear()
    assert refused.fields == {"amount": "too much"}
    assert errors.Refused("No.").fields == {}


def test_what_may_be_tried_again_says_when() -> None:
    assert errors.Unavailable("Busy.").retry_after_seconds == 5
    assert errors.TooManyRequests("Wait.", retry_after_seconds=900).retry_after_seconds == 900
