"""What could deceive the eye is found within bounds, and policy alone says what follows."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from support.documents import A4, plan, with_entries

from rokhas_desktop.settings import BadSettings, Home, Preflight, load
from rokhas_desktop.signing import preflight, scan, traits
from rokhas_desktop.signing.errors import Expands, NotExamined, TooComplex

Build = Callable[[Pdf], None]


def made(path: Path, build: Build) -> Path:
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        build(pdf)
        pdf.save(path)
    return path


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def opening_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = script()


def in_a_chain(pdf: Pdf) -> None:
    """A script as the thousandth action after a harmless one."""
    action = pdf.make_indirect(script())
    for _ in range(1000):
        action = pdf.make_indirect(Dictionary(S=Name.Named, N=Name.NextPage, Next=action))
    pdf.Root.OpenAction = action


def test_a_script_at_the_end_of_a_long_chain_is_found(tmp_path: Path) -> None:
    verdict = preflight.examine(made(tmp_path / "chain.pdf", in_a_chain))
    assert verdict.code == "DOC-030"


def test_cycles_end(tmp_path: Path) -> None:
    def cyclic(pdf: Pdf) -> None:
        one, other = pdf.make_indirect(Dictionary()), pdf.make_indirect(Dictionary())
        one.Next, other.Next, pdf.Root.X = other, Array([one, other]), one

    assert scan.traits(made(tmp_path / "cycle.pdf", cyclic)) == ()


def test_the_page_of_a_trait_is_told(tmp_path: Path) -> None:
    def third(pdf: Pdf) -> None:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.pages[2].AA = Dictionary(O=Dictionary(S=Name.URI, URI="https://example.test/"))
        # A link to another page does not make that page's traits its own.
        pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], Dest=Array([pdf.pages[2].obj]))])

    (found,) = scan.traits(made(tmp_path / "pages.pdf", third))
    assert (found.code, found.details) == ("DOC-031", {"page": 3})


def test_a_link_that_waits_for_a_click_is_passed_over_unless_policy_says_otherwise(tmp_path: Path) -> None:
    def link(pdf: Pdf) -> None:
        action = Dictionary(S=Name.URI, URI="https://example.test/")
        pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])

    path = made(tmp_path / "link.pdf", link)
    assert (preflight.examine(path).code, preflight.examine(path).warnings) == (None, ())
    strict = preflight.examine(path, screening={**traits.built_in(), "links": "refuse"})
    assert strict.code == "DOC-040"


@pytest.mark.parametrize(
    ("verdict", "code", "told"), [("refuse", "DOC-030", 0), ("warn", None, 1), ("ignore", None, 0)]
)
def test_policy_moves_a_trait(tmp_path: Path, verdict: traits.Verdict, code: str | None, told: int) -> None:
    path = made(tmp_path / "script.pdf", opening_script)
    found = preflight.examine(path, screening={**traits.built_in(), "scripts": verdict})
    assert (found.code, len(found.warnings)) == (code, told)
    assert [one.code for one in found.traits] == ["DOC-030"]


def test_too_many_objects_and_too_much_time_have_a_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_entries(tmp_path / "wide.pdf", X=Array([Dictionary(A=1) for _ in range(5000)]))
    with pytest.raises(TooComplex):
        scan.traits(path, seconds=-1)
    monkeypatch.setattr(scan, "NODES", 4000)
    assert preflight.examine(path).code == "DOC-020"


@pytest.mark.parametrize(
    ("packet", "error"),
    [
        ({"data": bytes(40_000_000)}, Expands),
        ({"data": b"<xdp/>", "Filter": Name.LZWDecode}, NotExamined),
    ],
)
def test_a_form_that_unfolds_or_is_packed_strangely_is_not_believed(
    tmp_path: Path, packet: dict[str, object], error: type[Exception]
) -> None:
    def form(pdf: Pdf) -> None:
        stream = pdf.make_stream(packet["data"])  # type: ignore[arg-type]
        if "Filter" in packet:
            stream.write(b"<xdp/>", filter=packet["Filter"])  # type: ignore[arg-type]
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=stream)

    with pytest.raises(error):
        scan.traits(made(tmp_path / "form.pdf", form))


def test_a_form_is_read_to_its_switch(tmp_path: Path) -> None:
    packets = (b"<template>", b"<dynamicRender>required</dynamicRender><script>x</script>")

    def form(pdf: Pdf) -> None:
        parts = [item for part in packets for item in ("name", pdf.make_stream(part))]
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array(parts))

    assert [one.code for one in scan.traits(made(tmp_path / "form.pdf", form))] == ["DOC-008", "DOC-030"]


def test_what_a_password_hides_is_looked_at_too(tmp_path: Path) -> None:
    closed = pikepdf.Encryption(user="TEST-secret", owner="TEST-owner", R=6)
    with Pdf.open(io.BytesIO(plan(tmp_path / "plan.pdf").read_bytes())) as pdf:
        opening_script(pdf)
        pdf.save(tmp_path / "closed.pdf", encryption=closed)
    assert preflight.examine(tmp_path / "closed.pdf", password="TEST-secret").code == "DOC-030"


def test_every_trait_can_be_set_and_locked(tmp_path: Path) -> None:
    assert set(Preflight.model_fields) == set(traits.CODES) == set(traits.built_in())
    home, policy = Home.find(tmp_path / "home"), tmp_path / "policy.toml"
    policy.write_text('locked = ["preflight.scripts"]\n[preflight]\nfonts = "refuse"\n', encoding="utf-8")
    home.settings_file.write_text('[preflight]\nscripts = "ignore"\nmedia = "refuse"\n', encoding="utf-8")
    found = load(home, policy).settings.preflight
    assert (found.scripts, found.fonts, found.media) == ("refuse", "refuse", "refuse")
    home.settings_file.write_text('[preflight]\nmedia = "shrug"\n', encoding="utf-8")
    with pytest.raises(BadSettings) as raised:
        load(home, policy)
    assert raised.value.details["key"] == "preflight.media"
