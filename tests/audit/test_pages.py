"""A page that is broken in one way gives one finding, where it is broken."""

from __future__ import annotations

import pytest

PAGE = "papers/paper2.html"
END = "</main>"
CASES = [
    ('<script>alert(1)</script>', "site/inline", "a script in the page"),
    ('<script src="../assets/x.js">1</script>', "site/inline site/dead-link", "script"),
    ("<style>p {color: red}</style>", "site/inline", "a style sheet"),
    ('<p style="color: red">', "site/inline", "on <p>"),
    ('<p onclick="x()">', "site/inline", "onclick"),
    ('<svg/onload=x()>', "site/inline", "onload"),
    ('<script type="application/ld+json">{]</script>', "site/linked-data", "no JSON"),
    ('<a href="nowhere.html">', "site/dead-link", "papers/nowhere.html"),
    ('<a href="../../../x">', "site/dead-link", "leads out of the site"),
    ('<a href="paper%32.html">', "", ""),
    ('<a href="PAPER2.html">', "site/dead-link", "papers/PAPER2.html"),
    ('<a href="/index.html">', "site/dead-link", "leads out"),
    ('<a href="..">', "", ""),
    ('<a href="?a=b">', "", ""),
    ('<a href="#page_content">', "", ""),
    ('<a href="#nowhere">', "site/dead-anchor", "'nowhere'"),
    ('<a href="paper3.html#nowhere">', "site/dead-anchor", "papers/paper3.html"),
    ('<a href="paper3.html#cite">', "", ""),
    ('<a href="https://example.com/a">', "", ""),
    ('<a href="mailto:me@example.com">', "", ""),
    ('<a href=" java\nscript:alert(1)">', "site/script-address", "runs"),
    ('<a href="data:text/html,x">', "site/script-address", "runs"),
    ('<a href="../" ping="https://example.com">', "site/foreign-request", "example.com"),
    ('<img src="x.png" alt="">', "site/dead-link", "papers/x.png"),
    ('<img src="data:image/gif,x" alt="">', "", ""),
    ('<img srcset="../index.html 1x, y.png 2x" alt="">', "site/dead-link", "papers/y.png"),
    ('<img src="//example.com/x.png" alt="">', "site/foreign-request", "example.com"),
    ('<script src="https://example.com/x.js"></script>', "site/foreign-request", "x.js"),
    ('<link rel="preconnect" href="https://example.com">', "site/foreign-request", "example"),
    ('<link rel="Stylesheet" href="http://example.com/x">', "site/foreign-request", "example"),
    ('<link rel="license" href="https://example.com">', "", ""),
    ('<link rel="manifest" href="m.webmanifest">', "site/dead-link", "m.webmanifest"),
    ('<form action="https://example.com">', "site/foreign-request", "example.com"),
    ('<button formaction="https://example.com">', "site/foreign-request", "example.com"),
    ('<iframe src="../index.html"></iframe>', "site/frame", "<iframe>"),
    ('<iframe srcdoc="x"></iframe>', "site/frame site/inline", "page in an attribute"),
    ('<svg><use href="https://example.com/#x"/></svg>', "site/foreign-request", "example.com"),
    ('<svg><use xlink:href="../index.html#page_content"/></svg>', "", ""),
    ('<base href="/">', "site/base site/dead-link", "every link"),
    ('<p id="cite">', "site/duplicate-id", "'cite'"),
    ('<p id="a b">', "site/duplicate-id", "is no id"),
    ("<!-- never ends", "site/broken-html", "comment has no end"),
    ('<![CDATA[ x ]]>', "", ""),
    ('<meta http-equiv="refresh" content="5; url=nowhere.html">', "site/dead-link", "nowhere"),
    ('<meta property="og:image" content="nowhere.png">', "site/dead-link", "nowhere.png"),
    ('<p data-cite="assets/nowhere.js">', "site/dead-link", "assets/nowhere.js"),
    ('<p data-labels="nowhere.js">', "site/dead-link", "papers/nowhere.js"),
]  # fmt: skip


