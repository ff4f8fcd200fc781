"""The canonical layout: no value changes, no comment is lost, twice is as good as once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading_list.records import scalars
from reading_list.records.canonical import canonical
from reading_list.records.model import Paper
from reading_list.records.parse import parse
from reading_list.records.reader import read
from reading_list.records.writer import emit

CASES = Path(__file__).resolve().parents[1] / "cases" / "layout"
PAPERS = Path(__file__).resolve().parents[2] / "papers"
PLACE = "papers/2018/x.yaml"
Lines: TypeAlias = list[str]


def formatted(text: str) -> str:
    return canonical(read(PLACE, text.encode()))


def cases() -> list[Path]:
    return sorted(CASES.glob("*.in.yaml"))


@pytest.mark.parametrize("case", cases(), ids=lambda path: path.name.partition(".")[0])
def test_a_record_comes_into_the_layout(case: Path, bless: bool) -> None:
    wanted = case.with_name(case.name.replace(".in.", ".out."))
    text = case.read_bytes().decode()
    made = formatted(text)
    if bless:
        wanted.write_text(made, encoding="utf-8", newline="")
    assert made == wanted.read_text(encoding="utf-8")
    assert formatted(made) == made


@pytest.mark.parametrize("path", sorted(PAPERS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_records_of_this_list_stay_as_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert canonical(read(path.relative_to(PAPERS.parent).as_posix(), text.encode())) == text


# Words with what makes YAML stumble, comments that look like YAML, and every way to write both.
words = st.text("ab1: #-,[]{}'\"\\é王|>&*?%@!.", min_size=1, max_size=12).filter(str.strip)
remarks = st.text("ab: #-[]'\"\t王", max_size=10).map(lambda text: f"#{text}")
fillers = st.lists(st.one_of(st.just(""), remarks), max_size=2)
FIELDS = {
    "title": "scalar", "authors": "people", "year": "scalar", "venue": "scalar", "topics": "list",
    "links": "map", "note": "scalar", "related": "lists", "abstract": "text", "added": "scalar",
    "pages": "scalar", "unknown": "scalar", "odd": "list", "strange": "map", "extra": "map",
}  # fmt: skip


@st.composite
def written_scalars(draw: st.DrawFn, in_flow: bool = False) -> str:
    text = draw(words)
    ways = [scalars.quoted(text), "'" + text.replace("'", "''") + "'"]
    if scalars.is_plain(text, in_flow=in_flow):
        ways.append(text)
    return draw(st.sampled_from(ways))


@st.composite
def behind(draw: st.DrawFn) -> str:
    return draw(st.one_of(st.just(""), remarks.map(lambda it: f"  {it}"), st.just("   ")))


def indented(lines: Lines, pad: str) -> Lines:
    return [pad + line if line else "" for line in lines]


@st.composite
def flow(draw: st.DrawFn, kind: str) -> Lines:
    """A value in brackets, on one line or several, with comments where it has several."""
    inner = written_scalars(in_flow=True)
    names = draw(st.lists(st.sampled_from(["pdf", "code", "name", "see", "zzz"]), unique=True))
    if kind == "map":
        items = [f"{name}: {draw(inner)}" for name in names]
    else:
        items = draw(st.lists(inner, max_size=3))
    opening, closing = ("{", "}") if kind == "map" else ("[", "]")
    if draw(st.booleans()) or not items:
        return [f"{opening}{', '.join(items)}{closing}"]
    lines = [opening + draw(behind())]
    for item in items:
        lines += indented(draw(fillers), "  ")
        lines.append(f"  {item},{draw(behind())}")
    return [*lines, *indented(draw(fillers), "  "), f"  {closing}"]


@st.composite
def fields(draw: st.DrawFn, name: str, kind: str) -> Lines:
    """The lines of a field, in one of the ways in which it can be written."""
    head = f"{name}:{' ' * draw(st.integers(1, 3))}"
    tail = draw(behind())
    if kind == "scalar":
        return [head + draw(written_scalars()) + tail]
    if kind == "text":
        body = draw(st.sampled_from([["one", "two"], ["one", "", "  two"], ["# no", "- comment"]]))
        style = draw(st.sampled_from(["|", "|-", ">", ">-", "|+", "|3", "plain", "quoted"]))
        if style == "plain":
            return [f"{head}one", "    two", f"  three{tail}"]
        if style == "quoted":
            return [f'{head}"one', "", f'  two"{tail}']
        return [f"{head}{style}{tail}", *indented(body, "   ")]
    if kind in {"list", "map"} and draw(st.booleans()):
        first, *rest = draw(flow(kind))
        lines = [head + first, *indented(rest, "  ")]
        return [*lines[:-1], lines[-1] + tail]
    pad = " " * draw(st.integers(1, 4))
    lines = [head.rstrip() + tail]
    for index in range(draw(st.integers(1, 3))):
        lines += indented(draw(fillers), pad)
        if kind == "map":
            key = ["pdf", "code", "zzz"][index]
            lines.append(f"{pad}{key}: {draw(written_scalars())}{draw(behind())}")
        elif kind == "lists":
            key = ["see", "extends", "zzz"][index]
            first, *rest = draw(flow("list"))
            lines += [f"{pad}{key}: {first}", *indented(rest, f"{pad}  ")]
        elif kind == "people" and draw(st.booleans()):
            lines.append(f"{pad}- affiliation: {draw(written_scalars())}{draw(behind())}")
            lines += indented(draw(fillers), f"{pad}  ")
            lines.append(f"{pad}  name: {draw(written_scalars())}{draw(behind())}")
        elif kind == "people" and draw(st.booleans()):
            lines.append(f"{pad}- {{zzz: 'x', name: {draw(written_scalars(in_flow=True))}}}")
        else:
            lines.append(f"{pad}- {draw(written_scalars())}{draw(behind())}")
    return [*lines, *indented(draw(fillers), pad)]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A record's text: any fields in any order, comments and empty lines between them."""
    names = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=6, unique=True))
    lines = draw(fillers)
    for name in names:
        lines += draw(fields(name, FIELDS[name]))
        lines += draw(fillers)
    return draw(st.sampled_from(["\n", "\r\n"])).join([*lines, ""])


