"""A bare client of the platform, written from the contract alone: what the sandbox's own tests drive it with.

Every answer is checked against ``docs/platform-api.yaml`` as it comes in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jsonschema
import requests
import yaml
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from support.sandbox import RunningSandbox

CONTRACT = Path(__file__).parents[2] / "docs" / "platform-api.yaml"
INCREMENT = "application/vnd.rokhas.pdf-increment"
REDIRECT = "http://127.0.0.1:49152/log-in"


@cache
def contract() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    return loaded


@cache
def _registry() -> Registry[Any]:
    return Registry().with_resource("urn:contract", Resource(contract(), DRAFT202012))


def schema_errors(pointer: str, instance: Any) -> list[str]:
    """What is wrong with an instance by the contract's schema at a JSON pointer."""
    validator = jsonschema.Draft202012Validator(
        {"$ref": f"urn:contract#{pointer}"},
        registry=_registry(),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    return [error.message for error in validator.iter_errors(instance)]


def operation(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """The contract's path and operation that an address belongs to; literal paths before templates."""
    for template in sorted(contract()["paths"], key=lambda item: item.count("{")):
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path):
            found = contract()["paths"][template].get(method.lower())
            return (template, found) if found else None
    return None


def _pointer(*parts: str) -> str:
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def check(response: requests.Response) -> requests.Response:
    """Assert that an answer is one that the contract describes: status, media type, body, headers."""
    method, path = str(response.request.method), urlsplit(str(response.request.url)).path
    found = operation(method, path)
    if found is None:
        assert response.status_code in (404, 405)
        return response
    template, described = found
    status = str(response.status_code)
    key = status if status in described["responses"] else "default"
    place = _pointer("paths", template, method.lower(), "responses", key)
    answer = described["responses"][key]
    if "$ref" in answer:
        place = answer["$ref"].removeprefix("#")
        answer = contract()["components"]["responses"][place.rpartition("/")[2]]
    media = response.headers.get("Content-Type", "").partition(";")[0]
    contents = answer.get("content", {})
    if response.content:
        assert media in contents, f"{method} {path} {status}: {media}"
        if media.endswith("json"):
            errors = schema_errors(f"{place}{_pointer('content', media, 'schema')}", response.json())
            assert not errors, f"{method} {path} {status}: {errors}"
    else:
        assert not contents, f"{method} {path} {status}: empty"
    if key == "default":
        assert response.json()["code"] in ("unavailable", "slow-down", "not-found", "malformed-request", "too-large")
    return response


class Bare:
    """One account's client."""

    def __init__(self, sandbox: RunningSandbox, username: str | None = None) -> None:
        self.sandbox = sandbox
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.verify = str(sandbox.ca_file)
        self.tokens: dict[str, Any] = {}
        if username is not None:
            self.log_in(username)

    def close(self) -> None:
        self.http.close()

    def call(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> Any:
        """One request, its answer checked against the contract."""
        sent = dict(headers or {})
        if self.tokens and "Authorization" not in sent:
            sent["Authorization"] = f"Bearer {self.tokens['access_token']}"
        more.setdefault("allow_redirects", False)
        response = self.http.request(method, self.sandbox.url + path, headers=sent, timeout=60, **more)
        return check(response)

    # Log-in

    def authorize_query(self, verifier: str, **changes: str | None) -> str:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        query = {
            "response_type": "code",
            "client_id": "rokhas-desktop",
            "redirect_uri": REDIRECT,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "state": "TEST-state",
            **changes,
        }
        return urlencode({name: value for name, value in query.items() if value is not None})

    def code(self, username: str, verifier: str, **changes: str | None) -> str:
        """Log in by the page's form; the authorization code."""
        password = self.sandbox.account(username)["password"]
        response = self.call(
            "POST",
            f"/oauth/authorize?{self.authorize_query(verifier, **changes)}",
            data={"username": username, "password": password},
        )
        assert response.status_code == 303, response.text
        answer = parse_qs(urlsplit(response.headers["Location"]).query)
        assert answer["state"] == ["TEST-state"]
        return answer["code"][0]

    def token(self, **form: str) -> Any:
        return self.call("POST", "/oauth/token", data={"client_id": "rokhas-desktop", **form})

    def log_in(self, username: str) -> None:
        verifier = secrets.token_urlsafe(48)
        code = self.code(username, verifier)
        response = self.token(grant_type="authorization_code", code=code, code_verifier=verifier, redirect_uri=REDIRECT)
        assert response.status_code == 200, response.text
        self.tokens = response.json()

    # Acts

    def page(self, since: str | None = None, limit: int = 200) -> dict[str, Any]:
        query = {"since": since, "limit": limit}
        response = self.call("GET", "/v1/acts", params={name: value for name, value in query.items() if value})
        assert response.status_code == 200, response.text
        page: dict[str, Any] = response.json()
        return page

    def act(self, act: str) -> dict[str, Any]:
        response = self.call("GET", f"/v1/acts/{act}")
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    def content(self, act: str, document: str, **headers: str) -> Any:
        return self.call("GET", f"/v1/acts/{act}/documents/{document}/content", headers=headers)

    def submit(
        self,
        act: Mapping[str, Any],
        document: str,
        body: bytes,
        *,
        whole: bytes | None = None,
        key: str | None = None,
        **headers: str | None,
    ) -> Any:
        """PUT a signed piece: the appended bytes where ``whole`` is given, else the whole file."""
        sent: dict[str, str | None] = {
            "Content-Type": INCREMENT if whole is not None else "application/pdf",
            "If-Match": f'"{act["version"]}"',
            "Idempotency-Key": key or secrets.token_urlsafe(24),
            "Content-Digest": digest(body),
            "Repr-Digest": digest(whole if whole is not None else body),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return self.call(
            "PUT",
            f"/v1/acts/{act['id']}/documents/{document}/signed",
            headers={name: value for name, value in sent.items() if value is not None},
            data=body,
        )

    def give_back(self, act: Mapping[str, Any], body: Any, *, key: str | None = None) -> Any:
        return self.call(
            "POST",
            f"/v1/acts/{act['id']}/return",
            headers={
                "If-Match": f'"{act["version"]}"',
                "Idempotency-Key": key or secrets.token_urlsafe(24),
                "Content-Type": "application/json",
            },
            data=json.dumps(body),
        )


def digest(data: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"


def problem(response: Any) -> str:
    """The code of a problem document."""
    assert response.headers["Content-Type"] == "application/problem+json", response.text
    assert response.json()["status"] == response.status_code
    return str(response.json()["code"])
