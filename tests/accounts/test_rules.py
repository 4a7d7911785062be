"""Rules of accounts."""

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.accounts import rules
from panel.kernel.refusal import Refusal


@given(st.text(max_size=300))
def test_a_name_that_is_kept_is_kept_unchanged_the_second_time(text: str) -> None:
    try:
        kept = rules.name_of_person(text)
    except Refusal:
        return
    assert rules.name_of_person(kept) == kept
    assert 0 < len(kept) <= rules.NAME_LENGTH
    assert "\n" not in kept


@pytest.mark.parametrize(
    "name",
    [
        "Amina Sow",
        "Nguyễn Thị Ánh",
        "李小龍",
        "田中さくら",
        "Ελένη Παππά",
        "فاطمة الزهراء",
        "می\u200cنا",
        "O’Brien-Łuk",
    ],
)
def test_names_of_all_scripts_are_welcome(name: str) -> None:
    assert rules.name_of_person(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "  ", "Secretariat", "SECRETARIAT", "Secre\u200btariat", "ｃｈａｉｒ", "Аmina Sow", "x" * 121],
)
def test_a_name_that_is_empty_or_imitates_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.name_of_person(name)
    assert refused.value.field == "name"


def test_a_name_loses_the_marks_that_turn_its_direction() -> None:
    assert rules.name_of_person("Ana\u202e Silva\u200f") == "Ana Silva"


@given(st.text(max_size=400))
def test_an_address_is_kept_in_one_form_or_refused(text: str) -> None:
    try:
        kept = rules.address(text)
    except Refusal:
        return
    assert rules.address(kept.upper() if kept.isascii() else kept) == kept
    assert not set(kept) & set(' \n\r<>,;"')


@pytest.mark.parametrize(
    "text", ["a@b", "a b@c.org", "a@b.org\nBcc: x@y.org", "<a@b.org>", "a@b@c.org", "a@b.org,c@d.org"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="e-mail address"):
        rules.address(text)


@given(st.text(min_size=12, max_size=128))
def test_no_kind_of_character_is_asked_of_a_password(text: str) -> None:
    too_easy = len(set(text.casefold())) < 5
    with pytest.raises(Refusal, match="easy to guess") if too_easy else nullcontext():
        assert rules.password(text) == text


@pytest.mark.parametrize(
    "text", ["tulips at six", "!@#$%^&*()_+", "水が流れる川のほとりで静かに", "p" * 5 + "assphrase"]
)
def test_a_good_password_is_taken_as_typed(text: str) -> None:
    assert rules.password(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "short",
        "x" * 129,
        "aaaaaaaaaaaaaa",
        "Password 1234",
        "123456789012",
        "standing-panel",
        "long.address@example.org",
    ],
)
def test_a_password_that_is_short_long_common_or_ones_own_address_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.password(text, email="long.address@example.org")
    assert refused.value.field == "password"


def test_what_is_kept_of_a_try_does_not_say_whose_it_was() -> None:
    key = rules.try_key("secret", "account", "ana@example.org")
    assert key != rules.try_key("other secret", "account", "ana@example.org")
    assert key != rules.try_key("secret", "network", "ana@example.org")
    assert len(key) == 64
    assert "ana" not in key


@pytest.mark.parametrize(
    ("remote", "network"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("", ""), ("unix", "unix")],
)
def test_an_address_of_version_6_counts_as_its_household(remote: str, network: str) -> None:
    assert rules.network(remote) == network


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140.0 Safari/537 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/140.0 Mobile Safari/537", "Chrome, Android"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_told_by_browser_and_system_only(user_agent: str, device: str) -> None:
    assert rules.device(user_agent) == device
