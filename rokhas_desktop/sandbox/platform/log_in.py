"""The log-in page and the token endpoints, over :mod:`rokhas_desktop.sandbox.platform.oauth`."""

from __future__ import annotations

import secrets
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, FileSystemLoader
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import oauth
from rokhas_desktop.sandbox.platform.oauth import BadClient, OAuthError, read_request
from rokhas_desktop.sandbox.platform.passwords import NOBODY, matches
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Account

_PAGES = Path(__file__).parent / "pages"
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_MOST_FORM = 16 * 1024


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_PAGES), autoescape=True)


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((_PAGES / "texts.toml").read_text(encoding="utf-8"))


def _language(request: Request) -> str:
    """``ui_locales``, else the browser's first known language, else French."""
    wanted = f"{request.query_params.get('ui_locales', '')} {request.headers.get('accept-language', '')}".lower()
    for word in wanted.replace(",", " ").split():
        if word[:2] in _texts():
            return word[:2]
    return "fr"


def _page(
    request: Request, message: str = "", *, status: int = 200, form: bool = True, username: str = "", wait: int = 0
) -> Response:
    lang = _language(request)
    other = "fr" if lang == "ar" else "ar"
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "ui_locales"]
    nonce = secrets.token_urlsafe(16)
    texts = _texts()[lang]
    html = (
        _environment()
        .get_template("login.html")
        .render(
            lang=lang,
            other=other,
            t=texts,
            nonce=nonce,
            message=texts[message].format(seconds=wait) if message else "",
            username=username,
            action=f"?{urlencode([*query, ('ui_locales', lang)])}" if form else "",
            other_action=f"?{urlencode([*query, ('ui_locales', other)])}",
        )
    )
    headers = {
        **_NO_STORE,
        "Content-Security-Policy": f"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; "
        "frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Content-Language": lang,
    }
    if wait:
        headers["Retry-After"] = str(wait)
    return HTMLResponse(html, status, headers)


async def authorize(request: Request) -> Response:
    """``GET`` and ``POST /oauth/authorize``."""
    try:
        asked = read_request(request.query_params)
    except BadClient:
        return _page(request, "client", status=400, form=False)
    if asked.error:
        return RedirectResponse(asked.redirect(error=asked.error), 302, _NO_STORE)
    if request.method == "GET":
        return _page(request)
    form = await _form(request)
    if form is None or "username" not in form or "password" not in form:
        return _page(request, "form", status=400)
    return await run_in_threadpool(_log_in, request, asked, form["username"].strip(), form["password"])


def _log_in(request: Request, asked: oauth.Request, username: str, password: str) -> Response:
    service: Service = request.app.state.service
    service.people.wait()
    wait = service.attempts.wait(username)
    if wait:
        return _page(request, "wait", status=429, username=username, wait=wait)
    with service.database.read() as session:
        account = session.scalars(select(Account).where(Account.username == username)).first()
    if not matches(password, account.password if account else NOBODY) or account is None:
        service.attempts.wrong(username)
        return _page(request, "wrong", status=401, username=username)
    service.attempts.right(username)
    code = service.grants.code(asked, account.id)
    return RedirectResponse(asked.redirect(code=code), 303, _NO_STORE)


async def token(request: Request) -> Response:
    """``POST /oauth/token``."""
    service: Service = request.app.state.service
    form = await _form(request)
    if form is None:
        return _refused(OAuthError("invalid_request", "form"))
    try:
        answer: Any = await run_in_threadpool(service.grants.exchange, form)
    except OAuthError as error:
        return _refused(error)
    return JSONResponse(answer, headers=_NO_STORE)


async def revoke(request: Request) -> Response:
    """``POST /oauth/revoke``."""
    service: Service = request.app.state.service
    form = await _form(request)
    if form is None or "token" not in form:
        return _refused(OAuthError("invalid_request", "token"))
    try:
        await run_in_threadpool(service.grants.revoke, form)
    except OAuthError as error:
        return _refused(error)
    return Response(headers=_NO_STORE)


def _refused(error: OAuthError) -> Response:
    status = 401 if error.error == "invalid_client" else 400
    body = {"error": error.error, "error_description": error.description}
    return JSONResponse(body, status, _NO_STORE)


async def _form(request: Request) -> dict[str, str] | None:
    """A form of single values (RFC 6749, section 3.2: none may be repeated); None for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return None
    body = b""
    async for block in request.stream():
        body += block
        if len(body) > _MOST_FORM:
            raise Problem("too-large")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        return None
    form = dict(pairs)
    clean = len(form) == len(pairs) and not any("\0" in value for value in form.values())
    return form if clean else None


ROUTES = [
    Route("/oauth/authorize", authorize, methods=["GET", "POST"]),
    Route("/oauth/token", token, methods=["POST"]),
    Route("/oauth/revoke", revoke, methods=["POST"]),
]
