"""What others did before us: encryption, certification, locks, signatures, empty fields."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pikepdf import Dictionary, Encryption, Name, ObjectStreamMode, Pdf, Permissions
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedValFlags,
    SigSeedValueSpec,
    append_signature_field,
)

from support import documents
from support.signers import Authority, FileSigner, signer
from support.zoo.making import Make, by_hand, changed, drawn
from support.zoo.structures import CATALOGUE, CONTENT, PAGE, PAGES

#: The standard handler's revisions with their usual ciphers (ISO 32000-2, 7.6.4).
CIPHERS = {
    "rc4-40": {"R": 2, "aes": False, "metadata": False, "allow": Permissions(modify_assembly=True)},
    "rc4-128": {"R": 3, "aes": False, "metadata": False},
    "aes-128": {"R": 4},
    "aes-128-clear-metadata": {"R": 4, "metadata": False},
    "aes-256-r5": {"R": 5},
    "aes-256": {"R": 6},
}
PLAN_ONLY = Permissions(modify_annotation=False, modify_form=False, modify_other=False, modify_assembly=False)
FILL_ONLY = Permissions(modify_annotation=False, modify_other=False, modify_assembly=False)
PRINT_NOT = Permissions(print_highres=False, print_lowres=False, extract=False)


@cache
def before() -> FileSigner:
    return signer(Authority("TEST AC avant"))


def encrypted(how: Encryption, content: Callable[[], bytes] = drawn) -> Make:
    def make(path: Path) -> None:
        with Pdf.open(io.BytesIO(content())) as pdf, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # revision 5 is old, which is why it is here
            pdf.save(path, encryption=how)

    return make


def signed(**how: object) -> Make:
    """A plan with another's signature."""

    def make(path: Path) -> None:
        path.write_bytes(drawn())
        documents.signed_by(path, before(), **how)  # type: ignore[arg-type]

    return make


def signed_twice(path: Path) -> None:
    signed()(path)
    documents.signed_by(path, before(), field="Encore")


def broken(path: Path) -> None:
    """A signature whose document was changed afterwards."""
    signed()(path)
    path.write_bytes(path.read_bytes().replace(b"/MediaBox", b"/mediaBox", 1))


def signed_in(save: dict[str, object]) -> Make:
    """A signature on a file that was saved in a certain way."""

    def make(path: Path) -> None:
        changed(lambda pdf: None, **save)(path)
        documents.signed_by(path, before())

    return make


def seeded(path: Path) -> None:
    """An empty field that wants a certain reason."""
    seed = SigSeedValueSpec(flags=SigSeedValFlags.REASONS, reasons=["TEST"])
    path.write_bytes(drawn())
    writer = IncrementalPdfFileWriter(io.BytesIO(path.read_bytes()))
    append_signature_field(writer, SigFieldSpec("Seeded", box=(100, 100, 300, 200), seed_value_dict=seed))
    out = io.BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())


def rights(pdf: Pdf) -> None:
    """Rights that a reader's maker gave (12.8.2.3), without the signature that would prove them."""
    pdf.Root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite")))


def unknown_handler(path: Path) -> None:
    entry = b"/Root 1 0 R/Encrypt<</Filter/TEST.Handler/V 4>>/ID[<aa><aa>]"
    path.write_bytes(by_hand(CATALOGUE, PAGES, PAGE, CONTENT, trailer=entry))


def field(**how: object) -> Make:
    return lambda path: documents.with_field(path, **how)  # type: ignore[arg-type]


OWNER_ONLY = {name: Encryption(user="", owner="TEST-owner", **how) for name, how in CIPHERS.items()}
BOTH = {name: Encryption(user="TEST-user", owner="TEST-owner", **how) for name, how in CIPHERS.items()}

ANIMALS: dict[str, Make] = {
    **{f"encrypted-{name}": encrypted(how) for name, how in OWNER_ONLY.items()},
    **{f"encrypted-{name}-user": encrypted(how) for name, how in BOTH.items()},
    "encrypted-empty-passwords": encrypted(Encryption(user="", owner="", R=6)),
    "encrypted-no-changes": encrypted(Encryption(user="", owner="TEST-owner", R=6, allow=PLAN_ONLY)),
    "encrypted-no-changes-rc4": encrypted(
        Encryption(user="", owner="TEST-owner", R=3, aes=False, metadata=False, allow=PLAN_ONLY)
    ),
    "encrypted-fill-only": encrypted(Encryption(user="", owner="TEST-owner", R=6, allow=FILL_ONLY)),
    "encrypted-no-print": encrypted(Encryption(user="", owner="TEST-owner", R=6, allow=PRINT_NOT)),
    "encrypted-unknown": unknown_handler,
    "locked-certified-1": signed(certify=MDPPerm.NO_CHANGES),
    "locked-certified-2": signed(certify=MDPPerm.FILL_FORMS),
    "locked-certified-3": signed(certify=MDPPerm.ANNOTATE),
    "locked-all-fields": signed(lock=FieldMDPAction.ALL),
    "locked-other-fields": signed(lock=FieldMDPAction.EXCLUDE),
    "locked-one-field": signed(lock=FieldMDPAction.INCLUDE),
    "locked-by-field-1": signed(lock=FieldMDPAction.INCLUDE, lock_permission=MDPPerm.NO_CHANGES),
    "locked-by-field-2": signed(lock=FieldMDPAction.INCLUDE, lock_permission=MDPPerm.FILL_FORMS),
    "signed-once": signed(),
    "signed-twice": signed_twice,
    "signed-and-broken": broken,
    "signed-linearised": signed_in({"linearize": True}),
    "signed-object-streams": signed_in({"object_stream_mode": ObjectStreamMode.generate}),
    "signed-turned": lambda path: documents.signed_by(documents.plan(path, rotate=90), before()),
    "field-empty": field(),
    "field-that-locks": field(lock=FieldMDPSpec(FieldMDPAction.ALL)),
    "field-invisible": field(box=(0, 0, 0, 0)),
    "field-seeded": seeded,
    "field-of-our-name": field(name="Rokhas_1"),
    "rights-of-a-reader": changed(rights),
}
