"""The quickened encoder gives the same bytes."""

from __future__ import annotations

import subprocess
import sys

from asn1crypto import cms, core, tsp, x509
from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.signing import asn1

ORIGINAL = """
import sys
from asn1crypto import x509
print(x509.Name.build({"country_name": "MA", "common_name": "TEST"}).dump().hex())
"""


def test_it_is_in_for_the_version_that_is_installed() -> None:
    assert asn1.quicken()
    assert core.Asn1Value.dump is asn1._dump


def test_another_version_is_left_alone() -> None:
    code = "import asn1crypto; asn1crypto.__version__ = '9.9'; from asn1crypto import core; old = core.Asn1Value.dump; "
    code += "from rokhas_desktop.signing import asn1; assert not asn1.quicken(); assert core.Asn1Value.dump is old"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_self_test_that_fails_puts_the_original_back() -> None:
    code = "from asn1crypto import core; from rokhas_desktop.signing import asn1; old = core.Asn1Value.dump; "
    code += "asn1._dump = lambda self, force=False: b''; assert not asn1.quicken(); assert core.Asn1Value.dump is old"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_same_bytes_as_the_original() -> None:
    asn1.quicken()
    other = subprocess.run([sys.executable, "-c", ORIGINAL], capture_output=True, text=True, check=True).stdout.strip()
    assert x509.Name.build({"country_name": "MA", "common_name": "TEST"}).dump().hex() == other


@given(st.binary(max_size=400), st.integers(0, 2**80))
def test_what_is_written_reads_back(digest: bytes, nonce: int) -> None:
    asn1.quicken()
    request = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest},
            "nonce": nonce,
            "cert_req": True,
        }
    )
    again = tsp.TimeStampReq.load(request.dump(), strict=True)
    assert again["message_imprint"]["hashed_message"].native == digest
    assert again["nonce"].native == nonce
    attributes = cms.CMSAttributes([{"type": "message_digest", "values": [digest]}])
    wrapped = cms.CMSAttributes.load(attributes.dump(), strict=True)
    assert wrapped[0]["values"][0].native == digest
    assert wrapped.dump(force=True) == attributes.dump()
