"""Each vendor is asked something that changes nothing, with a key of ours."""

from mingus.checklist.looking import integrations
from mingus.checklist.rules import Kind
from mingus.core.settings import BY_NAME


def test_each_takes_a_key_that_is_a_secret_setting() -> None:
    names = [part.needs.partition(":")[0] for part in integrations.EVERY_ONE]
    assert len(set(names)) == len(names) == 6
    assert all(BY_NAME[name].secret for name in names)
    assert {part.kind for part in integrations.EVERY_ONE} == {Kind.VENDOR}
