"""The lock file alone proves that every dependency installs on Windows x64 without a compiler."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = [(3, 11), (3, 12), (3, 13)]


@dataclass(frozen=True)
class Locked:
    requirement: Requirement
    wheels: tuple[str, ...]
    hashes: int


def read_lock() -> list[Locked]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = []
    for block in text.split("\n\n"):
        wheels = tuple(re.findall(r"^#   (\S+\.whl)$", block, re.MULTILINE))
        head = re.search(r"^(?![#\s])(.+?) \\$", block, re.MULTILINE)
        if head:
            found.append(Locked(Requirement(head.group(1)), wheels, block.count("--hash=sha256:")))
    return found


def windows_tags(version: tuple[int, int]) -> set[Tag]:
    platforms = ["win_amd64"]
    return {
        *cpython_tags(version, platforms=platforms),
        *compatible_tags(version, f"cp{version[0]}{version[1]}", platforms),
    }


def on_windows(marker: Marker | None, version: tuple[int, int]) -> bool:
    environment = {
        **default_environment(),
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_version": f"{version[0]}.{version[1]}",
        "python_full_version": f"{version[0]}.{version[1]}.0",
    }
    return marker is None or marker.evaluate(environment)


def test_every_wheel_has_its_hash() -> None:
    lock = read_lock()
    assert len(lock) > 50
    for item in lock:
        assert item.wheels, item.requirement
        assert len(item.wheels) == item.hashes, item.requirement


@pytest.mark.parametrize("version", VERSIONS)
def test_each_dependency_has_a_wheel_for_windows(version: tuple[int, int]) -> None:
    tags = windows_tags(version)
    without = [
        str(item.requirement)
        for item in read_lock()
        if on_windows(item.requirement.marker, version)
        and not any(parse_wheel_filename(wheel)[3] & tags for wheel in item.wheels)
    ]
    assert without == []


def test_what_is_built_from_source_on_linux_is_the_version_whose_wheels_are_locked_for_elsewhere() -> None:
    text = (ROOT / "requirements-linux.lock").read_text(encoding="utf-8")
    heads = re.findall(r"^(?![#\s])(.+?) \\$", text, re.MULTILINE)
    assert len(heads) == text.count("--hash=sha256:") == len(re.findall(r"^#   \S+\.tar\.gz$", text, re.MULTILINE))
    locked = {canonicalize_name(item.requirement.name): item.requirement for item in read_lock()}
    for source in map(Requirement, heads):
        wheels = locked[canonicalize_name(source.name)]
        assert wheels.specifier == source.specifier
        assert wheels.marker is not None
        assert source.marker is not None
        for system in ("linux", "win32", "darwin"):
            assert source.marker.evaluate({"sys_platform": system}) == (system == "linux")
            assert wheels.marker.evaluate({"sys_platform": system}) == (system != "linux")


def test_what_pyproject_asks_for_is_locked() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = project["project"]["dependencies"] + [line for extra in extras for line in extra]
    locked = {canonicalize_name(item.requirement.name): item.requirement for item in read_lock()}
    for line in wanted + project["dependency-groups"]["dev"]:
        requirement = Requirement(line)
        pinned = locked[canonicalize_name(requirement.name)]
        (exact,) = pinned.specifier
        assert requirement.specifier.contains(exact.version), line
