"""8.2: where names lead, mail, and whether all servers agree, in zones that are right and wrong."""

from collections.abc import Iterator

import pytest

from mingus.checklist.boxes.domain import records
from mingus.checklist.rules import DEPLOYED, State
from tests.checklist.boxes.domain.zones import ADDRESS, APP, KEY, RIGHT, Changes, answering, changed
from tests.checklist.conftest import Check, is_green, is_red
from tests.checklist.secured import NAME, Given
from tests.servers import dns as servers

LEAD = "the_names_lead_to_one_app"
STAND = "mail_records_stand"
WWW, API = f"www.{NAME}", f"api.{NAME}"
ANOTHER = "other-def34.ondigitalocean.app"


@pytest.fixture(scope="module")
def right_zone() -> Iterator[Given]:
    with answering(RIGHT) as given:
        yield given


@pytest.mark.parametrize("box_id", ["8.2.1", "8.2.2", "8.2.3", "8.2.4"])
def test_without_an_address_it_is_unknown(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN


@pytest.mark.parametrize("box_id", ["8.2.1", "8.2.2"])
def test_without_a_token_it_is_unknown_though_dns_is_right(check: Check, right_zone: Given, box_id: str) -> None:
    assert check(box_id, **right_zone).state is State.UNKNOWN


@pytest.mark.parametrize(
    "box", [("8.2.1", LEAD), ("8.2.2", STAND), ("8.2.3", ""), ("8.2.4", "")], ids=lambda box: box[0]
)
def test_name_servers_that_fail_are_a_fail(check: Check, right_zone: Given, box: tuple[str, str]) -> None:
    with servers.failing() as server, answering(RIGHT) as given:
        network = type(given["network"])(name_servers=(("127.0.0.1", server.port),), seconds=2)
        assert is_red(check(*box, **{**given, "network": network}), "no name server answers")


class TestNamesLeadToTheApp:
    def test_a_right_zone_passes(self, check: Check, right_zone: Given) -> None:
        result = check("8.2.1", LEAD, **right_zone)
        assert is_green(result)
        assert APP in result.finding.detail
        assert result.finding.figures["names"] == 3

    @pytest.mark.parametrize(
        "changes",
        [
            {NAME: {"CNAME": f"{APP}."}},
            {WWW: {"A": ADDRESS}},
            {WWW: {"CNAME": f"{NAME}."}},
            {APP: {"A": ADDRESS, "AAAA": "2606:4700::1"}, NAME: {"A": ADDRESS, "AAAA": "2606:4700::1"}},
        ],
    )
    def test_other_ways_to_get_there_pass(self, check: Check, changes: Changes) -> None:
        with answering(changed(changes)) as given:
            assert is_green(check("8.2.1", LEAD, **given))

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({WWW: {"CNAME": "parked.elsewhere.test."}}, f"{WWW} leads to parked.elsewhere.test, which is no app"),
            ({WWW: {"CNAME": f"{APP}.evil.test."}}, f"{WWW} leads to {APP}.evil.test, which is no app"),
            ({API: {"CNAME": f"{ANOTHER}."}}, f"the names lead to different apps: {APP}, {ANOTHER}"),
            ({NAME: {"A": "162.159.140.99"}}, f"{NAME} has other addresses than {APP}"),
            ({NAME: {"A": [ADDRESS, "162.159.140.99"]}}, f"{NAME} has other addresses than {APP}"),
            ({API: None}, f"{API} has other addresses than {APP}"),
            ({APP: None}, f"{APP} has no address"),
        ],
    )
    def test_each_fault_is_named_alone(self, check: Check, changes: Changes, words: str) -> None:
        with answering(changed(changes)) as given:
            result = check("8.2.1", LEAD, **given)
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1

    def test_names_without_an_alias_say_nothing(self, check: Check) -> None:
        with answering(changed({WWW: {"A": ADDRESS}, API: {"CNAME": f"{NAME}."}})) as given:
            result = check("8.2.1", LEAD, **given)
        assert result.state is State.UNKNOWN
        assert "only DigitalOcean knows" in result.finding.detail

    def test_a_loop_fails(self, check: Check) -> None:
        loop: Changes = {NAME: {"CNAME": f"{WWW}."}, WWW: {"CNAME": f"{NAME}."}}
        with answering(changed(loop)) as given:
            assert is_red(check("8.2.1", LEAD, **given), "no name server answers")


class TestMailRecords:
    def test_a_right_zone_passes(self, check: Check, right_zone: Given) -> None:
        result = check("8.2.2", STAND, **right_zone)
        assert is_green(result)
        assert result.finding.figures == {"records": 3}

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({NAME: {"A": ADDRESS}}, f"{NAME} takes no mail"),
            ({NAME: {"MX": "0 ."}}, f"{NAME} takes no mail"),
            ({f"send.{NAME}": None}, f"send.{NAME} takes no mail"),
            ({f"resend._domainkey.{NAME}": None}, f"resend._domainkey.{NAME} is not there"),
        ],
    )
    def test_each_fault_is_named_alone(self, check: Check, changes: Changes, words: str) -> None:
        with answering(changed(changes)) as given:
            result = check("8.2.2", STAND, **given)
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1

    def test_mail_from_another_domain_is_looked_at_there(self, check: Check) -> None:
        with answering(RIGHT) as given:
            environ = {**given["environ"], "MAIL_FROM": "hello@post.test"}
            assert is_red(check("8.2.2", STAND, **{**given, "environ": environ}), "post.test takes no mail")


