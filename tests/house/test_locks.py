"""The locked requirements: what ships is what was tested, and they can be installed from anywhere."""

import re

import pytest

from tests.house.rooms import PROJECT

LOCKS = {
    name: (PROJECT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in ("run", "test")
}


def pins(lock):
    return set(re.findall(r"^([a-z0-9.-]+==\S+)", lock, re.MULTILINE))


def test_the_tests_run_on_exactly_what_ships():
    assert pins(LOCKS["run"]) - pins(LOCKS["test"]) == set()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place_to_install_from(name):
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|\bfile:", LOCKS[name]) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_hash(name):
    entries = re.split(r"\n(?=\S)", LOCKS[name].strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
