"""Random documents that hold by a model's own JSON schema, as pydantic writes them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]


def holding(schema: Json, definitions: Json | None = None) -> st.SearchStrategy[Any]:
    """What the schema admits."""
    definitions = schema.get("$defs", {}) if definitions is None else definitions
    if "$ref" in schema:
        return st.deferred(lambda: holding(definitions[schema["$ref"].rpartition("/")[2]], definitions))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    if "anyOf" in schema:
        return st.one_of([holding(one, definitions) for one in schema["anyOf"]])
    return _OF[schema["type"]](schema, definitions)


def _text(schema: Json, _: Json) -> st.SearchStrategy[str]:
    if schema.get("format") == "date":
        return st.dates().map(lambda day: day.isoformat())
    if schema.get("format") == "date-time":
        return st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat())
    least, most = schema.get("minLength", 0), min(schema.get("maxLength", 30), 60)
    if "pattern" in schema:
        found = st.from_regex(schema["pattern"], fullmatch=True)
        return found.filter(lambda text: least <= len(text) <= schema.get("maxLength", 10_000))
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=least, max_size=most)


def _list(schema: Json, definitions: Json) -> st.SearchStrategy[list[Any]]:
    if "prefixItems" in schema:
        return st.tuples(*[holding(one, definitions) for one in schema["prefixItems"]]).map(list)
    least = schema.get("minItems", 0)
    return st.lists(holding(schema["items"], definitions), min_size=least, max_size=least + 2)


def _object(schema: Json, definitions: Json) -> st.SearchStrategy[Json]:
    parts = {name: holding(one, definitions) for name, one in schema.get("properties", {}).items()}
    needed = set(schema.get("required", ()))
    return st.fixed_dictionaries(
        {name: one for name, one in parts.items() if name in needed},
        optional={name: one for name, one in parts.items() if name not in needed},
    )


_OF = {
    "string": _text,
    "integer": lambda schema, _: st.integers(schema.get("minimum"), schema.get("maximum", 2**62)),
    "number": lambda _, __: st.floats(-1e9, 1e9),
    "boolean": lambda _, __: st.booleans(),
    "null": lambda _, __: st.none(),
    "array": _list,
    "object": _object,
}
