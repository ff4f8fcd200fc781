"""What stands in front of a title and is set off from it."""

from __future__ import annotations

import pytest

from reading_list.awesome.reader import read

BOLD_PEOPLE = "1. **Ines Hale and Wei Brook** - *Small Quiet Harbours* (1994)\n"
ELSEWHERE = "- [Rocks-9](https://rocks.example.org/), *Nine rocks that were photographed at low tide*, Front. Geol., 2015.\n"


def _fields(line: str, above: str = "# L\n\n## Papers\n\n") -> dict[str, object]:
    (draft,) = read(f"{above}{line}", "x.md").drafts
    return draft.fields


def test_title_in_italics_stands_behind_people_in_bold() -> None:
    fields = _fields(BOLD_PEOPLE)
    assert fields["title"] == "Small Quiet Harbours"
    assert fields["authors"] == ["Ines Hale", "Wei Brook"]


def test_title_of_capitals_in_front_of_a_name_in_plain_style_is_the_title() -> None:
    fields = _fields("- **Small Quiet Harbours** - Ines Hale and Wei Brook (1994)\n")
    assert fields["title"] == "Small Quiet Harbours"


@pytest.mark.parametrize("label", ["**潮汐模型**：", "潮汐模型: "])
def test_label_in_another_script_is_no_part_of_the_title(label: str) -> None:
    fields = _fields(f"- {label}On the calibration of old tide gauges (Hale et al., 2017)\n")
    assert fields["title"] == "On the calibration of old tide gauges"
    assert "潮汐模型" in str(fields["note"])


def test_title_in_the_script_of_its_label_keeps_it() -> None:
    assert (
        _fields("- 潮汐：港口水位预测方法研究 [论文](https://arxiv.org/abs/1901.00001)\n")["title"]
        == "潮汐：港口水位预测方法研究"
    )


@pytest.mark.parametrize("heading", ["Papers", "Datasets"])
def test_paper_on_what_a_short_name_leads_to_is_in_italics(heading: str) -> None:
    fields = _fields(ELSEWHERE, f"# L\n\n## {heading}\n\n")
    assert fields["title"] == "Nine rocks that were photographed at low tide"
    assert fields["year"] == 2015
    assert "Rocks-9" in str(fields["note"])


def test_remark_in_italics_behind_a_data_set_makes_no_paper() -> None:
    line = ELSEWHERE.replace(", Front. Geol., 2015", "")
    assert read(f"# L\n\n## Datasets\n\n{line}", "x.md").drafts == ()
