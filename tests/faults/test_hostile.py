"""Hostile input on every address, in every role: an answer in time, with its headers and a sentence, never a 5xx."""

import io
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from time import perf_counter
from typing import Any

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from panel.factory import create_app
from panel.ui.security import HEADERS
from tests.faults.conftest import World

Browsers = Callable[[str], FlaskClient]

ROLES = (
    "public",
    "adviser",
    "alternate",
    "head",
    "other head",
    "observer",
    "moderator",
    "moderator of own organization",
    "chair",
    "rapporteur",
    "secretariat",
    "administrator",
)
SECONDS = 2.0

TEXTS: Mapping[str, bytes] = {
    "nothing": b"",
    "NUL": b"before\x00after, long enough to be said",
    "a lone surrogate": b"\xed\xa0\x80 and \xed\xbf\xbf, long enough to be said",
    "no UTF-8": b"\xff\xfe\xc3\x28 long enough to be said",
    "very long": b"a" * 100_000,
    "brackets": b"[" * 100_000,
    "round brackets": b"(" * 100_000,
    "quotations": b">" * 8_000,
    "emphasis": b"*a_" * 2_600,
    "backticks": b"".join(b"`" * n + b"a" for n in range(1, 120)),
    "lists": b"- " * 4_000,
    "marks on one letter": "a\u0316\u0300".encode() + "\u0300\u0316".encode() * 25_000,
    "a huge number": b"9" * 5_000,
    "a number beyond 64 bits": b"9" * 30,
    "a large number": b"2147483648",
    "a negative number": b"-1",
    "no number": b"1e999",
    "another script's digits": "٣²".encode(),
    "a quotation mark": b"'\"; DROP TABLE person; --",
    "markup": b"</textarea><script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": b"{{ 7*7 }}{% raw %}%(name)s %s {0}",
    "bidi": "\u202e\u2066\ufeff\u200b\u00ad long enough to be said".encode(),
    "a header": b"a\r\nSet-Cookie: x=1\r\n\r\n",
    "the end of time": b"9999-12-31T23:59",
    "the first day": b"0001-01-01T00:00",
}
VERY_LONG = TEXTS["very long"]
FIELDS = (
    "seat",
    "person",
    "capacity",
    "email",
    "may_bind",
    "sign_in",
    "note",
    "next",
    "decision",
    "hours",
    "text",
)
"""Fields that are read by routes whose form stands on another page."""

SEGMENTS = (
    "%00",
    "%ED%A0%80",
    "%FF",
    "a" * 5_000,
    "%5B" * 5_000,
    "9" * 40,
    "9" * 5_000,
    "2147483648",
    "0",
    "-1",
    "..",
    "%2e%2e%2f%2e%2e",
    "%0d%0aSet-Cookie:x=1",
    "'",
    "%D9%A3",
    "{{7*7}}",
)
QUERIES = (
    "lang=xx&lang=%00",
    "lang=" + "a" * 5_000,
    "lang=../../etc",
    "before=-1",
    "before=" + "9" * 5_000,
    "before=" + "9" * 30,
    "before=x&before=%ED%A0%80",
    "after=%00&before=1e9",
    "after=" + "A" * 5_000,
    "q=%00%ED%A0%80",
    "q=" + "%5B" * 3_000,
    "q=" + "%25_" * 1_000,
    "q=" + "%CC%80%CC%96" * 2_000,
    "hash=" + "a" * 5_000,
    "hash=%FF",
    "thread=" + "9" * 30,
    "norm=%00&norm=" + "a" * 500 + "&norm=iccpr:art/" + "9" * 50,
    "reply_to=999999&kind=%00&issue=%ED%A0%80&stage=x&constituency=%00",
    "next=//elsewhere.example&next=%0d%0a",
    "next=/%ED%A0%80",
    "after=WyJcdTAwMDAiLCAiYSJd",
    "&".join(f"a{n}=1" for n in range(1_000)),
    "=&=&&;;%",
)


def _rules() -> list[Rule]:
    """Return every route, without a database."""
    app = create_app({"PANEL_DATA": "build", "SECRET_KEY": "x" * 40, "SQLALCHEMY_DATABASE_URI": "sqlite://"})
    return sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)


RULES = _rules()
ROUTES = [rule.rule for rule in RULES]
WRITING = [rule.rule for rule in RULES if "POST" in (rule.methods or ())]
LISTS = (
    "/log",
    "/norms",
    "/search",
    "/secretariat/people",
    "/sign-in",
    "/threads",
    "/threads/1",
    "/threads/1/timeline",
    "/threads/propose",
    "/understandings",
    "/understandings/1/timeline",
    "/verify",
)
"""Addresses at which a query chooses what is shown."""