def comments_of(text: str) -> Counter[str]:
    """The comments as PyYAML's scanner leaves them over: what stands between its tokens."""
    from reading_list.records.tree import comments_in, events_of

    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    return Counter(comment.text for comment in comments_in(lines, events_of(text)))


@settings(max_examples=300)
@given(texts())
def test_layout_changes_no_value_and_loses_no_comment(text: str) -> None:
    before = read(PLACE, text.encode())
    if before.data is None:
        return
    made = canonical(before)
    after = read(PLACE, made.encode())
    assert after.data == before.data
    modeline, rest = made.split("\n", 1)
    assert modeline == emit({}, PLACE).rstrip("\n")
    assert comments_of(rest) == comments_of(text)
    assert canonical(after) == made
    order = {name: place for place, name in enumerate(Paper.model_fields)}
    keys = list(after.data or {})
    assert keys == sorted(keys, key=lambda key: order.get(key, len(order)))
    if set(keys) <= set(order) and "zzz" not in text and "#" not in text:
        assert not [line for line in rest.split("\n") if line != line.rstrip(" ")]


@given(fields("strange", "map"), fields("odd", "list"), fields("unknown", "text"))
def test_what_nobody_knows_is_kept_to_the_letter(one: Lines, two: Lines, three: Lines) -> None:
    body = ["\n".join(lines).rstrip() for lines in (one, two, three)]
    text = "\n".join(["title: A", *body, "year: 2018", ""])
    if read(PLACE, text.encode()).data is None:
        return
    made = formatted(text)
    assert all(lines in made for lines in body)


@given(st.text("ab:- #[]{}'\"\\\n|>,?&*!%@\r\t~", max_size=40))
def test_any_text_is_laid_out_or_left_as_it_is(text: str) -> None:
    document = read(PLACE, text.encode())
    made = canonical(document)
    if document.data is None:
        assert made == document.text
    else:
        assert read(PLACE, made.encode()).data == document.data
        assert canonical(read(PLACE, made.encode())) == made


@pytest.mark.parametrize(
    "text",
    [
        "title: a: b\n",
        "title: &x A\n",
        "",
        "- a\n",
        "title: [" + "[" * 50 + "]" * 50 + "]\n",
        "title: A\n---\ntitle: B\n",
    ],
)
def test_a_record_that_cannot_be_read_is_left_as_it_is(text: str) -> None:
    assert formatted(text) == text


