"""What the prepared parts make is byte for byte what pyHanko builds, and anything else is not used."""

from __future__ import annotations

import secrets
import subprocess
from pathlib import Path

import pytest
from asn1crypto import cms as asn1_cms
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from support.signers import Authority, pem, signer

from rokhas_desktop.signing import cms
from rokhas_desktop.signing.template import Template, prepare

KINDS = ["rsa2048", "rsa3072", "rsa4096", "p256", "p384"]


def built_by_pyhanko(raw: object, digest: bytes, signature: bytes) -> bytes:
    class Same(cms.KeySigner):
        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            return signature

    one = Same(raw)  # type: ignore[arg-type]
    settings = PdfCMSSignedAttributes()
    made = one.async_sign(digest, one.scheme.hash, use_pades=True, is_pdf_sig=True, signed_attr_settings=settings)
    encoded: bytes = cms.run(made).dump()
    return encoded


@pytest.mark.parametrize("kind", KINDS)
def test_the_bytes_are_those_that_pyhanko_builds(authority: Authority, kind: str) -> None:
    raw = signer(authority, kind)
    ready = cms.prepared(raw.certificate, tuple(raw.chain), tuple(raw.schemes))
    assert ready.pades is not None
    size = cms.digest_of(ready.scheme.hash).algorithm.digest_size
    for _ in range(5):
        digest = secrets.token_bytes(size)
        signature = raw.sign(ready.pades.attributes(digest), ready.scheme.name)
        ours = ready.pades.content(digest, signature)
        assert ours == built_by_pyhanko(raw, digest, signature)
        assert len(ours) <= ready.size


@pytest.mark.parametrize("kind", ["rsa2048", "p256"])
@pytest.mark.parametrize("scheme", [(), ("rsa-pss-sha256",)])
def test_openssl_verifies_it(tmp_path: Path, authority: Authority, kind: str, scheme: tuple[str, ...]) -> None:
    if kind == "p256" and scheme:
        pytest.skip("an RSA scheme")
    raw = signer(authority, kind, schemes=scheme)
    content = b"TEST content"
    container = cms.Container(raw, None)
    running = cms.digest_of(container.hash)
    running.update(content)
    (tmp_path / "cms.der").write_bytes(container.pades(running.finalize()))
    (tmp_path / "content").write_bytes(content)
    (tmp_path / "root.pem").write_bytes(b"".join(pem(one) for one in raw.chain))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "cms.der", "-content", "content"]
    command += ["-CAfile", "root.pem", "-purpose", "any", "-out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_structure_that_is_not_as_thought_gives_no_template(authority: Authority) -> None:
    raw = signer(authority)
    good = cms.prepared(raw.certificate, tuple(raw.chain), tuple(raw.schemes)).pades
    assert good is not None

    def with_unsigned(digest: bytes) -> bytes:
        content = asn1_cms.ContentInfo.load(good.content(digest, bytes(256)))
        attribute = {"type": "1.2.3.4", "values": []}
        content["content"]["signer_infos"][0]["unsigned_attrs"] = [attribute]
        encoded: bytes = content.dump(force=True)
        return encoded

    assert prepare(with_unsigned, 32) is None
    assert prepare(lambda digest: good.content(bytes(32), bytes(256)), 32) is None
    assert prepare(lambda digest: good.content(digest, bytes(256)), 32) == good


def test_without_a_template_pyhanko_builds_each(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = signer(authority)
    monkeypatch.setattr(cms, "prepare", lambda build, size: None)
    cms.prepared.cache_clear()
    try:
        slow = cms.Container(raw, None).pades(bytes(32))
    finally:
        monkeypatch.undo()
        cms.prepared.cache_clear()
    fast = cms.Container(raw, None).pades(bytes(32))
    assert slow == fast
    assert isinstance(cms.prepared(raw.certificate, tuple(raw.chain), tuple(raw.schemes)).pades, Template)