FITTING = {
    "/threads": ("head", "moderator"),
    "/understandings": ("chair", "moderator", "head"),
    "/sessions": ("secretariat", "chair", "rapporteur"),
    "/secretariat": ("secretariat", "administrator"),
    "/delegations": ("secretariat", "head"),
}
"""Who gets furthest at the addresses that begin so; elsewhere the public and the head of a delegation."""

_PARAMETER = re.compile(r"<(?:(?P<kind>[a-z]+)(?:\((?P<of>[^)]*)\))?:)?(?P<name>[a-z]+)>")


def parts(rule: str, world: World) -> list[list[str]]:
    """Return, for each parameter of `rule`, values at which there is something, as far as the world has it."""
    number = [str(world.sitting.number)]
    if rule.startswith("/threads"):
        number = [str(world.thread.number), str(world.proposal.number)]
    elif rule.startswith("/understandings"):
        number = [str(each) for each in world.numbers.values()]
    known = {
        "number": number,
        "slug": [world.aldoria.slug],
        "token": [world.invitation],
        "issue": ["interface"],
        "seq": ["0", "40"],
        "mechanism": ["hrc"],
        "instrument": ["iccpr"],
        "locator": ["art/12"],
        "symbol": [world.adopted.symbol or ""],
        "filename": ["panel.css", "nothing.css"],
        "contribution": ["1", str(world.withdrawn.number)],
        "draft": [world.draft],
        "key": [world.prepared.revision.paragraphs[-1].key],
        "revision": ["0"],
    }
    return [
        [found["of"].split(",")[0]] if found["kind"] == "any" else known.get(found["name"], ["1"])
        for found in _PARAMETER.finditer(rule)
    ]


def address_of(rule: str, values: Iterable[str]) -> str:
    """Return the address of `rule` with these values of its parameters."""
    given = iter(values)
    return _PARAMETER.sub(lambda _: next(given), rule)


def addresses(rule: str, world: World) -> list[str]:
    """Return addresses of `rule` at which there is something."""
    return [address_of(rule, values) for values in product(*parts(rule, world))]


def hostile_addresses(rule: str, world: World) -> list[str]:
    """Return addresses of `rule` with one part that is rubbish."""
    sound = [values[0] for values in parts(rule, world)]
    return [
        address_of(rule, [*sound[:place], segment, *sound[place + 1 :]])
        for place, segment in product(range(len(sound)), SEGMENTS)
    ]


def timed(client: FlaskClient, address: str, method: str = "GET", **sent: Any) -> TestResponse:
    """Return the answer, once it is seen to be in time, no failure of ours, and dressed."""
    began = perf_counter()
    answer = client.open(address, method=method, **sent)
    took = perf_counter() - began
    told = f"{method} {address[:120]} -> {answer.status_code} in {took:.2f} s"
    assert answer.status_code < 500, told
    assert took < SECONDS, told
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, told
    assert answer.headers["Cache-Control"], told
    if answer.status_code >= 400 and method != "HEAD":
        assert answer.mimetype == "text/html", told
        assert re.search(r"<h1[^>]*>(\s|<[^>]*>)*[^<\s]", answer.text), told
    if answer.status_code in (301, 302, 303, 308):
        assert re.match(r"/(?![/\\])|http://localhost/", answer.headers["Location"]), told
    return answer


def filled(form: Any, words: bytes, choice: int) -> MultiDict[str, bytes]:
    """Return what a browser would send of `form` with `words` in every field for words."""
    sent: MultiDict[str, bytes] = MultiDict()
    boxes: dict[str, list[str]] = {}
    for field in form.iter("input", "textarea", "select"):
        name, kind = field.get("name"), field.get("type", field.tag)
        if not name:
            continue
        if field.tag == "select":
            boxes[name] = [option.get("value") or "" for option in field.iter("option")]
        elif kind in ("radio", "checkbox"):
            boxes.setdefault(name, []).append(field.get("value") or "y")
        elif kind != "file":
            sent.add(name, words)
    for name, values in boxes.items():
        usable = [value for value in values if value] or [""]
        sent.add(name, usable[choice % len(usable)].encode())
    return sent


