"""Former addresses, feeds, JSON-LD, drawings, `--explain` and `serve`: what payloads may not do."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
from tests.hostile.conftest import Hostile
from tests.hostile.grammar import PAYLOADS
from tests.hostile.outputs import (
    events,
    explanations,
    files,
    former_pages,
    linked_data,
    listed,
    tree,
)

from reading_list.store.live import with_client
from reading_list.text import is_inert

pytestmark = pytest.mark.xdist_group("hostile")  # the list is built once
ATOM = "{http://www.w3.org/2005/Atom}"


def is_web(value: object) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in {"http", "https"}


def test_a_former_address_leads_to_the_page_alone(hostile: Hostile) -> None:
    pages = former_pages(hostile)
    assert len(pages) > len(PAYLOADS)
    for path in pages:
        own = path.stem.removeprefix("former-")
        page = tree(path)
        moved = [it for it in page.iter("meta") if it.get("http-equiv") == "refresh"]
        target = f"../{path.parent.name}/{own}.html"
        assert [it.get("content") for it in moved] == [f"0; url={target}"]
        assert [it.get("href") for it in page.iter("a")] == [target]
        assert not list(page.iter("script"))


def test_atom_holds_elements_of_atom_and_links_to_the_web(hostile: Hostile) -> None:
    count = 0
    for path in files(hostile, "*.atom"):
        for element in ET.fromstring(path.read_bytes()).iter():
            assert element.tag.startswith(ATOM), (path, element.tag)
            count += 1
            if element.tag == f"{ATOM}link":
                assert is_web(element.get("href")), (path, element.attrib)
            assert element.get("type", "text") in {
                "text", "text/html", "application/atom+xml", "application/feed+json",
            }, (path, element.attrib)  # fmt: skip
    assert count > 1_000


def test_json_feeds_lead_to_the_web_and_hold_no_html(hostile: Hostile) -> None:
    found = [json.loads(path.read_bytes()) for path in files(hostile, "*feed.json")]
    assert len(found) > 100
    for feed in found:
        assert is_web(feed["feed_url"])
        for item in feed["items"]:
            assert is_web(item["url"])
            assert "content_html" not in item


def test_linked_data_leads_to_the_web(hostile: Hostile) -> None:
    def addresses(value: object) -> list[object]:
        if isinstance(value, list):
            return [it for one in value for it in addresses(one)]
        if not isinstance(value, dict):
            return []
        own = [v for name in ("url", "@id", "item") for v in [value.get(name)] if v is not None]
        named = [it for it in own if isinstance(it, str)]
        return named + [it for one in value.values() for it in addresses(one)]

    count = 0
    for path in files(hostile, "*.html"):
        for data in linked_data(tree(path)):
            for address in addresses(data):
                count += 1
                assert is_web(address), (path, address)
    assert count > 100


def test_each_line_of_a_hostile_list_is_explained_in_plain_lines() -> None:
    lines = listed().split("\n")[:-1]
    assert len(explanations()) == len(lines)
    for number, said in enumerate(explanations(), 1):
        assert said.startswith(f"README.md:{number}: ")
        assert all(map(is_inert, said.split("\n"))), said
        assert "\n  became: " in said or "\n  the line is empty" in said, said


def test_an_event_of_serve_is_one_line_of_visible_text() -> None:
    for event in events():
        assert re.fullmatch(r"data: [^\r\n]+\n\n", event)
        (problem,) = json.loads(event.removeprefix("data: "))["problems"]
        assert all(map(is_inert, problem.values())), problem


def test_a_page_of_serve_gains_one_script_alone(hostile: Hostile) -> None:
    for path in files(hostile, "papers/*.html"):
        served = with_client(path.read_bytes(), "1").decode()
        script = '<script src="/.reading-list/live.js" data-version="1" defer></script>\n'
        assert served.count(script) == 1
        rest = served.replace(script, "")
        policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
        assert policy.sub("", rest, count=1) == policy.sub("", path.read_text("utf-8"), count=1)
