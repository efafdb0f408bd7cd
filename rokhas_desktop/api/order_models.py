"""What a client wants of an act besides its signatures: that it goes back, or a note about it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from rokhas_desktop.api.models import Ident, Mark, Model


class ReturnOrder(Model):
    """What an act is returned with.  ``wanted`` is a correction, or a refusal act, which comes back to be signed."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"\S")]
    wanted: Literal["correction", "refusal"] = "correction"
    marks: Annotated[tuple[Mark, ...], Field(max_length=50)] = ()


class ReturnReceipt(Model):
    """The platform's acknowledgement of a return for correction."""

    id: Ident
    act_id: Ident
    returned_at: AwareDatetime


class NoteOrder(Model):
    """The account's note about an act, as a whole; an empty text takes it away (``PUT /v1/acts/{act}/note``)."""

    text: Annotated[str, StringConstraints(max_length=1000)]
    marks: Annotated[tuple[Mark, ...], Field(max_length=50)] = ()
