"""What an answer of the platform means: a model of the contract, or the error that says why not."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from rokhas_desktop import catalogue
from rokhas_desktop.api.errors import AnswerNotUnderstood, NotLoggedIn, PlatformRefused, UnknownProblem
from rokhas_desktop.api.models import Model, Problem
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.net.answer import Answer

M = TypeVar("M", bound=Model)

# What a server in front of the platform says without a problem document.
BY_STATUS = {401: "not-authenticated", 413: "too-large", 429: "slow-down"}


def read(model: type[M], answer: Answer, call: str) -> M:
    """The answer as ``model``; nothing is guessed: "12" is no number.

    Raises what :func:`refusal` gives for an answer that is no success, NetError for one that is no JSON,
    AnswerNotUnderstood for one that breaks the contract.
    """
    if not answer.ok:
        raise refusal(answer)
    if not answer.is_json:
        raise answer.unexpected()
    try:
        return model.model_validate_json(answer.body, strict=True)
    except ValidationError as error:
        raise AnswerNotUnderstood(call=call, field=first(error)) from None


def refusal(answer: Answer) -> RokhasError:
    """The error for an answer that is no success."""
    problem = _problem(answer)
    slug = problem.code or BY_STATUS.get(answer.status, "")
    if not slug:
        return answer.unexpected()
    if slug == "not-authenticated":
        return NotLoggedIn()
    code = catalogue.by_problem().get(slug, UnknownProblem.code)
    lease = _lease(problem) if slug == "lease-held" else {}
    return PlatformRefused(
        code, slug=slug, status=answer.status, detail=problem.detail or "", seconds=answer.wait, **lease
    )


def _lease(problem: Problem) -> dict[str, str]:
    """Who holds an act and until when, by this PC's clock and zone."""
    until = f"{problem.until.astimezone():%d/%m/%Y %H:%M}" if problem.until else "–"
    return {"until": until, "holder": problem.holder or "–"}


def _problem(answer: Answer) -> Problem:
    if not answer.is_json:
        return Problem()
    try:
        return Problem.model_validate_json(answer.body)
    except ValidationError:
        return Problem()


def first(error: ValidationError) -> str:
    """The path of the first wrong value.  The value itself may be a name: it is not told."""
    return ".".join(str(step) for step in error.errors(include_input=False, include_url=False)[0]["loc"]) or "-"
