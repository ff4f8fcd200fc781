"""What headings say: topics, years, venues, a table of contents, what is not about papers at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from reading_list.awesome.links import is_anchor, without_emoji
from reading_list.awesome.runs import plain
from reading_list.awesome.venues import Issue, issue_of
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.runs import Run

SectionKind: TypeAlias = Literal["papers", "resources", "data", "contents", "meta", "plain"]


@dataclass(slots=True)
class Text:
    """Prose of a section with the lines it stands in."""

    text: str
    lines: tuple[int, ...]


@dataclass(slots=True)
class Link:
    """A link of a section that is no paper."""

    title: str
    url: str
    note: str
    lines: tuple[int, ...]


@dataclass(slots=True, eq=False)
class Section:
    """A heading and what stands below it; the root is the file itself.

    `issue` is set where the heading is a year, a month, a venue, an edition or a track, and thus
    no topic. `is_heading` is false for items, folded parts and bold lines that serve as headings.
    """

    title: str
    level: int
    line: int
    kind: SectionKind = "plain"
    issue: Issue = field(default_factory=Issue)
    parent: Section | None = None
    is_heading: bool = True
    children: list[Section] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    quotes: list[Text] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The titles from the outermost section to this one; the file itself has none."""
        return tuple(section.title for section in self.chain)

    @property
    def chain(self) -> list[Section]:
        """The sections from the outermost to this one."""
        found: list[Section] = []
        here: Section | None = self
        while here is not None and here.parent is not None:
            found.append(here)
            here = here.parent
        return found[::-1]

    @property
    def is_topic(self) -> bool:
        """Whether papers below it are about what it says."""
        return not self.issue

    @property
    def is_of_papers(self) -> bool:
        """Whether it is a year, a venue or papers, or below such."""
        return any(here.issue or here.kind == "papers" for here in self.chain)

    def add(self, title: str, level: int, line: int, is_heading: bool = True) -> Section:
        """A section below this one."""
        issue = heading_issue(title)
        kind = heading_kind(title)
        if kind == "papers" and self.kind == "resources" and not is_heading and not issue:
            kind = "papers" if _ALL_PAPERS.fullmatch(bare_title(title)) else "resources"
        if (
            kind == "resources"
            and is_heading
            and self.is_of_papers
            and _PUBLISHED.fullmatch(bare_title(title))
        ):
            kind = "plain"
        if kind == "resources" and self.kind == "papers" and bare_title(title) in _TOPICS:
            kind = "plain"
        if issue and kind == "resources" and bare_title(title) != "workshops":
            kind = "plain"
        if kind == "plain":
            kind = self.kind if self.kind != "contents" or not is_heading else "plain"
            if is_heading and self.kind == "meta" and self.parent is not None:
                kind = "meta"
        below = Section(title, level, line, kind, issue or Issue(), self, is_heading)
        self.children.append(below)
        return below


# What papers are about as well, where a heading above says that they are papers.
_TOPICS = frozenset("video event community group simulator news product".split())
_CONTENTS = re.compile(
    r"(?:table of )?contents?(?: list)?|toc|outline|navigation|quick (?:links|navigation)|catalogue?|list of contents?|"
    r"目录|目次|内容|大纲|导航|contents? \W? table.*|overview of (?:the )?contents?"
)
_CALL = re.compile(r"call for (?:papers?|participation|contributions?)\b")
_META = re.compile(
    r"(?:how to )?contribut(?:e|ing|ion|ions|ors?)\b.*|(?:our )?contributors?.*|licen[sc]e.*|citations?|cit(?:e|ing)\b.*|bibtex|acknowledge?ments?|"
    r"contacts?\b.*|maintainers?|star ?(?:history|gazers)?(?: chart)?|about(?: us| this.*| me)?|(?:latest |recent )?news.*|"
    r"(?:latest |recent )?updates?(?: log)?|update logs?|change ?logs?|what'?s new|announcements?|todos?|to-?do list|disclaimers?|feedback|faq|usage|"
    r"how to (?:cite|add|submit).*|how to (?:use|read)(?: (?:this|these|the|it|our)\b.*)?|install(?:ation|ing)?|getting started|quick ?start|sponsors?|sharing|support|"
    r"credits?|.*\bcriteria|guidelines?|legends?|notations?|abbreviations?|join us|motivation|history|changelog|"
    r"(?:引用|致谢|贡献|更新|联系|许可|关于|说明|加入|维护).*|statistics|star|reference format|our (?:survey|paper)s?"
)
_RESOURCE_WORDS = frozenset(
    """tool tools toolbox toolboxes toolkit toolkits library libraries software softwares package packages
    framework frameworks platform platforms blog blogs blogpost blogposts post posts course courses lecture lectures
    video videos talk talks tutorial tutorials slide slides book books people person researcher researchers scholar
    scholars community communities link links website websites webpage webpages resource resources competition
    competitions conference conferences workshop workshops venue venues journal journals implementation
    implementations code codes project projects repo repos repository repositories demo demos leaderboard
    leaderboards podcast podcasts newsletter newsletters product products company companies group groups lab labs
    list lists awesome material materials news startup startups forum forums event events website article articles
    simulator simulators notebooks notebook utilities codebase codebases github software tutorials influencers
    documentation playground viewers unofficial simulators hacks tips tricks guides howto textbook textbooks handbook handbooks engines zhihu 博客 教程 课程 资源 工具 代码 视频 书籍 链接 学者 github""".split()
)
_DATA_WORDS = frozenset(
    "dataset datasets benchmark benchmarks data corpus corpora challenge challenges evaluation metrics 数据集 数据".split()
)
_FILL = frozenset(
    """and or & other others useful related more open source opensource sourced of the for in on with a misc
    miscellaneous additional great good learning online further external free popular best recommended famous
    reading deep about related-lists collections collection top interesting helpful public python pytorch tensorflow
    keras matlab lua torch theano caffe jax lasagne + / , c++ reference references trending some introductory
    blog-posts video-lectures technical tech hw sw 其他 相关 其它 llm ml ai dl""".split()
)
_PAPER_WORDS = re.compile(
    r"\b(?:papers?|surveys?|reviews?|publications?|preprints?|literature|arxiv|must-?read|articles? \(papers?\)|theses|milestone)\b|论文|综述|文献"
)
_PUBLISHED = re.compile(r"(?:conferences?|journals?|venues?|articles?|[&/,+ ]|and)+")
# Chinese headings are written without spaces: what they end in tells.
_WIDE_RESOURCES = re.compile(
    r"博客|教程|课程|资源|工具|代码|视频|书籍|链接|学者|竞赛|比赛|项目|人物|机构|讲座|白皮书|专栏|公众号|新闻|案例|技术文章|推广|博文"
)
_ALL_PAPERS = re.compile(r"(?:\w+ )?(?:papers?|surveys?|reviews?|论文|综述)(?: papers?)?")
_NUMBER = re.compile(
    r"^\d+(?:\.\d+)+\.?\s+|^(?:chapter |part |section )?(?:\d+|[ivx]+|[a-z])[.、):]\s*",
    re.IGNORECASE,
)


