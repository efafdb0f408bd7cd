from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from support.postal import key

from rokhas_desktop.identity.errors import BadIdentityRules
from rokhas_desktop.identity.holder import Holder, mask_cin, normalise
from rokhas_desktop.identity.rules import built_in, merged
from rokhas_desktop.identity.subject import read_holder

SERIAL, UID, CN = NameOID.SERIAL_NUMBER, NameOID.USER_ID, NameOID.COMMON_NAME


def holder(*attributes: tuple[x509.ObjectIdentifier, str], san: str | None = None) -> Holder:
    return read_holder(certificate(*attributes, san=san))


def certificate(*attributes: tuple[x509.ObjectIdentifier, str], san: str | None = None) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in attributes])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(x509.Name([x509.NameAttribute(CN, "TEST")]))
        .public_key(key().public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
    )
    if san is not None:
        inner = x509.Name([x509.NameAttribute(SERIAL, san)])
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DirectoryName(inner)]), False)
    return builder.sign(key(), hashes.SHA256())


def test_the_serial_number_comes_first() -> None:
    found = holder((SERIAL, "IDCMA-AB123456"), (UID, "CD999999"), (CN, "Naïma TEST EF111111"))
    assert (found.cin, found.id_kind, found.id_source) == ("AB123456", "cin", "serial_number")


def test_then_the_user_id() -> None:
    assert holder((UID, "cd 999999"), (CN, "Naïma TEST EF111111")).cin == "CD999999"


def test_then_the_alternative_name() -> None:
    found = holder((CN, "Naïma TEST EF111111"), san="PNOMA-GH222222")
    assert (found.cin, found.id_source) == ("GH222222", "san_directory_name")


def test_then_the_end_of_the_name() -> None:
    found = holder((CN, "Naïma TEST EF111111"))
    assert (found.cin, found.id_source) == ("EF111111", "common_name_tail")


def test_a_provider_s_own_code_is_passed_over() -> None:
    assert holder((SERIAL, "20260000123456"), (UID, "AB123456")).cin == "AB123456"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PASMA-TE1234567", "passport"),
        ("IDCFR-AB123456", "other"),
        ("IDCMA-", "other"),
        ("IDCMA-ABC12345", "other"),
        ("IDCMA-AB12345678", "other"),
    ],
)
def test_a_number_of_another_type_is_not_a_cin_and_ends_the_search(text: str, kind: str) -> None:
    found = holder((SERIAL, text), (UID, "AB123456"))
    assert (found.cin, found.id_kind, found.id_source) == (None, kind, "serial_number")


def test_two_numbers_in_one_place_are_nobody_s() -> None:
    found = holder((UID, "AB123456"), (UID, "AB123457"))
    assert (found.cin, found.id_kind) == (None, "other")


def test_the_same_number_twice_is_one() -> None:
    assert holder((UID, "AB123456"), (UID, "idcma-ab123456")).cin == "AB123456"


def test_nothing_is_guessed() -> None:
    found = holder((CN, "Naïma TEST"))
    assert (found.cin, found.id_kind, found.id_source) == (None, "none", None)


def test_digits_of_another_script_are_no_cin() -> None:
    assert holder((UID, "AB١٢٣٤٥٦")).cin is None


def test_names_are_read() -> None:
    found = holder((NameOID.SURNAME, "Ouaziz TEST"), (NameOID.GIVEN_NAME, "Naïma"), (CN, "Naïma Ouaziz TEST"))
    assert (found.surname, found.given_names, found.common_name) == ("Ouaziz TEST", "Naïma", "Naïma Ouaziz TEST")


def test_a_repr_tells_neither_name_nor_number() -> None:
    shown = repr(holder((SERIAL, "IDCMA-AB123456"), (CN, "Naïma TEST")))
    assert "Naïma" not in shown
    assert "AB1234" not in shown
    assert "56" in shown


cins = st.from_regex(r"\A[A-Z]{1,2}[0-9]{1,7}\Z")
spaces = st.sampled_from(["", " ", "\u00a0", "\u200f", "\t"])


@given(cins, st.sampled_from(["", *built_in().prefixes]), spaces, st.booleans())
def test_every_way_to_write_a_cin_reads_the_same(cin: str, prefix: str, space: str, lower: bool) -> None:
    written = f"{prefix}{cin[0]}{space}{cin[1:]}"
    text = normalise(written.lower() if lower else written)
    assert text == prefix + cin
    assert built_in().cin.fullmatch(text.removeprefix(prefix))


@given(st.text(max_size=20))
def test_a_mask_keeps_the_length_and_at_most_two_characters(text: str) -> None:
    masked = mask_cin(text)
    assert len(masked) == len(text)
    assert masked[:-2] == "•" * max(0, len(text) - 2)
    if len(text) > 2:
        assert masked[-2:] == text[-2:]
    else:
        assert set(masked) <= {"•"}


def test_the_order_of_places_is_data() -> None:
    rules = merged({"holder": {"places": ["uid", "serial_number"]}})
    subject = certificate((SERIAL, "IDCMA-AB123456"), (UID, "CD999999"))
    assert read_holder(subject, rules=rules).cin == "CD999999"


@pytest.mark.parametrize(
    "over",
    [
        {"holder": {"places": ["elsewhere"]}},
        {"holder": {"cin": "("}},
        {"policies": {"signature": ["1.2.504.*"]}},
        {"zone": "Mars/Olympus"},
        {"holder": {"prefixes": {"IDCMA-": "guess"}}},
    ],
)
def test_rules_that_make_no_sense_are_refused(over: dict[str, object]) -> None:
    with pytest.raises(BadIdentityRules):
        merged(over)
