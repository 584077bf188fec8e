"""Each way in which a domain's mail can be forged or lost is named."""

import base64
from collections.abc import Mapping

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mingus.checklist.looking.mail_records import dkim_bits, dkim_faults, dmarc_faults, spf_faults, spf_of

Texts = Mapping[str, list[str]]
KEY = "key._domainkey.a.test"
DMARC = "v=DMARC1; p=reject; rua=mailto:d@a.test"


def rsa_key(bits: int) -> str:
    made = rsa.generate_private_key(65537, bits).public_key()
    return base64.b64encode(made.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


ENOUGH, LONG = rsa_key(1024), rsa_key(2048)
ED25519 = base64.b64encode(ed25519.Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
CURVE = base64.b64encode(
    ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
).decode()
TOO_SHORT = (  # 1016 bits, which cryptography reads and does not make
    "MIGeMA0GCSqGSIb3DQEBAQUAA4GMADCBiAKBgADQWFaMbefNMUkefLRTbsm3f2AOUhOr5msBuquIYMxQ7vyetKcxGFpBYv+FJt/QozE7qxpbJzV+"
    "TsiUpnCgctNUEYtJVeD8blCuNYhflRRRhrUrwqd+A3KUfJ+tLgy6zdcQD0a8K5XJ42KBgCrO0VOTkgPzwxKCTi3mIFNHinQrAgMBAAE="
)


def spf(texts: Texts, asked: list[str] | None = None) -> list[str]:
    def ask(name: str) -> list[str]:
        if asked is not None:
            asked.append(name)
        return list(texts.get(name, []))

    return spf_faults("a.test", ask)


class TestSpf:
    @pytest.mark.parametrize(
        "record",
        [
            "v=spf1 -all",
            "v=spf1 ~all",
            "V=SPF1 IP4:192.0.2.1 ip6:2001:db8::1 -ALL",
            "v=spf1 a mx a:b.test mx/24 ptr exists:%{i}.b.test -all",
            "v=spf1 include:b.test ~all",
            "v=spf1 redirect=b.test",
            "v=spf1 include:%{d}.b.test -all",
            "v=spf1 exp=why.b.test -all",
            "v=spf1 -all nonsense",
        ],
    )
    def test_whole_ones_pass(self, record: str) -> None:
        assert spf({"a.test": ["google-site-verification=1", record], "b.test": ["v=spf1 ip4:192.0.2.2 -all"]}) == []

    @pytest.mark.parametrize(
        ("records", "words"),
        [
            ([], "a.test has no SPF records"),
            (["v=spf10 -all"], "a.test has no SPF records"),
            (["v=spf1 -all", "v=spf1 ~all"], "a.test has 2 SPF records"),
            (["v=spf1 ip4:192.0.2.1"], "ends in nothing, not in -all or ~all"),
            (["v=spf1 ?all"], "ends in ?all"),
            (["v=spf1 +all"], "ends in +all"),
            (["v=spf1 all"], "ends in +all"),
            (["v=spf1 include:c.test -all"], "c.test has no SPF records"),
            (["v=spf1 redirect=c.test"], "c.test has no SPF records"),
            (["v=spf1 redirect=b.test"], "ends in ?all"),
            (["v=spf1 inclde:b.test -all"], "says inclde:b.test, which is nothing known"),
        ],
    )
    def test_each_fault_is_named(self, records: list[str], words: str) -> None:
        [fault] = spf({"a.test": records, "b.test": ["v=spf1 ?all"]})
        assert words in fault

    def test_how_an_included_record_ends_is_its_own_business(self) -> None:
        assert spf({"a.test": ["v=spf1 include:b.test -all"], "b.test": ["v=spf1 ?all"]}) == []

    @pytest.mark.parametrize("kind", ["a", "mx", "ptr", "exists:b.test", "a:b.test"])
    def test_ten_lookups_are_enough_and_eleven_too_many(self, kind: str) -> None:
        assert spf({"a.test": [f"v=spf1 {f'{kind} ' * 10}-all"]}) == []
        [fault] = spf({"a.test": [f"v=spf1 {f'{kind} ' * 11}-all"]})
        assert fault == "the SPF record of a.test takes more than 10 lookups"

    def test_lookups_of_included_and_redirected_records_count(self) -> None:
        below = {"b.test": ["v=spf1 mx mx mx mx -all"], "c.test": ["v=spf1 mx mx mx -all"]}
        assert spf({"a.test": ["v=spf1 a include:b.test redirect=c.test"], **below}) == []
        [fault] = spf({"a.test": ["v=spf1 a a include:b.test redirect=c.test"], **below})
        assert "more than 10 lookups" in fault

    def test_addresses_take_no_lookup(self) -> None:
        assert spf({"a.test": ["v=spf1 " + "ip4:192.0.2.1 " * 30 + "-all"]}) == []

    @pytest.mark.parametrize("record", ["v=spf1 include:a.test -all", "v=spf1 redirect=a.test"])
    def test_one_that_leads_to_itself_is_left_after_ten(self, record: str) -> None:
        asked: list[str] = []
        [fault] = spf({"a.test": [record]}, asked)
        assert "more than 10 lookups" in fault
        assert len(asked) == 11

    def test_other_texts_are_no_spf(self) -> None:
        assert spf_of("a.test", lambda _: ["v=spf1", "v=spf2.0/pra", "hello", "V=SPF1 -all"]) == [
            "v=spf1",
            "V=SPF1 -all",
        ]


class TestDkim:
    @pytest.mark.parametrize(
        ("record", "bits"),
        [
            (f"v=DKIM1; k=rsa; p={LONG}", 2048),
            (f"p={ENOUGH}", 1024),
            (f"p={LONG[:50]} {LONG[50:]};", 2048),
            (f"v=DKIM1; k=ed25519; p={ED25519}", 3072),
            (f"v=DKIM2; p={LONG}", 0),
            ("v=DKIM1; p=", 0),
            ("v=DKIM1", 0),
            ("v=DKIM1; p=!!!", 0),
            (f"v=DKIM1; p={LONG[:100]}", 0),
            (f"v=DKIM1; k=ed25519; p={ED25519[:8]}", 0),
            (f"v=DKIM1; p={CURVE}", 0),
        ],
        ids=lambda value: str(value) if isinstance(value, int) else value[:14],  # keys are new in every process
    )
    def test_a_key_is_measured(self, record: str, bits: int) -> None:
        assert dkim_bits(record) == bits

    @pytest.mark.parametrize(
        "record",
        [f"v=DKIM1; p={ENOUGH}", f"p={LONG}; t=s", f"k=ed25519; p={ED25519}"],
        ids=["enough", "long", "ed25519"],
    )
    def test_whole_ones_pass(self, record: str) -> None:
        assert dkim_faults(KEY, lambda _: ["hello", record]) == []

    @pytest.mark.parametrize(
        ("records", "words"),
        [
            ([], f"{KEY} has no DKIM keys"),
            (["hello"], f"{KEY} has no DKIM keys"),
            ([f"p={LONG}", f"p={ENOUGH}"], f"{KEY} has 2 DKIM keys"),
            (["v=DKIM1; p="], f"the DKIM key at {KEY} can't be used"),
            ([f"p={TOO_SHORT}"], f"the DKIM key at {KEY} has only 1016 bits"),
            ([f"p={LONG}; t=s:Y"], f"the DKIM key at {KEY} is only on trial (t=y)"),
        ],
    )
    def test_each_fault_is_named(self, records: list[str], words: str) -> None:
        assert dkim_faults(KEY, lambda _: records) == [words]

    def test_the_name_asked_is_the_selectors(self) -> None:
        assert dkim_faults(KEY, lambda name: [f"p={LONG}"] if name == KEY else []) == []


class TestDmarc:
    @pytest.mark.parametrize(
        "record",
        [
            DMARC,
            DMARC.replace("reject", "QUARANTINE"),
            "v = DMARC1 ;p=reject;rua=mailto:d@a.test; sp=quarantine; pct=100",
            DMARC + "; adkim=s; fo=1",
        ],
    )
    def test_whole_ones_pass(self, record: str) -> None:
        assert dmarc_faults("a.test", lambda name: [record, "hello"] if name == "_dmarc.a.test" else []) == []

    @pytest.mark.parametrize(
        ("records", "words"),
        [
            ([], "has no DMARC records"),
            (["p=reject; v=DMARC1"], "has no DMARC records"),
            ([DMARC, DMARC], "has 2 DMARC records"),
            ([DMARC.replace("reject", "none")], "says p=none, not quarantine or reject"),
            ([DMARC.replace("p=reject; ", "")], "says p=nothing, not quarantine or reject"),
            ([DMARC + "; sp=none"], "says sp=none, which lets names below be forged"),
            ([DMARC + "; pct=99"], "holds for 99 % of the mail"),
            ([DMARC.partition("; rua")[0]], "names no address for reports (rua)"),
            ([DMARC.replace("mailto:", "https:")], "names no address for reports (rua)"),
        ],
    )
    def test_each_fault_is_named_alone(self, records: list[str], words: str) -> None:
        assert dmarc_faults("a.test", lambda _: records) == [f"_dmarc.a.test {words}"]
