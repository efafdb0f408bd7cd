"""The test CA's services, judged by OpenSSL."""

from __future__ import annotations

import base64
import json
import multiprocessing
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.postal import der, leaf, own_ca

from rokhas_desktop.sandbox.postal_ca import CaServer, PostalCA
from rokhas_desktop.sandbox.postal_ca.errors import CaDamaged, CaPortTaken
from rokhas_desktop.sandbox.postal_ca.services import answer_ocsp, answer_timestamp


def openssl(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = ["openssl", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)


def get(url: str, body: bytes | None = None) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, body), timeout=10) as answer:
        return bytes(answer.read())


def pem(path: Path, certificate: x509.Certificate) -> Path:
    path.write_bytes(certificate.public_bytes(Encoding.PEM))
    return path


def ask_ocsp(ca: PostalCA, certificate: Path) -> str:
    issuer, root = ca.chain_dir / "qualified-ca.pem", ca.trust_dir / "root.pem"
    done = openssl("ocsp", "-issuer", issuer, "-cert", certificate, "-url", ca.urls.ocsp, "-CAfile", root,
                   "-verify_other", issuer, "-resp_text")  # fmt: skip
    assert "Response verify OK" in done.stderr, done.stderr
    return next(line for line in done.stdout.splitlines() if line.startswith(f"{certificate}: "))


def judge(ca: PostalCA, certificate: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """``openssl verify`` with both lists."""
    lists = folder / "lists.pem"
    with lists.open("wb") as out:
        for name in ("root", "qualified-ca"):
            out.write(x509.load_der_x509_crl(get(ca.urls.crl(name))).public_bytes(Encoding.PEM))
    return openssl("verify", "-x509_strict", "-crl_check_all", "-CAfile", ca.trust_dir / "root.pem",
                   "-untrusted", ca.chain_dir / "qualified-ca.pem", "-CRLfile", lists, certificate)  # fmt: skip


def test_openssl_finds_a_certificate_good_then_revoked(served: PostalCA, tmp_path: Path) -> None:
    certificate = leaf(served)
    path = pem(tmp_path / "leaf.pem", certificate)
    assert ask_ocsp(served, path).endswith(": good")
    assert judge(served, path, tmp_path).returncode == 0

    served.revoke(certificate.serial_number)

    assert ask_ocsp(served, path).endswith(": revoked")
    assert "certificate revoked" in judge(served, path, tmp_path).stderr


def test_the_services_certificates_are_good_too(served: PostalCA, tmp_path: Path) -> None:
    for name in ("ocsp", "tsa"):
        path = pem(tmp_path / f"{name}.pem", served.signer(name).certificate)
        assert ask_ocsp(served, path).endswith(": good")
        assert judge(served, path, tmp_path).returncode == 0


def test_a_certificate_that_was_not_issued_is_unknown(served: PostalCA, founded: Path, tmp_path: Path) -> None:
    # The same keys, another register: well signed, and the responder has never heard of it.
    elsewhere = own_ca(founded, tmp_path / "elsewhere")
    assert ask_ocsp(served, pem(tmp_path / "stranger.pem", leaf(elsewhere))).endswith(": unknown")


def revoke_elsewhere(folder: Path, serial: int) -> None:
    PostalCA.open_or_create(folder).revoke(serial)


def test_a_revocation_by_another_process_is_seen_at_once(served: PostalCA, tmp_path: Path) -> None:
    certificate = leaf(served)
    path = pem(tmp_path / "leaf.pem", certificate)
    assert ask_ocsp(served, path).endswith(": good")
    process = multiprocessing.get_context("spawn").Process(
        target=revoke_elsewhere, args=(served.folder, certificate.serial_number)
    )
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert ask_ocsp(served, path).endswith(": revoked")


def test_only_what_was_issued_can_be_revoked_and_the_first_time_counts(ca: PostalCA) -> None:
    with pytest.raises(KeyError):
        ca.revoke(12345)
    serial = leaf(ca).serial_number
    first = datetime(2026, 1, 1, tzinfo=UTC)
    ca.revoke(serial, at=first)
    ca.revoke(serial)
    assert [item.at for item in ca.state.revocations()] == [first]


def test_ocsp_answers_get_as_well(served: PostalCA) -> None:
    certificate = leaf(served)
    request = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(certificate, served.signer("qualified-ca").certificate, hashes.SHA256())
        .build()
    )
    encoded = urllib.parse.quote(base64.b64encode(request.public_bytes(Encoding.DER)), safe="")
    answer = ocsp.load_der_ocsp_response(get(f"{served.urls.ocsp}/{encoded}"))
    assert answer.certificate_status is ocsp.OCSPCertStatus.GOOD


