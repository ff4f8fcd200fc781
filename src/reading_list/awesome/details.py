"""Lines that tell more of the paper above them: its authors, its venue, its links, a remark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.awesome.entry import link_of, read_entry
from reading_list.awesome.links import kind_of_word, without_emoji
from reading_list.awesome.parts import Entry, count_words
from reading_list.awesome.people import names_of, organizations_of
from reading_list.awesome.runs import plain
from reading_list.awesome.venues import Issue, date_of, issue_of, long_issue_of
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.runs import Run

_ROLES = {
    "authors": "author authors by 作者 first_author 저자",
    "organizations": "institution institutions institute institutes affiliation affiliations organization"
    " organizations company 机构 单位 org affiliation(s) institution(s) university team lab",
    "date": "date published year time publish_date 日期 时间 年份 发表时间 release_date submitted"
    " publication_date published_date publish_time month 발행일 released arxiv_date 发布时间",
    "venue": "venue conference journal publisher publication published_in source proceedings 会议 期刊"
    " 发表 pub pub. booktitle conf conference/journal venue/journal 会议/期刊 出处 来源 发表于 where accepted"
    " publication_venue journal/conference publications publish presented_at in",
    "title": "title paper_title 标题 题目 论文标题 论文名称 paper_name 论文题目 论文名",
    "abstract": "abstract 摘要",
    "note": "intro introduction intros keywords key keyword tldr tl;dr summary note notes comment comments highlight highlights"
    " contribution contributions task tasks env english 中文 tags tag type 简介 备注 关键词 idea method"
    " description topic topics motivation key_words remark remarks introduction main_idea key_idea"
    " what why how results result 方法 说明 亮点 贡献 任务 评论 dataset_used backbone category categories",
}
ROLE_OF = {word.replace("_", " "): role for role, words in _ROLES.items() for word in words.split()}
_LABEL = re.compile(r"^[\s*_\-•·>|]*([^:：\n\x1f]{1,40}?)[\s*_]*[:：](?!//)\s*(.*)$", re.DOTALL)
_NOTHING = re.compile(
    r"(?:n/?a|none|null|unknown|tbd|tba|-+|—+|x|✗|×|暂无|无|还未公布|coming soon|to be released|not (?:yet )?available|soon|no code|待开源|即将开源|\?+|/|\.+|\\?-)\.?",
    re.IGNORECASE,
)


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return not text or bool(_NOTHING.fullmatch(text.strip()))


def is_detail(runs: Sequence[Run]) -> bool:
    """Whether a line tells of the paper above it and is none itself."""
    return take_detail(Entry(), runs)


def take_detail(entry: Entry, runs: Sequence[Run]) -> bool:
    """Add what a line of details says; False where it is no such line."""
    text = " ".join(without_emoji(plain(runs)).split()).strip(" *_-•·")
    if not text:
        return any(run.image for run in runs) and _take_links(entry, runs)
    if is_nothing(text):
        return True
    found = _LABEL.match(text)
    if _take_address(entry, runs, text):
        return True
    if found and _take_labelled(entry, runs, found[1].strip(" []()*_"), found[2].strip(" *_")):
        return True
    if _take_links(entry, runs):
        return True
    return _take_bare(entry, runs, text)


_SHORT_LABEL = 4  # words; a longer text before a colon is part of a title


def is_labelled(runs: Sequence[Run]) -> bool:
    """Whether a line is a remark behind a label that nobody knows: `分类：目标检测`."""
    found = _LABEL.match(" ".join(without_emoji(plain(runs)).split()).strip(" *_-•·"))
    return (
        found is not None
        and count_words(found[1]) <= _SHORT_LABEL
        and not any(run.url and run.text.strip() for run in runs)
    )


_ADDRESS = re.compile(r"([^:：\n\x1f]{2,80}?)[\s*_]*[:：]+\s*[<(\[]*(https?://\S+?)[>)\]]*\s*$")


def _take_address(entry: Entry, runs: Sequence[Run], text: str) -> bool:
    """`supp: https://…`: a label, whatever it says, in front of one bare address."""
    found = _ADDRESS.match(text)
    if not found or sum(1 for run in runs if run.url and run.text.strip()) != 1:
        return False
    label = found[1].strip(" []()*_")
    url = next(run.url for run in runs if run.url)
    if count_words(label) > 8 or found[2].rstrip(".,;") not in {url, url.rstrip("/")}:
        return False
    first = re.split(r"[\s(（-]", label)[0]
    if not first[:1].islower() and kind_of_word(first) is None:
        return False  # a name: `Berkeley: https://…`
    word = label if kind_of_word(label) is not None or kind_of_word(first) is None else first
    entry.add_link(link_of(url, word))
    entry.has_label = True
    return True


def _take_labelled(entry: Entry, runs: Sequence[Run], shown: str, value: str) -> bool:
    label = fold(shown)
    role = ROLE_OF.get(label)
    if kind_of_word(label) is not None and role != "venue":
        read = read_entry(runs)
        if read.links:
            return _merge_links(entry, read)
        return is_nothing(value)
    if role is None:
        return False
    if is_nothing(value):
        return True
    set_role(entry, role, value, shown)
    for link in read_entry(runs).links:
        entry.add_link(link)
    return True


def set_role(entry: Entry, role: str, value: str, label: str = "") -> None:
    """Put a value where its role says that it belongs."""
    if role == "authors":
        names = names_of(value) or _split_people(value)
        if names and not entry.authors:
            entry.authors = names
        elif names != entry.authors:
            entry.notes.append(value)
    elif role == "organizations":
        places = organizations_of(value) or [
            p.strip() for p in re.split(r"\s*[,，;；、]\s*|\s+[&+]\s+", value) if p.strip()
        ]
        if all(len(place) <= 120 for place in places):
            entry.organizations += [place for place in places if place not in entry.organizations]
        else:
            entry.notes.append(value)
    elif role == "date":
        issue = date_of(value.strip(" .")) or issue_of(value)
        year = re.search(r"(?<!\d)((?:19[5-9]|20[0-4])\d)(?!\d)", value)
        if issue:
            entry.take_issue(issue)
        elif year and not re.search(r"\d{4}\.\d{4}", value):
            entry.take_issue(Issue(year=int(year[1])))
        else:
            entry.notes.append(f"{label}: {value}" if label else value)
    elif role == "venue":
        issue = issue_of(value) or long_issue_of(value)
        if (
            issue is None
            and count_words(value) <= 8
            and re.match(r"[A-Z0-9\u4e00-\u9fff]", value)
            and not re.search(r"https?:", value)
        ):
            issue = _plain_venue(value)
        if issue:
            entry.take_issue(issue)
        else:
            entry.notes.append(value)
    elif role == "note" and (issue := issue_of(value)) and issue.venue:
        entry.take_issue(issue)
    elif role == "title":
        if entry.title and fold(entry.title) != fold(value):
            entry.notes.append(value)  # the title in another language
        entry.title = entry.title or value
    else:
        shown = value if role == "note" and not label else f"{label}: {value}"
        entry.notes.append(shown)


def _plain_venue(value: str) -> Issue | None:
    """A venue that nobody knows, in the place of a venue."""
    year = re.search(r"[\s,'’(]*((?:19|20)\d{2})\)?\s*$", value)
    name = value[: year.start()] if year else value
    name = name.strip(" .,;:()")
    if (
        not 2 <= len(name) <= 80
        or not any(char.isalpha() for char in name)
        or re.search(r"under review|submitted|rejected", name, re.I)
    ):
        return None
    return Issue(name, "other", int(year[1]) if year else 0)


def _split_people(value: str) -> list[str] | None:
    parts = [
        part.strip()
        for part in re.split(r"\s*[,，;；、]\s*|\s+(?:and|&)\s+", value)
        if part.strip(" .")
    ]
    more = bool(parts) and bool(re.search(r"et\.? al\.?$|等$", parts[-1]))
    parts = [re.sub(r"\s*(?:et\.? al\.?|等)$", "", part).strip() for part in parts]
    parts = [part for part in parts if part]
    if not parts or any(count_words(part) > 6 or len(part) > 80 for part in parts):
        return None
    return [*parts, "others"] if more else parts


def _take_links(entry: Entry, runs: Sequence[Run]) -> bool:
    """A line of nothing but links on words such as `paper`, perhaps with a venue between."""
    read = read_entry(runs)
    if read.how == "link" and read.has_label and len(read.links) >= 2 and read.words <= 3:
        return _merge_links(entry, read)  # the last is on a word that nobody knows
    if not read.links or (read.title and read.how != "text"):
        return False
    if read.title and kind_of_word(read.title) is None:
        if read.issue.venue and read.words >= 4 and not _CONTAINER.search(read.title):
            return False  # brackets say where it appeared; the words before them are a title
        issue = issue_of(read.title) or long_issue_of(read.title)
        names = names_of(read.title)
        if issue:
            read.take_issue(issue)
        elif names:
            # The first of several people looks like a title where a line has links of its own.
            read.authors = [*names, *read.authors]
        else:
            return False
    if sum(count_words(note) for note in read.notes) > 12:
        return False
    return _merge_links(entry, read)


_CONTAINER = re.compile(r"\b(?:Proc|Conf|Trans|Journal|Workshop|Symposium|Letters)", re.IGNORECASE)


def _merge_links(entry: Entry, read: Entry) -> bool:
    for link in read.links:
        entry.add_link(link)
    entry.take_issue(read.issue)
    entry.has_label = entry.has_label or read.has_label
    if read.authors and not entry.authors:
        entry.authors = read.authors
    entry.notes += [
        note for note in read.notes if kind_of_word(note) is None and not is_nothing(note)
    ]
    entry.organizations += [o for o in read.organizations if o not in entry.organizations]
    return True


def _take_people_and_links(entry: Entry, runs: Sequence[Run]) -> bool:
    """People, then links on words such as `pdf`, perhaps with a date behind."""
    first = next(place for place, run in enumerate(runs) if run.url)
    names = names_of(plain(runs[:first]).rstrip(" [(【"))
    read = read_entry(runs[first:])
    if (
        names is None
        or len(names) < 2
        or not read.has_label
        or (read.how and kind_of_word(read.title) is None and not issue_of(read.title))
    ):
        return False
    read.authors = names
    return _merge_links(entry, read)


def _take_bare(entry: Entry, runs: Sequence[Run], text: str) -> bool:
    if any(run.url for run in runs):
        if _take_people_and_links(entry, runs):
            return True
        if not names_of(text):
            return False
    issue = issue_of(text)
    if issue:
        entry.take_issue(issue)
        return True
    names = names_of(text)
    if names and (len(names) > 1 or all(run.italic for run in runs if run.text.strip())):
        if not entry.authors:
            entry.authors = names
        return True
    read = read_entry(runs)
    if read.authors and not read.title:
        entry.authors = entry.authors or read.authors
        entry.take_issue(read.issue)
        return True
    solid = [run for run in runs if run.text.strip()]
    places = organizations_of(text)
    if places and count_words(text) <= 10 and not re.search(r"[(.?!:]\s|[(]", text):
        entry.organizations += [o for o in places if o not in entry.organizations]
        return True
    if solid and all(run.italic for run in solid) and (long := long_issue_of(text)):
        entry.take_issue(long)
        return True
    return False
