"""A visitor who follows every link, and what is wrong with the pages they see."""

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from html5lib.constants import E as SENTENCES
from werkzeug.exceptions import HTTPException

HTML = "{http://www.w3.org/1999/xhtml}"
HOST = "http://localhost"
MOST_PER_ROUTE = 4
"""How many addresses of one route are visited: the fifth issue is made by the code that made the first."""


def complaints(app: Flask, client: FlaskClient, start: str = "/") -> Iterator[str]:
    """Follow links from `start` and yield a line for each thing that is wrong, with the page that has it."""
    routes = app.url_map.bind("localhost")
    visits: Counter[str] = Counter()
    seen = {start}
    queue = deque([(start, "the start")])
    while queue:
        address, referrer = queue.popleft()
        try:
            endpoint, _ = routes.match(urlsplit(address).path, method="GET")
        except HTTPException as error:
            yield f"{referrer}: links to {address} ({error.code})"
            continue
        visits[endpoint] += 1
        if visits[endpoint] > MOST_PER_ROUTE and endpoint != "static":
            continue
        answer = client.get(address)
        links = []
        if answer.status_code in (301, 302, 303, 307, 308):
            links = [urljoin(HOST + address, answer.headers["Location"])]
        elif answer.status_code != 200:
            yield f"{referrer}: links to {address} ({answer.status_code})"
        elif answer.mimetype == "text/html":
            tree, errors = parse(answer.get_data())
            yield from (f"{address}: {error}" for error in (*errors, *faults(tree)))
            links = [urljoin(HOST + address, link) for link in links_of(tree)]
        answer.close()
        for link in links:
            parts = urlsplit(link)
            target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
            if f"{parts.scheme}://{parts.netloc}" == HOST and target not in seen:
                seen.add(target)
                queue.append((target, address))


def parse(page: bytes) -> tuple[Element, list[str]]:
    """Return the tree of a page and what a strict HTML5 parser has to say against it."""
    parser = html5lib.HTMLParser()
    tree = parser.parse(page, transport_encoding="utf-8")
    return tree, [f"line {place[0]}: {SENTENCES[code] % about}" for place, code, about in parser.errors]


def faults(tree: Element) -> Iterator[str]:
    """Yield what every page of the Panel must have and this one has not."""
    if not (tree.findtext(f".//{HTML}title") or "").strip():
        yield "has no title"
    if not tree.get("lang") or not tree.get("dir"):
        yield "says neither language nor direction"
    headings = len(tree.findall(f".//{HTML}h1"))
    if headings != 1:
        yield f"has {headings} h1"
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    yield from (f"has the id {name} {times} times" for name, times in ids.items() if times > 1)
    for element in tree.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} names {name}, which is not there"
        anchor = element.get("href") or ""
        if anchor.startswith("#") and anchor != "#" and anchor[1:] not in ids:
            yield f"links to {anchor}, which is not there"


def links_of(tree: Element) -> Iterator[str]:
    """Yield the addresses that a page links to or loads."""
    for element in tree.iter():
        for attribute in ("href", "src"):
            if link := element.get(attribute):
                yield link