def test_a_record_with_findings_is_laid_out_all_the_same() -> None:
    text = "yaer: 2018\nyear: 12\nyear: 2019\ntitle: A\nauthors: [Song Han, ]\n"
    assert formatted(text).splitlines()[1:] == [
        'title: "A"',
        "authors:",
        "  - Song Han",
        "year: 12",
        "year: 2019",
        "yaer: 2018",
    ]
    assert parse(PLACE, text.encode()).diagnostics


def test_a_line_for_editors_that_is_there_stays_what_it_is() -> None:
    line = "# yaml-language-server: $schema=https://example.org/other.json"
    assert formatted(f"# a\n{line}\n\ntitle: A\n") == f'{line}\n# a\ntitle: "A"\n'
    assert formatted(f"# a\n{line}\ntitle: A\n") == f'{line}\n# a\ntitle: "A"\n'


def test_a_large_record_takes_time_in_proportion() -> None:
    body = "".join(f"x{number}: 'a' # c\n# d\n" for number in range(9_000))
    made = formatted(f"title: A\n{body}")
    assert made.endswith(f'title: "A"\n{body}')


@pytest.mark.parametrize("block", ["|", ">-", "|+"])
def test_a_comment_in_the_line_below_a_block_stays_with_that_line(block: str) -> None:
    text = f"title: A\nodd: {block}\n  b\n  c\ntopics: [a, # 2\n  b] # 3\nyear: 2018 # 4\n"
    assert formatted(text).partition("\n")[2] == (
        f'title: "A"\nyear: 2018 # 4\ntopics: # 3\n  - a # 2\n  - b\nodd: {block}\n  b\n  c\n'
    )


# What a record may hold beside the model, in every way to write it.
UNKNOWN = [
    "what: [ x,  'y' ]   {c} 15\n", "odd:\n  {c} 15\n  deep:  { a: 1,b: [2, ] }\n",
    "odd: >-\n  folded\n  text\n",
    "odd: |\n  {n}  kept\n\n  as it is\n", 'odd: "\\u00e9 {n}"   {c} 15\n',
    "odd: ~\n", "odd:\n- 1\n- {n}\n",
    "odd: 0x{n}\nodder: 1_0\n", "'odd key' :  yes\n", "odd: 2018-01-02 {c} 15\n",
]  # fmt: skip


@pytest.mark.slow
def test_ten_thousand_commented_records_lose_no_byte() -> None:
    """Each record has its own comments wherever one can stand, and its own unknown fields."""
    for number in range(10_000):
        c = f"# {number} é: [x"
        unknown = UNKNOWN[number % len(UNKNOWN)].replace("{c}", c).replace("{n}", str(number))
        text = (
            f"{c} 1\n\n{c} 2\nyear: 20{number % 90 + 10} {c} 3\ntitle: 'T {number}' {c} 4\n"
            f"authors: {c} 5\n- A {c} 6\n{c} 7\n-  name: B\n   {c} 8\n   affiliation: C {c} 9\n"
            f"   {c} 10\n   odd: {{z: {number}}}\n{unknown}"
            f"topics: [a, {c} 12\n  b {c} 13\n]\n{c} 14\n"
        )
        before = read(PLACE, text.encode())
        assert before.data is not None
        made = formatted(text)
        after = read(PLACE, made.encode())
        assert after.data == before.data  # every value, of unknown fields too, with its type
        assert repr(by_name(after.data)) == repr(by_name(before.data))
        assert sorted(comments(made)[1:]) == sorted(comments(text))
        assert unknown in made, made  # no byte of what the layout does not know
        assert formatted(made) == made


def by_name(data: object) -> object:
    """Mappings in the order of their keys, all the way down: `1`, `1.0` and `True` differ."""
    if isinstance(data, dict):
        return {key: by_name(data[key]) for key in sorted(data, key=str)}
    return [by_name(item) for item in data] if isinstance(data, list) else data


def comments(text: str) -> Lines:
    """Every comment of a text that has no other `#`."""
    return [line[line.index("#") :] for line in text.splitlines() if "#" in line]