def heading_title(runs: Sequence[Run]) -> str:
    """The text of a heading without links back to the top and without pictures."""
    kept = [run for run in runs if not run.image]
    text = plain(kept)
    anchored = plain([run for run in kept if run.url and is_anchor(run.url)])
    if (
        anchored
        and anchored != text
        and re.search(r"toc|top|back|↑|⬆|回|目录|contents|up", anchored, re.I)
    ):
        text = plain([run for run in kept if not (run.url and is_anchor(run.url))])
        text = re.sub(r"\s*[\[(（]\s*[\])）]\s*$", "", text)
    return text.strip(" #*").strip()


def bare_title(title: str) -> str:
    """The title in small letters, without numbers in front, pictures and counts behind."""
    text = fold(without_emoji(title)).strip(" :：*_#.-–—|~!")
    text = re.sub(r"\s*[(（\[][^()（）\[\]]*[)）\]]$", "", text).strip(" :：*_#.")
    return _NUMBER.sub("", text).strip(" :：*_#.")


def heading_issue(title: str) -> Issue | None:
    """The year, month, venue, edition or track that a heading is, if it is nothing else."""
    text = without_emoji(title).strip(" :：*_#.-–—|")
    text = re.sub(
        r"\s*[(（\[]\s*(?:total\s*:?\s*)?\d{1,5}(?:\s+papers?)?\s*[)）\]]$|\s+papers?$|^papers? (?:in|of|from)\s+|年$|\s+venues?$",
        "",
        text,
        flags=re.I,
    )
    text = _NUMBER.sub("", text) if not re.match(r"\d{4}", text) else text
    issue = issue_of(text)
    if (
        issue
        and (issue.venue or issue.year or issue.month or issue.track)
        and issue.track not in {"tutorial"}
    ):
        if (
            issue.venue
            and not issue.year
            and text.casefold()
            in {
                "workshops",
                "science",
                "nature",
                "cell",
                "fast",
                "sc",
                "dis",
                "hri",
                "log",
                "ics",
                "vis",
                "vr",
                "iv",
                "micro",
                "machine learning",
                "neural networks",
                "pattern recognition",
                "artificial intelligence",
                "electronics",
                "sensors",
                "robotics",
            }
        ):
            return None
        return issue
    if re.fullmatch(
        r"(?:before|until|pre|after|since|earlier than|<=?|>=?|\d{4}\s*[-–~]+)\s*\d{4}|\d{4}\s*(?:and|or|&)?\s*(?:before|earlier|older)",
        text,
        re.I,
    ):
        return Issue(track="period")
    from reading_list.awesome.venues import month_of

    if month := month_of(text):
        return issue or Issue(month=month, track="period")
    return None


def heading_kind(title: str) -> SectionKind:
    """What stands below a heading, as far as its words tell."""
    text = bare_title(title)
    if not text:
        return "plain"
    if _CONTENTS.fullmatch(text):
        return "contents"
    if _CALL.match(text):
        return "meta"
    if _PAPER_WORDS.search(text):
        return "papers"
    if _META.fullmatch(text):
        return "meta"
    if not text.isascii() and _WIDE_RESOURCES.search(text):
        return "resources"
    if text.endswith((" tutorial", " tutorials")):
        return "resources"
    words = [word for word in re.split(r"[\s/&,+、|()]+|-(?=list)", text) if word]
    is_filled = bool(words) and all(word in _RESOURCE_WORDS or word in _FILL for word in words)
    if is_filled and (
        any(word in _RESOURCE_WORDS for word in words)
        or text in {"references", "further reading", "misc"}
    ):
        return "resources"
    if (
        words
        and all(word in _RESOURCE_WORDS or word in _FILL or word in _DATA_WORDS for word in words)
        and any(word in _DATA_WORDS for word in words)
    ):
        return "data"
    return "plain"
