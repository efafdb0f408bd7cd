"""The published contract, the reference platform and the client's models say the same thing."""

from __future__ import annotations

from typing import Any

import pytest
from openapi_spec_validator import validate
from support.platform_client import contract, schema_errors

from rokhas_desktop.api import key_models, models, order_models
from rokhas_desktop.sandbox.platform import log_in, routes
from rokhas_desktop.sandbox.platform.problems import TITLES

MODELS = {
    name: item
    for name, item in {**vars(models), **vars(key_models), **vars(order_models)}.items()
    if isinstance(item, type) and issubclass(item, models.Model) and item is not models.Model
}
SCHEMAS = contract()["components"]["schemas"]
REQUESTS_AND_OAUTH = {"Tokens", "OAuthError"}
"""What the platform says or hears outside of the models: the client's log-in library reads the OAuth ones."""


def test_the_contract_is_valid_openapi() -> None:
    validate(contract())


def test_every_operation_is_served_and_nothing_else() -> None:
    served = {
        (route.path, method.lower())
        for route in (*routes.ROUTES, *log_in.ROUTES)
        for method in route.methods or ()
        if method != "HEAD" or route.methods == {"HEAD"}  # a GET's own comes with it
    }
    published = {
        (path, method)
        for path, item in contract()["paths"].items()
        for method in item
        if method in ("get", "put", "post", "delete", "patch", "head", "options")
    }
    assert served == published


def test_every_problem_code_is_published_with_its_status() -> None:
    published = SCHEMAS["ProblemCode"]
    assert published["enum"] == list(TITLES)
    for code, (status, _) in TITLES.items():
        row = next(line for line in published["description"].splitlines() if line.startswith(f"| {code} |"))
        assert str(status) in row.split("|")[2]


def test_every_schema_has_a_model_and_every_model_a_schema() -> None:
    objects = {name for name, schema in SCHEMAS.items() if schema.get("type") == "object"}
    assert objects - REQUESTS_AND_OAUTH == set(MODELS)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_model_and_schema_have_the_same_properties(name: str) -> None:
    ours = _resolved(MODELS[name].model_json_schema(), MODELS[name].model_json_schema().get("$defs", {}))
    theirs = _resolved(SCHEMAS[name], SCHEMAS)
    assert set(ours["properties"]) == set(theirs["properties"])
    if name != "Problem":  # read leniently on purpose: a proxy's answer is shown too
        assert set(ours.get("required", ())) == set(theirs.get("required", ()))
        for key, wanted in theirs["properties"].items():
            assert _shape(ours["properties"][key]) == _shape(wanted), f"{name}.{key}"


def _resolved(schema: Any, definitions: dict[str, Any]) -> Any:
    """A schema with its references put in."""
    if isinstance(schema, list):
        return [_resolved(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _resolved(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {key: _resolved(value, definitions) for key, value in schema.items() if key != "$defs"}


_SAME = ("enum", "pattern", "minLength", "maxLength", "minimum", "minItems", "maxItems", "format")


def _shape(schema: dict[str, Any]) -> Any:
    """What a schema accepts, without words: types, enumerations, limits, and the shapes inside."""
    if "anyOf" in schema:
        branches = [_shape(item) for item in schema["anyOf"]]
        return ("any", sorted({kind for item in branches for kind in _flat(item)}, key=repr))
    kinds = schema.get("type", "object" if "properties" in schema else None)
    kinds = kinds if isinstance(kinds, list) else [kinds]
    said = tuple(
        (key, tuple(schema[key]) if isinstance(schema[key], list) else schema[key]) for key in _SAME if key in schema
    )
    inside: Any = None
    if "array" in kinds:
        items = schema.get("items") or schema["prefixItems"][0]
        inside = _shape(items)
    if "properties" in schema:
        inside = tuple(sorted(schema["properties"]))
    made = [(kind, said if kind != "null" else (), inside if kind != "null" else None) for kind in kinds]
    return ("any", sorted(made, key=repr)) if len(made) > 1 else made[0]


def _flat(shape: Any) -> list[Any]:
    return list(shape[1]) if shape[0] == "any" else [shape]


def test_the_examples_hold() -> None:
    checked = 0
    for path, item in contract()["paths"].items():
        for method, operation in item.items():
            if method not in ("get", "put", "post"):
                continue
            for status, response in operation["responses"].items():
                content = response.get("content", {}).get("application/json", {})
                if "example" in content:
                    place = "/".join(["", "paths", path.replace("/", "~1"), method, "responses", status])
                    pointer = f"{place}/content/application~1json/schema"
                    assert schema_errors(pointer, content["example"]) == [], pointer
                    checked += 1
    assert checked == 14


def test_the_examples_are_read_by_the_models() -> None:
    models.Act.model_validate(_example("/v1/acts/{act}"))
    models.Account.model_validate(_example("/v1/me"))
    models.Platform.model_validate(_example("/.well-known/rokhas-desktop"))


def _example(path: str) -> Any:
    return contract()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["example"]


def test_no_third_persons_number_can_be_told() -> None:
    holders = {name for name, schema in SCHEMAS.items() if "cin" in schema.get("properties", {})}
    assert holders == {"Account"}