def test_the_issuer_s_certificate_is_where_aia_says(served: PostalCA) -> None:
    assert get(served.urls.certificate("qualified-ca")) == served.chain[0]
    assert get(served.urls.certificate("root")) == served.anchors[0]
    with pytest.raises(urllib.error.HTTPError):
        get(served.urls.certificate("tsa"))


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_openssl_accepts_a_timestamp(served: PostalCA, tmp_path: Path, digest: str) -> None:
    data, query, reply = tmp_path / "data", tmp_path / "q.tsq", tmp_path / "r.tsr"
    data.write_bytes(b"TEST")
    openssl("ts", "-query", "-data", data, f"-{digest}", "-cert", "-out", query)
    reply.write_bytes(get(served.urls.tsa, query.read_bytes()))
    verify = ["ts", "-verify", "-in", reply, "-CAfile", served.trust_dir / "root.pem",
              "-untrusted", served.chain_dir / "qualified-ca.pem"]  # fmt: skip
    assert "Verification: OK" in openssl(*verify, "-queryfile", query).stdout
    data.write_bytes(b"TEST altered")
    assert openssl(*verify, "-data", data).returncode != 0


def timestamp_request(algorithm: str, digest: bytes, policy: str | None = None) -> bytes:
    imprint = {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": digest}
    fields = {"version": 1, "message_imprint": imprint, **({"req_policy": policy} if policy else {})}
    return bytes(tsp.TimeStampReq(fields).dump())


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (b"", "the data submitted has the wrong format"),
        (timestamp_request("sha1", bytes(20)), "unrecognized or unsupported algorithm identifier"),
        (timestamp_request("sha256", bytes(20)), "the data submitted has the wrong format"),
        (timestamp_request("sha256", bytes(32), "1.2.3"), "the requested TSA policy is not supported by the TSA"),
    ],
)
def test_what_cannot_be_stamped_is_rejected_with_its_reason(
    ca: PostalCA, tmp_path: Path, request_: bytes, reason: str
) -> None:
    reply = tmp_path / "r.tsr"
    reply.write_bytes(answer_timestamp(ca, request_))
    shown = openssl("ts", "-reply", "-in", reply, "-text").stdout
    assert "Status: Rejected." in shown
    assert reason in shown


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_get_an_answer(ca: PostalCA, request: bytes) -> None:
    assert ocsp.load_der_ocsp_response(answer_ocsp(ca, request)).response_status in {
        ocsp.OCSPResponseStatus.MALFORMED_REQUEST,
        ocsp.OCSPResponseStatus.UNAUTHORIZED,
    }
    assert answer_timestamp(ca, request).startswith(b"\x30")


def status_of(url: str, body: bytes | None = None) -> int:
    try:
        get(url, body)
    except urllib.error.HTTPError as error:
        return error.code
    return 200


def test_faults_are_acted_and_end(served: PostalCA) -> None:
    served.faults = replace(served.faults, ocsp="down", crl="down", tsa="down")
    assert status_of(served.urls.ocsp, b"x") == 503
    assert status_of(served.urls.crl("qualified-ca")) == 503
    assert status_of(served.urls.tsa, b"x") == 503
    served.faults = replace(served.faults, ocsp="slow", crl="up", tsa="up", slow_s=0.4)
    started = time.monotonic()
    assert status_of(served.urls.ocsp, b"x") == 200
    assert time.monotonic() - started >= 0.4
    assert status_of(served.urls.crl("qualified-ca")) == 200


