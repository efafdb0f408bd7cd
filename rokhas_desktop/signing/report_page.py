"""A verification's report as one HTML page: self-contained, without scripts, in one of the three languages.

Whatever comes from a file is escaped; the page forbids itself to load anything.  A national ID number is shown
as its last two characters.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePath

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.signing import output, report_words
from rokhas_desktop.signing.report import NOT_QUALIFIED_VALIDATION, Report, SignatureReport
from rokhas_desktop.signing.report_words import Row, moment, words

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 "Noto Sans", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif; max-width: 52rem;
  margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; overflow-wrap: anywhere; margin-top: 2rem; } h3 { font-size: 1rem; }
p.verdict { border-inline-start: .4rem solid; padding: .5rem 1rem; font-weight: 600; background: #f4f4f4; }
p.verdict small { font-weight: 400; }
.TOTAL-PASSED { border-color: #1a7f37 !important; } .TOTAL-FAILED { border-color: #b3261e !important; }
.INDETERMINATE, .NO-SIGNATURE { border-color: #9a6700 !important; }
table { border-collapse: collapse; width: 100%; } th { text-align: start; font-weight: 400; color: #555; width: 40%; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #ddd; vertical-align: top; overflow-wrap: anywhere; }
ul { margin: 0; padding-inline-start: 1.2rem; } footer { margin-top: 2rem; border-top: 1px solid #ccc; }
@media print { body { margin: 0; max-width: none; } tr, h2, h3, p.verdict { break-inside: avoid; }
  h2, h3 { break-after: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(reports: Sequence[Report], language: Language, made_at: datetime) -> str:
    """The whole page.  ``made_at`` is aware; times are written with their offset."""
    word = words(language)
    body = "".join(_file(one, language) for one in reports)
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(_POLICY)}">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>{html.escape(word['title'])}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{html.escape(word['title'])}</h1>\n"
        f"<p>{html.escape(word['made'])} {_when(made_at)} {html.escape(word['by'])}</p>\n{body}"
        f"<footer><p><strong>{html.escape(word['disclaimer'])}</strong></p></footer>\n</body>\n</html>\n"
    )


def write(path: Path, reports: Sequence[Report], language: Language, made_at: datetime) -> None:
    """Write the page as a new file.  Raises TargetExists, CannotWrite."""
    with output.appearing(path) as (handle, _):
        handle.write(page(reports, language, made_at).encode("utf-8"))


def _file(found: Report, language: Language) -> str:
    word = words(language)
    parts = [f"<section>\n<h2><bdi>{html.escape(PurePath(found.file).name)}</bdi></h2>\n"]
    parts.append(_verdict(found.verdict, word))
    codes = [found.code] if found.code else []
    notes = [code for code in found.notes if code != NOT_QUALIFIED_VALIDATION]
    parts.append(_list(codes, language) + _list(notes, language))
    if found.document_timestamps:
        rows = [(word["document_timestamps"], str(found.document_timestamps))]
        parts.append(_table(rows))
    parts += [_signature(one, number, language) for number, one in enumerate(found.signatures, 1)]
    return "".join(parts) + "</section>\n"


def _signature(one: SignatureReport, number: int, language: Language) -> str:
    word = words(language)
    rows = [_row(row) for row in report_words.rows(one, language)]
    for label, codes in ((word["reasons"], one.reasons), (word["notes"], one.notes)):
        if codes:
            rows.append((label, _list(codes, language)))
    head = f"<h3>{html.escape(word['signature'])} {number} <bdi>{html.escape(one.field or '')}</bdi></h3>\n"
    return head + _verdict(one.verdict, word) + _table(rows)


def _verdict(verdict: str, word: dict[str, str]) -> str:
    said = html.escape(word[verdict])
    return f'<p class="verdict {verdict}">{said} <small><bdi dir="ltr">({verdict})</bdi></small></p>\n'


def _row(row: Row) -> tuple[str, str]:
    direction = ' dir="ltr"' if row.ltr else ""
    return row.label, f"<bdi{direction}>{html.escape(row.value)}</bdi>"


def _table(rows: Sequence[tuple[str, str]]) -> str:
    """Rows of a name, which is escaped here, and of HTML."""
    lines = "".join(f"<tr><th>{html.escape(name)}</th><td>{value}</td></tr>\n" for name, value in rows)
    return f"<table>\n{lines}</table>\n"


def _list(codes: Sequence[str], language: Language) -> str:
    if not codes:
        return ""
    texts = ((code, catalogue.entry(code).text(language).sentence) for code in codes)
    said = "".join(f'<li>{html.escape(text)} <small><bdi dir="ltr">{code}</bdi></small></li>' for code, text in texts)
    return f"<ul>{said}</ul>\n"


def _when(at: datetime) -> str:
    return f'<bdi dir="ltr">{html.escape(moment(at))}</bdi>'
