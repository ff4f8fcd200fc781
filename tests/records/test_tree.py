"""A record as a tree: every comment stands at what it belongs to."""

from __future__ import annotations

from reading_list.records.layout import Part
from reading_list.records.tree import tree_of


def field(text: str, name: str) -> Part:
    return next(part for part in tree_of(text).root.parts if part.key == name)


def test_comments_before_an_empty_line_belong_to_the_file() -> None:
    tree = tree_of("# one\n# two\n\n# three\ntitle: A\n")
    assert tree.header == ["# one", "# two"]
    assert tree.root.parts[0].above == ["# three"]


def test_a_comment_on_a_line_belongs_to_what_ends_there() -> None:
    text = "title: A # t\nauthors: # all\n  - B # b\n  - C\nyear: 1 #y\n"
    assert field(text, "title").beside == "# t"
    assert field(text, "authors").beside == "# all"
    first, second = field(text, "authors").value.parts
    assert (first.beside, second.beside) == ("# b", "")
    assert field(text, "year").beside == "#y"


def test_a_comment_as_deep_as_a_list_belongs_to_it() -> None:
    text = "authors:\n  - B\n  # deep\n# flat\nyear: 1\n# end\n"
    assert field(text, "authors").value.below == ["# deep"]
    assert field(text, "year").above == ["# flat"]
    assert tree_of(text).root.below == ["# end"]


def test_a_list_without_indentation_leaves_flat_comments_to_the_next_field() -> None:
    text = "authors:\n- B\n  # deep\n# flat\nyear: 1\n"
    assert field(text, "authors").value.below == ["# deep"]
    assert field(text, "year").above == ["# flat"]


def test_comments_in_brackets_keep_their_item() -> None:
    topics = field("topics: [ # all\n  a, # a\n  # b\n  b\n  # end\n] # out\n", "topics")
    first, second = topics.value.parts
    assert (first.above, first.beside) == (["# all"], "# a")
    assert (second.above, topics.value.below, topics.beside) == (["# b"], ["# end"], "# out")


def test_a_comment_between_name_and_value_moves_above_the_field() -> None:
    part = field("title: # one\n  # two\n  A # three\n", "title")
    assert (part.above, part.beside) == (["# two", "# one"], "# three")


def test_a_sign_inside_a_text_is_no_comment() -> None:
    text = 'title: "A # b"\nnote: |\n  # text\n  # more\nvenue: a#b\n# real\n'
    assert [part.above for part in tree_of(text).root.parts] == [[], [], []]
    assert tree_of(text).root.below == ["# real"]


def test_a_block_keeps_its_lines_without_their_indentation() -> None:
    value = field("note: |2- # c\n    a\n\n   b\n\n", "note").value
    assert (value.source, value.step, value.text) == (("|2- # c", "  a", "", " b"), 2, "  a\n\n b")


def test_an_unknown_field_keeps_its_source_and_the_comments_in_it() -> None:
    part = field("title: A\n# above\nwhat:   # x\n   - 'a'  # y\n   # z\n# end\nyear: 1\n", "what")
    assert part.source == ("what:   # x", "   - 'a'  # y", "   # z")
    assert part.above == ["# above"]
