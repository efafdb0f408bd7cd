"""The platform, called as its contract says (``docs/platform-api.yaml``)."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from rokhas_desktop.api.errors import AnswerNotUnderstood, NotLoggedIn, ReceiptDiffers
from rokhas_desktop.api.key_models import (
    KeyBoard,
    KeyDeclarations,
    Lease,
    LeaseOrder,
    NoticeReceipt,
    PredecessorNotice,
    Registration,
    Trial,
    TrialReceipt,
)
from rokhas_desktop.api.models import (
    Account,
    Act,
    ActOrder,
    ActPage,
    BoundCertificate,
    Document,
    Model,
    Platform,
    Receipt,
)
from rokhas_desktop.api.order_models import NoteOrder, ReturnOrder, ReturnReceipt
from rokhas_desktop.api.pace import Pace
from rokhas_desktop.api.problems import read, refusal
from rokhas_desktop.api.submit import RESUMABLE, Goods, idempotency_key, submit
from rokhas_desktop.api.transfer import Opener, Slice, download
from rokhas_desktop.net import address
from rokhas_desktop.net.answer import Answer
from rokhas_desktop.net.clock import Clock
from rokhas_desktop.net.session import Body, Session, Stream
from rokhas_desktop.progress import Cancel, Report, silent

M = TypeVar("M", bound=Model)

PAGE = 50
"""Acts asked for at a time."""


class Bearer(Protocol):
    """Who gives access tokens; :class:`rokhas_desktop.api.tokens.Access` is one."""

    def token(self) -> str:
        """A token.  Raises NotLoggedIn."""
        ...

    def renew(self, refused: str) -> str:
        """Another one than the one refused.  Raises NotLoggedIn."""
        ...


class PlatformClient:
    """One platform at ``url``.  ``document_bytes`` bounds a download; what is sent and larger than ``resumable`` bytes
    goes as an upload that a broken line does not begin anew.

    Without ``access`` only :meth:`platform` answers.  Every call raises NetError, and those that need the
    session NotLoggedIn, PlatformRefused and AnswerNotUnderstood too.  Thread-safe.
    """

    def __init__(
        self,
        session: Session,
        url: str,
        *,
        document_bytes: int,
        access: Bearer | None = None,
        resumable: int = RESUMABLE,
    ) -> None:
        parts = address.parse(url, ("https",))
        self._session = session
        self._host = address.host(parts)
        self._base = f"https://{self._host}{parts.path.rstrip('/')}"
        self._document_bytes = document_bytes
        self._resumable = resumable
        self._down, self._up = Pace(), Pace()
        self._access = access

    def clock(self) -> Clock:
        """The platform's time, carried on since it last told it."""
        return self._session.clock(self._host)

    def platform(self) -> Platform:
        """What the platform says of itself, before any log-in."""
        answer = self._session.send("GET", f"{self._base}/.well-known/rokhas-desktop", headers=_JSON)
        return read(Platform, answer, "platform")

    def me(self) -> Account:
        """Who is logged in, and what that person may sign."""
        return self._get(Account, "/v1/me", "me")

    def key(self) -> KeyDeclarations:
        """The declared states of the signer's key."""
        return self._get(KeyDeclarations, "/v1/me/key", "key")

    def trial(self, sentence: str, signature: bytes) -> TrialReceipt:
        """Have a trial signature (detached CAdES, DER) over ``sentence`` verified."""
        body = Trial(sentence=sentence, signature=base64.b64encode(signature).decode("ascii"))
        return self._post(TrialReceipt, "/v1/me/key/trial", "trial", body)

    def register(self, trial: TrialReceipt) -> BoundCertificate:
        """Bind the certificate of a trial to the account.  Raises AnswerNotUnderstood if another one was bound."""
        body = Registration(trial=trial.id, certificate_sha256=trial.certificate_sha256)
        bound = self._post(BoundCertificate, "/v1/me/certificates", "register", body)
        if bound.sha256 != trial.certificate_sha256:
            raise AnswerNotUnderstood(call="register", field="sha256")
        return bound

    def notify_predecessor(self, notice: PredecessorNotice) -> NoticeReceipt:
        """Say that a predecessor's certificate should be revoked."""
        return self._post(NoticeReceipt, "/v1/me/predecessor-notices", "notify", notice)

    def board(self, province: str | None = None) -> KeyBoard:
        """The readiness board, of one province or of all that the account may see; asked for page by page."""
        query = {"province": province} if province else {}
        page = self._get(KeyBoard, "/v1/keys/board", "board", query)
        communes = list(page.communes)
        while page.next is not None:
            if not page.communes or page.communes[-1].commune.code != page.next:
                raise AnswerNotUnderstood(call="board", field="next")
            page = self._get(KeyBoard, "/v1/keys/board", "board", {**query, "after": page.next})
            communes += page.communes
        return KeyBoard(day=page.day, communes=tuple(communes))

    def acts(self, cursor: str | None = None, *, limit: int = PAGE) -> ActPage:
        """What changed since ``cursor`` (None: everything), a page at a time."""
        since = {"since": cursor} if cursor else {}
        page = self._get(ActPage, "/v1/acts", "acts", {**since, "limit": str(limit)})
        if page.more and page.cursor == cursor:
            raise AnswerNotUnderstood(call="acts", field="cursor")
        return page

    def act(self, act: str) -> Act:
        """One act."""
        return self._get(Act, f"/v1/acts/{act}", "act")

    def arrange(self, acts: Sequence[str]) -> ActOrder:
        """Propose the order in which to take the acts, by id; the others of the account have none then."""
        body = ActOrder(acts=tuple(acts)).model_dump_json().encode()
        headers = {**_JSON, "Content-Type": "application/json"}
        return read(ActOrder, self._send("PUT", "/v1/acts/order", headers, body), "arrange")

    def annotate(self, act: str, order: NoteOrder) -> Act:
        """Keep the account's note about an act."""
        headers = {**_JSON, "Content-Type": "application/json"}
        body = order.model_dump_json().encode()
        return read(Act, self._send("PUT", f"/v1/acts/{act}/note", headers, body), "annotate")

    def download(
        self,
        act: str,
        document: Document,
        target: Path,
        *,
        which: Literal["content", "version", "signed"] = "content",
        report: Report = silent,
        cancel: Cancel | None = None,
    ) -> None:
        """Bring a document's original to ``target``, the bytes that it had in an earlier pass, or its signed file;
        ``document`` says what they are.  See :func:`rokhas_desktop.api.transfer.download`."""
        place = f"versions/{document.sha256}" if which == "version" else which
        opener = self._opener(f"/v1/acts/{act}/documents/{document.id}/{place}", document.media_type)
        download(
            opener,
            document,
            target,
            limit=self._document_bytes,
            report=report,
            cancel=cancel or Cancel(),
            host=self._host,
            pace=self._down,
        )

    def submit(
        self,
        act: Act,
        document: Document,
        content: Slice,
        *,
        whole_sha256: str,
        whole_size: int,
        signer: str,
        device: str | None = None,
        report: Report = silent,
        cancel: Cancel | None = None,
    ) -> Receipt:
        """Return a signed document.

        ``content`` is the whole signed file, or its bytes after the original's; which one its length tells.  Of a
        document that is not a PDF it is the signature beside it.
        ``signer`` is the SHA-256 of the signer's certificate.  The same document, original, signature and
        signer make the same idempotency key: sent twice, it is received once.  Raises ReceiptDiffers,
        CannotStore, Cancelled, and as every call.
        """
        goods = Goods(act, document, content, whole_sha256, whole_size, signer, device)
        receipt = submit(self._send, goods, self._resumable, self._up, report, cancel or Cancel())
        if (receipt.document_id, receipt.sha256, receipt.size) != (document.id, whole_sha256, whole_size):
            raise ReceiptDiffers(document=document.filename)
        return receipt

    def return_act(self, act: Act, order: ReturnOrder) -> ReturnReceipt:
        """Return an act to the services; the applicant is not notified by it."""
        headers = {
            **_JSON,
            "Content-Type": "application/json",
            "If-Match": f'"{act.version}"',
            "Idempotency-Key": idempotency_key(act.id, str(act.version), "return", order.model_dump_json()),
        }
        body = order.model_dump_json().encode()
        receipt = read(ReturnReceipt, self._send("POST", f"/v1/acts/{act.id}/return", headers, body), "return")
        if receipt.act_id != act.id:
            raise ReceiptDiffers(document=act.reference)
        return receipt

    def lease(self, act: str, order: LeaseOrder) -> Lease:
        """Take or renew a lease.  Raises AnswerNotUnderstood for one of another act or device."""
        lease = self._post(Lease, f"/v1/acts/{act}/lease", "lease", order)
        if (lease.act_id, lease.device) != (act, order.device):
            raise AnswerNotUnderstood(call="lease", field="act_id")
        return lease

    def give_up(self, act: str, device: str) -> None:
        """End this device's lease."""
        answer = self._send("DELETE", f"/v1/acts/{act}/lease", _JSON, query={"device": device})
        if not answer.ok:
            raise refusal(answer)

    def timestamp(self, request: bytes) -> bytes:
        """A TimeStampResp to a TimeStampReq (RFC 3161, DER), by the platform's own service; not read here."""
        headers = {"Content-Type": "application/timestamp-query", "Accept": f"{_STAMP}, application/problem+json"}
        answer = self._send("POST", "/v1/timestamps", headers, request)
        if not answer.ok:
            raise refusal(answer)
        if answer.media_type != _STAMP:
            raise AnswerNotUnderstood(call="timestamp", field="Content-Type")
        return answer.body

    def _get(self, model: type[M], path: str, call: str, query: Mapping[str, str] | None = None) -> M:
        return read(model, self._send("GET", path, _JSON, query=query), call)

    def _post(self, model: type[M], path: str, call: str, body: Model) -> M:
        headers = {**_JSON, "Content-Type": "application/json"}
        return read(model, self._send("POST", path, headers, body.model_dump_json().encode()), call)

    def _send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: Body | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask with a token; once more with a renewed one if it was refused."""
        url = f"{self._base}{path}"
        token = self._bearer().token()
        answer = self._session.send(method, url, query=query, headers=_with(headers, token), body=body)
        if answer.status != 401:
            return answer
        token = self._bearer().renew(token)
        if body is not None and not isinstance(body, bytes):
            body.seek(0)
        return self._session.send(method, url, query=query, headers=_with(headers, token), body=body)

    def _opener(self, path: str, accept: str) -> Opener:
        """As :meth:`_send`, for an answer that is read as it comes."""

        @contextlib.contextmanager
        def ask(further: Mapping[str, str]) -> Iterator[Stream]:
            headers = {"Accept": f"{accept}, application/problem+json", **further}
            token = self._bearer().token()
            for turn in (1, 2):
                with self._session.stream("GET", f"{self._base}{path}", headers=_with(headers, token)) as answer:
                    if answer.status != 401 or turn == 2:
                        yield answer
                        return
                token = self._bearer().renew(token)

        return ask

    def _bearer(self) -> Bearer:
        if self._access is None:
            raise NotLoggedIn()
        return self._access


_STAMP = "application/timestamp-reply"
_JSON = {"Accept": "application/json, application/problem+json"}


def _with(headers: Mapping[str, str], token: str) -> dict[str, str]:
    return {**headers, "Authorization": f"Bearer {token}"}