def forms_at(client: FlaskClient, address: str) -> list[Any]:
    """Return the forms of a page that are sent to it."""
    page = client.get(address)
    if page.status_code != 200 or page.mimetype != "text/html":
        return []
    forms = lxml.html.fromstring(page.get_data()).forms
    return [form for form in forms if form.method == "POST" and (form.action or address) == address]


def fitting(rule: str) -> tuple[str, ...]:
    """Return the roles that get furthest at addresses of `rule`."""
    return FITTING.get("/" + rule.split("/")[1], ("public", "head"))


@pytest.mark.parametrize("rule", ROUTES)
def test_no_address_fails_on_rubbish(rule: str, world: World, browser: Browsers) -> None:
    """Each piece of rubbish in one of the roles, and a third of the queries: the slow run has the rest."""
    there = addresses(rule, world)
    first = ROUTES.index(rule) % 3
    asked = [f"{there[number % len(there)]}?{query}" for number, query in enumerate(QUERIES[first::3])]
    rubbish = [*hostile_addresses(rule, world), *asked]
    roles = fitting(rule)
    for turn, role in enumerate(roles):
        client = browser(role)
        for address in (*there, *rubbish[turn :: len(roles)]):
            timed(client, address).close()


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_makes_a_list_fail(query: str, world: World, browser: Browsers) -> None:
    client = browser("administrator")
    for address in LISTS:
        timed(client, f"{address}?{query}").close()


@pytest.mark.parametrize("rule", ROUTES)
def test_no_method_fails(rule: str, world: World, browser: Browsers) -> None:
    for role, address in product(("public", "head"), addresses(rule, world)[:1]):
        client = browser(role)
        for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get"):
            timed(client, address, method).close()


BODIES: Mapping[str, dict[str, Any]] = {
    "JSON": {"json": {"title": 5, "body": None, "norms": {"a": [1]}}},
    "a JSON list": {"json": [1, "a", None]},
    "broken JSON": {"data": b'{"a":', "content_type": "application/json"},
    "plain text": {"data": b"title=a", "content_type": "text/plain"},
    "XML": {"data": b"<a/>", "content_type": "application/xml"},
    "no such type": {"data": b"a=b", "content_type": "\xff/;;=,"},
    "an unknown charset": {"data": b"a=b", "content_type": "application/x-www-form-urlencoded; charset=x"},
    "truncated multipart": {
        "data": b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nhalf',
        "content_type": "multipart/form-data; boundary=b",
    },
    "multipart without a boundary": {"data": b"--b\r\n\r\n", "content_type": "multipart/form-data"},
    "broken multipart": {
        "data": b"--b\r\n\xff\xff: \r\n\r\n\r\n--b--",
        "content_type": "multipart/form-data; boundary=b",
    },
    "a field named like a row": {"data": {"points-\u00b2-text": "a", "spaces-²-space": "a"}},
    "a row of a huge number": {"data": {"points-" + "9" * 5_000 + "-text": "a"}},
    "very many rows": {
        "data": {f"{name}-{n}-text": "a" for n in range(990) for name in ("points", "spaces")}
    },
    "repeated fields": {
        "data": MultiDict([(name, "a") for name in ("title", "kind", "norms") for _ in range(600)])
    },
    "very many norms": {"data": MultiDict([("norms", f"iccpr:art/{n}") for n in range(1_900)])},
    "too many fields": {"data": {f"f-{n}": "a" for n in range(2_100)}},
    "too much": {"data": {"body": "a" * 3_000_000}},
}


@pytest.mark.parametrize("rule", WRITING)
def test_no_form_fails_on_a_strange_body(rule: str, world: World, browser: Browsers) -> None:
    client = browser(fitting(rule)[0])
    address = addresses(rule, world)[-1]
    for body in BODIES.values():
        timed(client, address, "POST", **body)
    file = {name: (io.BytesIO(b"\x00" * 2_000), "../../\x00\r\n\u202e.exe") for name in ("title", "file")}
    timed(client, address, "POST", data=file, content_type="multipart/form-data")


def attacked(client: FlaskClient, rule: str, world: World, known: set[tuple[str, ...]]) -> None:
    """Send every form of `rule` with each of `TEXTS`, but for forms of `known` fields, which it adds to.

    Where there is no form, the fields that are read without one are sent.
    """
    for address in addresses(rule, world):
        forms = forms_at(client, address)
        for form in forms:
            fields = tuple(form.fields)
            if fields in known:
                continue
            known.add(fields)
            for number, words in enumerate(TEXTS.values()):
                answer = timed(client, address, "POST", data=filled(form, words, number))
                kept = answer.status_code < 400 or words != VERY_LONG or has_password(form)
                assert kept or VERY_LONG.decode() in answer.text, address
        for words in () if forms else (b"", TEXTS["NUL"], TEXTS["a huge number"], VERY_LONG):
            timed(client, address, "POST", data=dict.fromkeys(FIELDS, words))


