"""Which modules are looked at, and which key is meant."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support.tokens import MODULE, OnToken, Store

from rokhas_desktop.settings import Home
from rokhas_desktop.token import errors, modules, p11kit
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.modules import candidates
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.views import ModuleView, SlotView, Survey
from rokhas_desktop.token.words import canonical


def emulate(home: Home, module: str = MODULE) -> None:
    raw = {"module": module, "env": {"SOFTHSM2_CONF": "/TEST/softhsm2.conf"}}
    (home.root / "emulated.json").write_text(json.dumps(raw), encoding="utf-8")


def test_the_table_knows_every_middleware_on_every_system() -> None:
    table = modules.table()
    assert len(table) == 13
    assert table[0].name.startswith("SafeNet")
    for known in table:
        assert set(known.places) == {"win32", "linux", "darwin"}
        assert known.places["linux"]
        assert known.places["darwin"]
        assert known.places["win32"] or known.name == "SoftHSM"


def test_only_what_exists_is_a_candidate_and_each_file_once(home: Home) -> None:
    found = candidates(home)
    assert all(Path(candidate.path).is_file() for candidate in found)
    assert len({candidate.path for candidate in found}) == len(found)
    if sys.platform == "linux":
        assert [candidate.name for candidate in found if candidate.path == canonical(MODULE)] == ["SoftHSM"]
    assert all(candidate.env == {} for candidate in found)


def test_the_emulated_store_goes_to_every_child_and_is_added_once(home: Home, tmp_path: Path) -> None:
    emulate(home)
    found = candidates(home)
    assert [candidate.name for candidate in found if candidate.path == canonical(MODULE)] == ["SoftHSM"]
    assert {candidate.env["SOFTHSM2_CONF"] for candidate in found} == {"/TEST/softhsm2.conf"}
    elsewhere = tmp_path / "libsofthsm2.so"
    elsewhere.touch()
    emulate(home, str(elsewhere))
    assert candidates(home)[-1].path == str(elsewhere)


def test_an_explicit_module_is_looked_at_alone(home: Home, tmp_path: Path) -> None:
    emulate(home)
    (only,) = candidates(home, tmp_path / "eTPKCS11.dll")
    assert (only.path, only.name) == (str(tmp_path / "eTPKCS11.dll"), modules.table()[0].name)
    assert only.env == {"SOFTHSM2_CONF": "/TEST/softhsm2.conf"}


def test_a_broken_note_of_emulated_tokens_hides_nothing(home: Home) -> None:
    without = candidates(home)
    (home.root / "emulated.json").write_text("{", encoding="utf-8")
    assert candidates(home) == without


def test_places_may_hold_variables_and_wildcards(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "module.so").touch()
    monkeypatch.setenv("TestFolder", str(tmp_path))
    known = modules.Known("TEST", {sys.platform: ("%TestFolder%/*/module.so", "%NoSuchTest%/module.so")})
    monkeypatch.setattr(modules, "table", lambda: (known,))
    monkeypatch.setattr(p11kit, "registered", list)
    assert [candidate.path for candidate in candidates(home)] == [str(tmp_path / "a" / "module.so")]


def test_a_module_of_the_machine_policy_is_looked_at_too(home: Home, tmp_path: Path) -> None:
    added = tmp_path / "libTEST.so"
    added.touch()
    assert str(added) not in modules.admitted()
    assert [one.path for one in candidates(home, policy=[str(added)])][-1] == str(added)
    assert candidates(home, policy=[str(tmp_path / "gone.so")]) == candidates(home)


def test_the_emulated_store_is_a_candidate_and_never_admitted(home: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "libsofthsm2.so"
    elsewhere.touch()
    emulate(home, str(elsewhere))
    assert str(elsewhere) in {one.path for one in candidates(home)}
    assert str(elsewhere) not in modules.admitted()


def test_what_p11_kit_registered(tmp_path: Path) -> None:
    own, shipped = tmp_path / "etc", tmp_path / "usr"
    library = tmp_path / "lib" / "TEST" / "pkcs11" / "relative.so"
    for folder in (own, shipped, library.parent):
        folder.mkdir(parents=True)
    library.touch()
    files = {
        own / "a.module": "# ours wins\nmodule: /TEST/own.so\nx-init-reserved: configdir='TEST'\n",
        shipped / "a.module": "module: /TEST/shipped.so\n",
        shipped / "b.module": "module: relative.so\npriority: 3\n",
        shipped / "c.module": "module: /TEST/trust.so\ntrust-policy: yes\n",
        shipped / "d.module": "module: /TEST/never.so\ndisable-in: firefox, rokhas-desktop\n",
        shipped / "e.module": "module: /TEST/others.so\nenable-in: firefox\n",
        shipped / "f.module": "module: /TEST/named.so\nenable-in: firefox rokhas-desktop\n",
        shipped / "g.module": "priority: 1\n",
        shipped / "h.txt": "module: /TEST/text.so\n",
    }
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")
    (shipped / "i.module").write_bytes(b"\xff\xfe")
    found = p11kit.registered((own, shipped, tmp_path / "gone"), (str(tmp_path / "lib" / "*" / "pkcs11"),))
    own_so = p11kit.Registered("/TEST/own.so", "configdir='TEST'")
    assert found == [own_so, p11kit.Registered(str(library)), p11kit.Registered("/TEST/named.so")]


def test_an_issuers_certificate_beside_the_holders_is_no_choice(store: Store, room: TokenRoom) -> None:
    store.add("TEST", OnToken("p256", "a1"), OnToken("p384", "b2"))
    ((token, mine), (_, other)) = room.survey([store.candidate]).keys()
    assert mine.facts is not None
    issuer = replace(other, facts=replace(mine.facts, is_ca=True))
    module = ModuleView("/TEST.so", "TEST", slots=(SlotView(1, "TEST", replace(token, keys=(issuer, mine))),))
    assert choose(Survey((module,))) == token.selection(mine)
    assert choose(Survey((module,)), cert_id=issuer.cka_id) == token.selection(issuer)


def test_one_token_and_one_certificate_need_no_name(store: Store, room: TokenRoom) -> None:
    store.add("TEST", OnToken("p256"))
    survey = room.survey([store.candidate])
    ((token, key),) = survey.keys()
    assert choose(survey) == token.selection(key)
    assert choose(survey, token=token.serial, cert_id="A1") == token.selection(key)
    assert survey.find(choose(survey)) == (token, key)


def test_nothing_is_guessed_among_several_tokens(store: Store, room: TokenRoom) -> None:
    store.add("TEST one", OnToken("p256"))
    store.add("TEST two", OnToken("p384"))
    survey = room.survey([store.candidate])
    with pytest.raises(errors.AmbiguousToken) as caught:
        choose(survey)
    assert "TEST one" in str(caught.value.details["tokens"])
    assert "TEST two" in str(caught.value.details["tokens"])
    with pytest.raises(errors.UnknownToken):
        choose(survey, token="TEST three")
    assert choose(survey, token="TEST two").serial != choose(survey, token="TEST one").serial


def test_nothing_is_guessed_among_several_certificates(store: Store, room: TokenRoom) -> None:
    store.add("TEST", OnToken("p256", "a1"), OnToken("p384", "b2"))
    survey = room.survey([store.candidate])
    with pytest.raises(errors.AmbiguousCertificate):
        choose(survey)
    with pytest.raises(errors.UnknownCertificate):
        choose(survey, cert_id="c3")
    assert choose(survey, cert_id="b2") != choose(survey, cert_id="a1")


def test_why_there_is_nothing_to_choose_from(store: Store, room: TokenRoom) -> None:
    with pytest.raises(errors.NoModule):
        choose(Survey())
    with pytest.raises(errors.NoToken):
        choose(room.survey([store.candidate]))
    broken = ModuleView("/TEST.so", "TEST", code="TOK-003", details={"module": "TEST.so"})
    with pytest.raises(Exception, match="TOK-003"):
        choose(Survey((broken,)))