@pytest.mark.parametrize(("put", "rules", "words"), CASES, ids=[case[0] for case in CASES])
def test_what_is_put_into_a_page_is_found(the, put: str, rules: str, words: str) -> None:
    the.change(PAGE, END, f"\n  {put}\n{END}")
    found = the.findings()
    assert {it.rule for it in found} == set(rules.split())
    if found:
        assert any(words in it.message for it in found)
        lines = (the.site / PAGE).read_text("utf-8").split("\n")
        line = next(n for n, text in enumerate(lines, 1) if text.startswith("  <"))
        for it in found:
            assert (it.path, it.span.line, it.span.column >= 3) == (f"site/{PAGE}", line, True)
            assert it.is_error
            assert it.hint
            assert it.snippet == ("" if "paper3" in it.message else lines[line - 1])


def test_an_address_of_the_site_itself_is_a_link_in_it(published) -> None:
    published.change(
        PAGE,
        END,
        '<a href="https://EXAMPLE.org:443/my/list/papers/paper1.html#cite">'
        '<a href="/my/list/topics.html"><a href="//example.org/my/list/">'
        f'<a href="https://example.org/my/listing"><a href="https://example.org/my/list">{END}',
    )
    assert published.findings() == []
    published.change(PAGE, END, f'<a href="https://example.org/my/list/nowhere">{END}')
    assert published.one().message == "nothing stands at nowhere"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Content-Security-Policy", "X", "before the page's policy"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "'unsafe-inline' in script-src"),
        ("img-src 'self'", "img-src *", "* in img-src"),
        ("form-action 'none'", "", "does not say form-action"),
        ("default-src 'none'", "default-src https:", "https: in default-src"),
        ("<meta http-equiv", '<link rel="next" href="paper3.html"><meta http-equiv', "<link>"),
    ],
)
def test_a_policy_that_is_missing_late_or_weak_is_found(
    the, before: str, after: str, words: str
) -> None:
    the.change(PAGE, before, after)
    found = the.one()
    assert found.rule == "site/policy"
    assert words in found.message
    assert (found.span.line == 5) is (before != "Content-Security-Policy")


def test_a_page_without_tags_has_no_policy(the) -> None:
    the.add("search/labels.html", "text alone")
    assert "site/policy" in the.rules()


def test_an_alias_page_has_a_policy_and_leads_to_its_paper(the) -> None:
    the.change("papers/former1.html", "url=../papers/paper1.html", "url=../papers/gone.html")
    assert the.one().rule == "site/dead-link"
    the.change("papers/former1.html", "default-src 'none';", "")
    assert the.rules() == {"site/dead-link", "site/policy"}
    the.change("topics/cutting.html", "url=../topics/pruning.html", "url=pruned.html")
    assert any(it.path == "site/topics/cutting.html" for it in the.findings())


def test_a_page_that_is_no_text_is_found(the) -> None:
    page = the.site / PAGE
    page.write_bytes(page.read_bytes().replace(b"<h1", b"\xff<h1"))
    assert the.one().rule == "site/not-text"


def test_of_one_file_a_hundred_findings_are_shown(the) -> None:
    the.change(PAGE, END, '<a href="nowhere">\n' * 150 + END)
    found = the.findings()
    assert len(found) == 101
    assert found[0].message == "50 more findings in this file"


def test_what_a_fault_of_a_template_does_to_every_page_is_counted(the, monkeypatch) -> None:
    monkeypatch.setattr("reading_list.auditing.MOST", 3)
    for path in the.pages:
        if path.endswith(".html"):
            the.change(path, "</body>", "<style></style></body>")
    found = the.findings()
    pages = sum(path.endswith(".html") for path in the.pages)
    assert [it.rule for it in found] == ["site/inline"] * 4
    assert found[-1].message == f"{pages - 3} more findings of this rule"


def test_every_page_names_its_icon_also_one_that_leads_on(original) -> None:
    """A browser asks for one at the root of the host where a page names none: a 404 on most."""
    pages = {path: path.read_text() for path in (original / "site").rglob("*.html")}
    assert original / "site" / "papers" / "former1.html" in pages
    assert [path for path, text in pages.items() if '<link rel="icon"' not in text] == []