def test_a_stale_list_has_passed(served: PostalCA) -> None:
    served.faults = replace(served.faults, crl="stale")
    crl = x509.load_der_x509_crl(get(served.urls.crl("qualified-ca")))
    assert crl.next_update_utc is not None
    assert crl.next_update_utc < datetime.now(UTC)


def test_the_clock_can_be_moved(ca: PostalCA) -> None:
    before = ca.now()
    ca.faults = replace(ca.faults, clock_s=86_400.0)
    assert timedelta(hours=23) < ca.now() - before < timedelta(hours=25)
    token = tsp.TimeStampResp.load(answer_timestamp(ca, timestamp_request("sha256", bytes(32))))["time_stamp_token"]
    content = token["content"]["encap_content_info"]["content"].parsed
    assert content["gen_time"].native > before + timedelta(hours=23)


def test_a_list_that_is_too_long_is_not_read(served: PostalCA) -> None:
    assert status_of(served.urls.ocsp, bytes(100_000)) == 413


def test_the_ca_stays_the_same_when_opened_again(ca: PostalCA) -> None:
    again = PostalCA.open_or_create(ca.folder)
    assert (again.anchors, again.chain, again.urls) == (ca.anchors, ca.chain, ca.urls)


def test_names_say_test_and_every_certificate_is_below_its_own_root(ca: PostalCA, tmp_path: Path) -> None:
    for name in ("root", "qualified-ca", "ocsp", "tsa"):
        assert "TEST" in ca.signer(name).certificate.subject.rfc4514_string()
    assert PostalCA.open_or_create(tmp_path / "other").anchors != ca.anchors
    for folder in (ca.trust_dir, ca.chain_dir):
        for path in folder.iterdir():
            assert path.read_bytes().count(b"BEGIN CERTIFICATE") == 1


def found(folder: Path) -> None:
    PostalCA.open_or_create(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="spawning three interpreters is slow there")
def test_processes_that_found_it_at_once_get_one_ca(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    folder = tmp_path / "ca"
    processes = [context.Process(target=found, args=(folder,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ca"]
    PostalCA.open_or_create(folder)


def test_a_damaged_folder_is_named(ca: PostalCA) -> None:
    (ca.folder / "keys" / "tsa.pem").unlink()
    with pytest.raises(CaDamaged):
        PostalCA.open_or_create(ca.folder)
    (ca.folder / "ca.json").write_text(json.dumps({}))
    with pytest.raises(CaDamaged):
        PostalCA.open_or_create(ca.folder)


def test_a_port_that_is_taken_is_named(served: PostalCA) -> None:
    with pytest.raises(CaPortTaken) as caught:
        CaServer(served).start()
    assert caught.value.details == {"port": served.urls.port}


def test_a_server_can_be_stopped_and_started_again(ca: PostalCA) -> None:
    for _ in range(2):
        with CaServer(ca):
            assert status_of(ca.urls.crl("root")) == 200
        with pytest.raises(OSError, match="refused"):
            get(ca.urls.crl("root"))


@pytest.mark.skipif(sys.platform == "win32", reason="Unix permissions")
def test_keys_are_private(ca: PostalCA, tmp_path: Path) -> None:
    fresh = PostalCA.open_or_create(tmp_path / "fresh")
    assert {path.stat().st_mode & 0o777 for path in (fresh.folder / "keys").iterdir()} == {0o600}
    assert fresh.folder.stat().st_mode & 0o777 == 0o700


def test_an_issued_certificate_is_remembered(ca: PostalCA) -> None:
    certificate = leaf(ca)
    kept = ca.folder / "issued" / f"{certificate.serial_number:x}.pem"
    assert der(x509.load_pem_x509_certificate(kept.read_bytes())) == der(certificate)
