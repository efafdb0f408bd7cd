"""What leaves the PC: a report in which nothing that names a person, a key or a place is found, in any spelling."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from support.card_reader import RUNS
from support.desks import Keys
from support.ward import PIN, Bed

from rokhas_desktop.sandbox.emulated import create_token
from rokhas_desktop.sandbox.postal_ca import HolderSpec
from rokhas_desktop.settings import Home

pytestmark = [RUNS, pytest.mark.timeout(240)]

CIN = "QZ918273"
SURNAME, GIVEN = "KANARIOUSI TEST", "Qanaria"
LABEL = "KANARILABEL"
FOLDER = "kanari-folder"
SECRETS = (PIN, "WrongPin77Kanari", CIN, "KANARIOUSI", GIVEN, LABEL, FOLDER)


def spellings(secret: str) -> set[bytes]:
    """A text in the ways in which it hides: encodings, hexadecimal, base64 at each offset, DER."""
    found = set()
    for raw in (secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be")):
        found |= {raw, raw.hex().encode(), raw.hex().upper().encode(), raw.hex(" ").encode(), raw.hex(":").encode()}
        for offset in range(3):
            coded = base64.b64encode(bytes(offset) + raw + bytes((3 - (offset + len(raw)) % 3) % 3))
            # The characters that depend on the neighbours are left out.
            found.add(coded[-(-offset * 8 // 6) : (offset + len(raw)) * 8 // 6].rstrip(b"="))
    found |= {bytes([tag, len(secret)]) + secret.encode() for tag in (0x0C, 0x13, 0x16)}
    return found


def plant(bed: Bed) -> None:
    """The canaries: in the token, in the logs of children and of bugs, in settings, in the folder's name."""
    home = Home.find(bed.folder / "canary-keys")
    create_token(
        home,
        "wrong-cin",
        pin=bytearray(PIN.encode()),
        holder=HolderSpec(SURNAME, GIVEN, CIN),
        label=LABEL,
        ca=bed.ward.ca,
    )
    Keys(home, bed.ward.ca).lend(Home.find(bed.home))
    logs = bed.home / "logs"
    logs.mkdir(exist_ok=True)
    lines = []
    for secret in SECRETS:
        for text in (secret, *(one.decode("latin-1") for one in sorted(spellings(secret)))):
            clean = text.replace("\n", " ").replace("\r", " ")
            lines += [clean, f"2026-11-25 10:00:00,000 rokhas_desktop.token.host C_Login {clean}"]
            lines.append(f"2026-11-25 10:00:00,000 rokhas_desktop.supervise.loop bug in open: ValueError at {clean}")
            lines.append(
                f"2026-11-25 10:00:00,000 rokhas_desktop.signing.revocation OCSP of ocsp.example: NET-003 {clean}"
            )
    (logs / "token-session-libvendor.so.log").write_text("\n".join(lines), encoding="utf-8")
    (logs / "report-20261125T100000000000Z.txt").write_text(
        "\n".join(["rokhas-desktop 0.1.0", "builtins.KeyError", *lines]), encoding="utf-8"
    )
    (logs / f"token-{LABEL}.log").write_text("", encoding="utf-8")
    bed.settings(f"# {CIN} {SURNAME} {PIN}\n")


def test_no_canary_is_found_in_the_report_in_any_spelling(bed: Bed) -> None:
    renamed = bed.folder / FOLDER
    bed.home.rename(renamed)
    bed.home = renamed
    plant(bed)
    bed.typed = "WrongPin77Kanari\n"
    page = bed.folder / "report.html"
    told = bed.examine("--report", str(page), "--deep", "--pin-stdin", "--trace")
    assert told["report"] == [str(page), str(page.with_suffix(".json"))]
    assert "TOK-020" in told["ranked"]
    written = {path: path.read_bytes() for path in (page, page.with_suffix(".json"), Path(told["trace"]))}
    for path, data in written.items():
        for secret in SECRETS:
            for spelling in spellings(secret):
                assert spelling not in data, (path.name, secret, spelling)
    content = json.loads(written[page.with_suffix(".json")])
    text = written[page].decode()
    # What the help desk needs is there: the platform's address, the logs' own lines, the calls.
    assert bed.ward.sandbox.url.removeprefix("https://") in text
    assert "bug in open: ValueError" in text
    assert "OCSP of ocsp.example: NET-003" in text
    assert {one["function"] for one in content["calls"]} >= {"C_Initialize", "C_Login", "C_FindObjectsInit"}
    login = next(one for one in content["calls"] if one["function"] == "C_Login")
    assert login["arguments"][2:] == ["•••", "•••"]
    assert login["returned"] == "0x000000A0"
    for language in ("fr", "ar", "en"):
        assert f'<section id="{language}"' in text
    assert "<script" not in text
    assert "http-equiv" in text


def test_a_report_never_replaces_a_file(bed: Bed) -> None:
    page = bed.folder / "report.json"
    told = bed.examine("--report", str(page))
    assert told["report"] == [str(page)]
    before = page.read_bytes()
    with pytest.raises(AssertionError, match="SIG-003"):
        bed.examine("--report", str(page))
    assert page.read_bytes() == before
