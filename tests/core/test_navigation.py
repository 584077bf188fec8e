import pytest

from mingus.core.navigation import nearest

ADDRESSES = ("/", "/transactions", "/transactions/new", "/goals")


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/", "/"),
        ("/goals", "/goals"),
        ("/goals/1/edit", "/goals"),
        ("/transactions/7", "/transactions"),
        ("/transactions/new", "/transactions/new"),
        ("/goalsetting", None),
        ("/settings", None),
    ],
)
def test_a_page_lies_under_the_longest_address_of_its_path(path: str, here: str | None) -> None:
    assert nearest(path, ADDRESSES) == here
