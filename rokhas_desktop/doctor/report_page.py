"""The report as one HTML page in the three languages: self-contained, without scripts, and it loads nothing.

Plain tables and no layout that a mail program or a printer would not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from rokhas_desktop.catalogue import LANGUAGES, Language
from rokhas_desktop.doctor.words import say

_STYLE = """
body { font: 15px/1.5 "Noto Sans", "Noto Naskh Arabic", "Segoe UI", Tahoma, sans-serif; max-width: 60rem;
  margin: 1rem auto; padding: 0 1rem; color: #1b1b1b; background: #ffffff; }
h1 { font-size: 22px; } h2 { font-size: 18px; margin-top: 24px; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 5px 8px; border-bottom: 1px solid #dddddd; vertical-align: top; text-align: start; }
.verdict { background-color: #f4f4f4; } .problem { color: #b3261e; } .warning { color: #8a5a00; }
.ok { color: #1a7f37; }
.skipped { color: #666666; } .code { color: #666666; }
section { border-top: 3px solid #0b5a6b; margin-top: 32px; }
@media print { section { break-before: page; } tr { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
MARKS = {"ok": "✓", "warning": "!", "problem": "✗", "skipped": "–"}


def page(told: dict[str, Any], languages: Sequence[Language] = LANGUAGES) -> str:
    """The page of a report's content; every text of it is escaped."""
    links = " · ".join(f'<a href="#{one}">{escape(say("language", one))}</a>' for one in languages)
    body = "".join(_section(told, one) for one in languages)
    return (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Rokhas Desktop · {escape(told['phone_code'])}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<p>{links}</p>\n{body}</body>\n</html>\n"
    )


def _section(told: dict[str, Any], language: Language) -> str:
    direction = "rtl" if language == "ar" else "ltr"
    parts = [
        f'<section id="{language}" lang="{language}" dir="{direction}">\n<h1>{escape(say("report", language))}</h1>\n',
        _head(told, language),
        *_verdict(told, language),
        *_changes(told, language),
        f"<h2>{escape(say('checks', language))}</h2>\n<table>\n",
        *(_check(row, language) for row in told["checks"]),
        "</table>\n",
        *_modules(told, language),
        *_logs(told, language),
        *_calls(told, language),
        f"<p>{escape(say('masked', language))}</p>\n</section>\n",
    ]
    return "".join(parts)


def _head(told: dict[str, Any], language: Language) -> str:
    made = f"Rokhas Desktop {escape(told['program'])} · {_ltr(told['at'])}"
    return f"<p>{made} · {escape(say('phone', language))} <b>{_ltr(told['phone_code'])}</b></p>\n"


def _verdict(told: dict[str, Any], language: Language) -> Iterator[str]:
    if told["verdict"] is None:
        yield f'<h2 class="ok">{escape(say("healthy", language))}</h2>\n'
        return
    for number, row in enumerate(told["ranked"]):
        said = row["texts"][language]
        if number == 1:
            yield f"<h2>{escape(say('beneath', language))}</h2>\n"
        size = "h2" if number == 0 else "h3"
        code = f'<small class="code">{_ltr(row["code"])}</small>'
        yield f'<{size} class="{row["status"]}">{escape(said["title"])} {code}</{size}>\n'
        yield f"<p>{escape(said['cause'])}</p>\n"
        yield _steps(say("person", language), said["remedy"])
        yield _steps(say("technician", language), said["technician"])


def _steps(head: str, steps: Sequence[str]) -> str:
    if not steps:
        return ""
    return f"<p><b>{escape(head)}</b></p>\n<ol>{''.join(f'<li>{escape(one)}</li>' for one in steps)}</ol>\n"


def _changes(told: dict[str, Any], language: Language) -> Iterator[str]:
    if told["last_healthy"] is None:
        return
    yield f"<h2>{escape(say('changed', language))} {_ltr(told['last_healthy'])}</h2>\n"
    if not told["changes"]:
        yield f"<p>{escape(say('unchanged', language))}</p>\n"
        return
    rows = (
        f"<tr><td>{escape(say('change-' + one['what'], language))}</td>"
        f"<td>{_ltr(one['before'] or '–')}</td><td>{_ltr(one['after'] or '–')}</td></tr>\n"
        for one in told["changes"]
    )
    yield f"<table>\n{''.join(rows)}</table>\n"


def _check(row: dict[str, Any], language: Language) -> str:
    said = row["texts"][language]
    words = escape(said["title"]) if row["code"] or row["status"] == "skipped" else _ltr(row["facts"])
    seconds = f"{row['seconds']:.1f} s"
    return (
        f'<tr><td class="{row["status"]}">{MARKS[row["status"]]}</td><td>{escape(said["probe"])}</td>'
        f'<td class="code">{_ltr(row["code"] or "")}</td><td>{words}</td><td>{_ltr(seconds)}</td></tr>\n'
    )


def _modules(told: dict[str, Any], language: Language) -> Iterator[str]:
    if told["modules"]:
        yield f"<h2>{escape(say('modules', language))}</h2>\n<table>\n"
        for one in told["modules"]:
            kind = f"{one['bits'] or '?'} · {' '.join(one['machines'])}"
            yield f"<tr><td>{_ltr(one['file'])}</td><td>{_ltr(kind)}</td><td>{_ltr(one['sha256'] or '')}</td></tr>\n"
        yield "</table>\n"


def _logs(told: dict[str, Any], language: Language) -> Iterator[str]:
    if told["logs"]:
        yield f"<h2>{escape(say('logs', language))}</h2>\n"
        for one in told["logs"]:
            left = say("left_out", language, count=one["left_out"])
            lines = "".join(f"{escape(line)}\n" for line in one["lines"])
            yield f"<p>{_ltr(one['file'])} · {_ltr(one['at'])} · {escape(left)}</p>\n"
            yield f'<pre dir="ltr">{lines}</pre>\n' if lines else ""


def _calls(told: dict[str, Any], language: Language) -> Iterator[str]:
    if told["calls"]:
        yield f'<h2>{escape(say("calls", language))}</h2>\n<pre dir="ltr">'
        for one in told["calls"]:
            yield escape(f"{one['ms']:>8} ms  {one['function']}({', '.join(one['arguments'])}) = {one['returned']}\n")
        yield "</pre>\n"


def _ltr(text: str) -> str:
    """From left to right in an Arabic page too, where a program does not know the element."""
    return f'<bdi dir="ltr">\u2066{escape(text)}\u2069</bdi>' if text else ""