def has_password(form: Any) -> bool:
    """Whether a form asks for a password: what is typed into such a field is never shown again."""
    return any(field.get("type") == "password" for field in form.iter("input"))


@pytest.mark.parametrize("rule", WRITING)
def test_no_form_fails_on_hostile_words(rule: str, world: World, browser: Browsers) -> None:
    known: set[tuple[str, ...]] = set()
    for role in fitting(rule):
        attacked(browser(role), rule, world, known)


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("rule", WRITING)
def test_no_role_makes_a_form_fail(rule: str, role: str, world: World, browser: Browsers) -> None:
    client = browser(role)
    attacked(client, rule, world, set())
    for address, body in product(addresses(rule, world), BODIES.values()):
        timed(client, address, "POST", **body)


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("rule", ROUTES)
def test_no_role_makes_an_address_fail(rule: str, role: str, world: World, browser: Browsers) -> None:
    client = browser(role)
    for address in (*addresses(rule, world), *hostile_addresses(rule, world)):
        timed(client, address).close()
    for address, query in product(addresses(rule, world), QUERIES):
        timed(client, f"{address}?{query}").close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://["},
        {"Origin": "\x80\xff"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_nothing_from_elsewhere_is_accepted_at_any_address(
    headers: dict[str, str], world: World, browser: Browsers
) -> None:
    client = browser("secretariat")
    for rule in WRITING:
        answer = timed(client, addresses(rule, world)[0], "POST", data={"title": "a"}, headers=headers)
        assert answer.status_code == 400, rule


@pytest.mark.parametrize("token", [None, "", "rubbish", "\u00e9", "a" * 10_000])
def test_no_form_is_accepted_without_its_own_token(
    token: str | None, app: Flask, world: World, browser: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    client = browser("secretariat")
    sent = {"title": "Words to keep"} | ({} if token is None else {"csrf_token": token})
    for rule in WRITING:
        answer = timed(client, addresses(rule, world)[0], "POST", data=sent)
        assert answer.status_code == 400, rule
        assert "Words to keep" in answer.text, rule


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "rubbish",
        "\u00ff\u00fe",
        "a.b.c",
        ".eJw." + "a" * 4_000,
        "e30.aaaaaa.bbbb",
        zlib.compress(b"0" * 99).hex(),
    ],
)
@pytest.mark.parametrize("name", ["panel", "lang"])
def test_a_strange_cookie_signs_nobody_in(name: str, cookie: str, app: Flask) -> None:
    for address in ("/", "/account", "/moderation", "/nothing"):
        headers = {"Cookie": f"{name}={cookie}"}
        answer = timed(app.test_client(), address, headers=headers)
        assert "Sign out" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "xx;q=nan, \u00ff, *;q=1e999," + "en-" * 2_000},
        {"Range": "bytes=9-1,a-"},
        {"If-None-Match": '"' * 2_000},
        {"If-Modified-Since": "no date"},
        {"User-Agent": "\u00ff" * 5_000},
        {"Host": "elsewhere.example:99999999"},
        {"Host": "[::"},
        {"Host": "a b"},
        {"X-Forwarded-For": "\u00ff"},
        {"Content-Length": "-1"},
    ],
)
def test_strange_headers_fail_nowhere(headers: dict[str, str], app: Flask) -> None:
    for address in (
        "/",
        "/account",
        "/static/panel.css",
        "/static/nothing",
        "/nothing",
        "/sessions/1/summary.pdf",
    ):
        client = app.test_client()
        answer = client.get(address, headers=headers)
        assert answer.status_code < 500, (address, headers)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "elsewhere.example" not in answer.headers.get("Location", "")
        answer.close()


@pytest.mark.parametrize(
    "address",
    ["//elsewhere.example/", "/\\elsewhere.example", "/%2f%2felsewhere.example", "/a//elsewhere.example/../"],
)
def test_no_address_leads_away(address: str, app: Flask) -> None:
    answer = app.test_client().open(base_url="http://localhost", path=address)
    assert answer.status_code < 500
    assert not answer.headers.get("Location", "/").startswith(("//", "/\\"))