class TestForgery:
    def test_a_right_zone_passes(self, check: Check, right_zone: Given) -> None:
        result = check("8.2.3", **right_zone)
        assert is_green(result)
        assert result.finding.figures == {"senders": 2, "silent": 0}

    @pytest.mark.parametrize(
        ("changes", "senders", "silent"),
        [
            ({WWW: {"A": ADDRESS, "TXT": "v=spf1 -all"}}, 2, 1),
            ({WWW: {"A": ADDRESS, "TXT": "v=spf1 -all", "MX": "0 ."}}, 2, 1),
            ({WWW: {"A": ADDRESS, "MX": "10 mail.mingus.test."}}, 2, 0),
            ({f"send.{NAME}": None}, 1, 0),
        ],
    )
    def test_other_right_zones_pass(self, check: Check, changes: Changes, senders: int, silent: int) -> None:
        with answering(changed(changes)) as given:
            result = check("8.2.3", **given)
        assert is_green(result)
        assert result.finding.figures == {"senders": senders, "silent": silent}

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({NAME: {"TXT": "hello"}}, f"{NAME} has no SPF records"),
            ({NAME: {"TXT": ["v=spf1 -all", "v=spf1 ~all"]}}, f"{NAME} has 2 SPF records"),
            ({NAME: {"TXT": "v=spf1 ?all"}}, "ends in ?all"),
            ({"_spf.dns.test": {"TXT": f"v=spf1 {'a ' * 10}-all"}}, "more than 10 lookups"),
            ({"_spf.dns.test": {"TXT": "v=spf1 include:_spf.dns.test -all"}}, "more than 10 lookups"),
            ({f"send.{NAME}": {"MX": "10 a.test.", "TXT": "v=spf1 +all"}}, f"send.{NAME} ends in +all"),
            ({f"resend._domainkey.{NAME}": None}, f"resend._domainkey.{NAME} has no DKIM keys"),
            ({f"resend._domainkey.{NAME}": {"TXT": f"p={KEY}; t=y"}}, "is only on trial"),
            ({f"_dmarc.{NAME}": None}, f"_dmarc.{NAME} has no DMARC records"),
            ({f"_dmarc.{NAME}": {"TXT": "v=DMARC1; p=none; rua=mailto:a@b.test"}}, "says p=none"),
            ({API: {"A": ADDRESS}}, f"{API} sends no mail and does not say so (v=spf1 -all)"),
            ({API: {"A": ADDRESS, "TXT": "v=spf1 ~all"}}, f"{API} sends no mail and does not say so"),
        ],
    )
    def test_each_fault_is_named_alone(self, check: Check, changes: Changes, words: str) -> None:
        with answering(changed(changes)) as given:
            result = check("8.2.3", **given)
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1


class TestAgreement:
    def test_servers_that_agree_pass(self, check: Check) -> None:
        with answering(RIGHT, RIGHT, RIGHT, keep_seconds=3600) as given:
            result = check("8.2.4", **given)
        assert is_green(result)
        assert result.finding.figures == {"servers": 3, "sets": 8}

    def test_one_alone_can_not_agree(self, check: Check, right_zone: Given) -> None:
        result = check("8.2.4", **right_zone)
        assert result.state is State.UNKNOWN
        assert "one name server alone" in result.finding.detail

    @pytest.mark.parametrize(
        ("changes", "what"),
        [
            ({NAME: {**RIGHT[NAME], "A": "162.159.140.99"}}, f"{NAME} A: 2 different answers from 3 servers"),
            ({NAME: {**RIGHT[NAME], "AAAA": "2606:4700::1"}}, f"{NAME} AAAA: 2 different answers"),
            ({NAME: {**RIGHT[NAME], "MX": "10 b.test."}}, f"{NAME} MX: 2 different answers"),
            ({NAME: {**RIGHT[NAME], "TXT": "v=spf1 -all"}}, f"{NAME} TXT: 2 different answers"),
            ({WWW: {"A": "162.159.140.99"}}, f"{WWW} A: 2 different answers"),
            ({API: None}, f"{API} A: 2 different answers"),
        ],
    )
    def test_one_that_says_something_else_is_named(self, check: Check, changes: Changes, what: str) -> None:
        with answering(RIGHT, changed(changes), RIGHT) as given:
            result = check("8.2.4", **given)
        assert is_red(result, what)
        assert result.finding.figures["faults"] == 1

    def test_what_is_kept_for_more_than_an_hour_is_named(self, check: Check) -> None:
        with answering(RIGHT, RIGHT, keep_seconds=3601) as given:
            result = check("8.2.4", **given)
        assert is_red(result, f"{NAME} A may be kept for 3601 seconds, more than 3600")
        assert result.finding.figures["faults"] == 5

    def test_a_name_that_nobody_has_heard_of_is_no_agreement(self, check: Check) -> None:
        zone = changed({API: None})
        with answering(zone, zone) as given:
            result = check("8.2.4", **given)
        assert is_red(result, f"no server has an address for {API}")
        assert result.finding.figures["faults"] == 1

    def test_one_with_ipv6_alone_is_heard_of(self, check: Check) -> None:
        zone = changed({API: {"AAAA": "2606:4700::1"}})
        with answering(zone, zone) as given:
            assert is_green(check("8.2.4", **given))


def test_what_each_box_is_made_of() -> None:
    assert {box.id: box.kind for box in records.BOXES} == {"8.2.1": "L+O", "8.2.2": "L+V", "8.2.3": "L", "8.2.4": "L"}
    assert [box.id for box in records.BOXES if not box.blocker] == []
    assert {box.stages for box in records.BOXES} == {DEPLOYED}
