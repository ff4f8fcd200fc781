from __future__ import annotations

from collections.abc import Callable

import pytest

from reading_list.diagnostics import Diagnostic


def rules_of(found: list[Diagnostic]) -> list[str]:
    return [it.rule for it in found if it.rule.startswith("titles/")]


@pytest.mark.parametrize(
    "title",
    [
        "Deep Compression",
        "AMC: AutoML for Model Compression...",
        "Computing in the U.S.",
        "Layers, filters, etc.",
        "Learning $L_0$ norms of x_1",
        "word2vec_f",
        "Using `snake_case` names in code",
        "DNN",
        "XNOR-Net",
        'A "quoted" word and "another"',
        '"Learning-Compression" Algorithms',
        "C# and F#",
        "Why now?",
        "lognet: energy-efficient neural networks",
    ],
)
def test_sound_titles(check: Callable[..., list[Diagnostic]], title: str) -> None:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    assert rules_of(check(f'title: "{escaped}"\nvenue: eccv\n')) == []


@pytest.mark.parametrize(
    ("written", "rule", "edit"),
    [
        ('"Deep Compression."', "full-stop", '"Deep Compression"'),
        ("Deep Compression .", "full-stop", '"Deep Compression"'),
        ('"深度压缩。"', "full-stop", '"深度压缩"'),
        ('"DCFNet_Deep Neural Network"', "underscore", None),
        ('"TRAINED TERNARY QUANTIZATION"', "capitals", None),
        ('"“Deep Compression”"', "quotes", '"Deep Compression"'),
        ("'\"Deep Compression\"'", "quotes", '"Deep Compression"'),
        ('"Deep  Compression"', "spaces", '"Deep Compression"'),
        ("The paper #1 of all", "cut-comment", '"The paper #1 of all"'),
    ],
)
def test_finding(
    check: Callable[..., list[Diagnostic]], written: str, rule: str, edit: str | None
) -> None:
    found = [it for it in check(f"title: {written}\nvenue: eccv\n") if "titles/" in it.rule]
    assert [it.rule for it in found] == [f"titles/{rule}"]
    assert found[0].span[:2] == (1, 8)
    assert [it.text for it in found[0].edits] == ([edit] if edit else [])


def test_the_likely_colon_is_shown(check: Callable[..., list[Diagnostic]]) -> None:
    (found,) = (it for it in check('title: "A_B c"\nvenue: eccv\n') if "titles/" in it.rule)
    assert found.hint == 'if so, write "A: B c"'


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("title: A\nvenue: eccv\nnote: Ranked #1 there\n", 1),
        ("title: A\nvenue: eccv\nnote: Ranked  # by us\n", 0),
        ('title: "A"  #checked\nvenue: eccv\n', 0),
        ("title: |\n  A #1\nvenue: eccv\n", 0),
        ("title: A\nvenue: eccv  #1\n", 0),
    ],
)
def test_comments_that_cut_a_text(
    check: Callable[..., list[Diagnostic]], text: str, count: int
) -> None:
    assert len(rules_of(check(text))) == count
