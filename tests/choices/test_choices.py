"""What a person sets: written as one line of the file, judged first, locked by machine policy where that says so."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop import choices
from rokhas_desktop.choices import CHOICES, SettingLocked, SettingRefused, SettingsNotWritten
from rokhas_desktop.settings import BadSettings, Home, NotForUsers, load

VALUES: dict[str, list[object]] = {
    "language": ["fr", "ar", "en"],
    "theme": ["system", "light", "dark", "contrast"],
    "net.proxy": ["system", "none", "http://proxy.test:8080"],
    "net.rate_down": [0, 131072],
    "net.rate_up": [0, 131072],
    "store.retention_days": [0.0, 7.0, 365.0],
}
OWN = """# written by TEST
language = "ar"  # the president's

[store]
retention_days = 12.5  # as agreed
"""


@pytest.fixture
def none(tmp_path: Path) -> Path:
    """A machine policy that there is not."""
    return tmp_path / "none.toml"


def of(home: Home, name: str, policy: Path) -> choices.Standing:
    return next(one for one in choices.standings(home, policy) if one.name == name)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in VALUES.items() for value in values])
def test_what_is_set_is_in_force_at_the_next_start_and_can_be_taken_back(
    home: Home, none: Path, name: str, value: object
) -> None:
    before = of(home, name, none)
    choices.change(home, name, value, none)
    after = of(home, name, none)
    assert (after.value, after.own, after.otherwise) == (value, True, before.value)
    choices.change(home, name, None, none)
    assert of(home, name, none) == before


def test_every_choice_has_values_in_these_tests() -> None:
    assert set(VALUES) == set(CHOICES)


def test_the_rest_of_the_file_stays_as_it_was_written(home: Home, none: Path) -> None:
    home.settings_file.parent.mkdir(parents=True, exist_ok=True)
    home.settings_file.write_text(OWN, encoding="utf-8")
    choices.change(home, "theme", "dark", none)
    choices.change(home, "store.retention_days", 7.0, none)
    written = home.settings_file.read_text(encoding="utf-8")
    for line in OWN.replace("12.5", "7.0").splitlines():
        assert line in written
    assert tomllib.loads(written) == {"language": "ar", "theme": "dark", "store": {"retention_days": 7.0}}


@given(st.lists(st.sampled_from([(name, value) for name, values in VALUES.items() for value in [*values, None]])))
def test_any_order_of_changes_leaves_the_last_of_each(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, object]]
) -> None:
    home = Home.find(tmp_path_factory.mktemp("home"))
    policy = home.root / "none.toml"
    last: dict[str, object] = {}
    for name, value in changes:
        choices.change(home, name, value, policy)
        last[name] = value
    for one in choices.standings(home, policy):
        assert one.own == (last.get(one.name) is not None)
        assert one.value == (last[one.name] if one.own else one.otherwise)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("theme", "blue"),
        ("net.proxy", "http://name:secret@proxy.test:8080"),
        ("net.proxy", "proxy"),
        ("net.rate_down", -1),
        ("store.retention_days", -1.0),
        ("signing.level", "B-B"),
        ("review.require_plans", False),
        ("token.modules", []),
        ("nonsense", 1),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(home: Home, none: Path, name: str, value: object) -> None:
    choices.change(home, "theme", "dark", none)
    before = home.settings_file.read_bytes()
    with pytest.raises(SettingRefused) as caught:
        choices.change(home, name, value, none)
    assert caught.value.code == "CFG-004"
    assert "secret" not in str(caught.value)
    assert home.settings_file.read_bytes() == before


@pytest.mark.parametrize("lock", ["net.proxy", "net"])
def test_machine_policy_locks_a_value(home: Home, tmp_path: Path, lock: str) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(f'locked = ["{lock}"]\n[net]\nproxy = "none"\n', encoding="utf-8")
    standing = of(home, "net.proxy", policy)
    assert (standing.value, standing.locked) == ("none", True)
    with pytest.raises(SettingLocked) as caught:
        choices.change(home, "net.proxy", "system", policy)
    assert caught.value.code == "CFG-003"
    assert not home.settings_file.exists()


def test_a_file_that_was_wrong_before_is_told_and_kept(home: Home, none: Path) -> None:
    home.settings_file.parent.mkdir(parents=True, exist_ok=True)
    for text, error in (("theme = ", BadSettings), ('theme = "blue"', BadSettings), ("[trust]\n", NotForUsers)):
        home.settings_file.write_text(text, encoding="utf-8")
        with pytest.raises(error):
            choices.change(home, "language", "fr", none)
        assert home.settings_file.read_text(encoding="utf-8") == text


def test_what_cannot_be_read_is_told(home: Home, none: Path) -> None:
    home.settings_file.mkdir(parents=True)  # a folder in the file's place
    with pytest.raises(BadSettings) as caught:
        choices.change(home, "language", "fr", none)
    assert caught.value.code == "CFG-001"


def test_a_full_disk_is_told_and_the_old_file_stays(home: Home, none: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choices.change(home, "theme", "dark", none)

    def full(*_args: object) -> None:  # a disk that is full only now cannot be had here
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(choices, "write_private", full)
    with pytest.raises(SettingsNotWritten):
        choices.change(home, "theme", "light", none)
    assert load(home, none).settings.theme == "dark"
