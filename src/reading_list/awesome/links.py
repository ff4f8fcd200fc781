"""What a link is: its kind, by the word it stands on and by where it leads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from reading_list.text import fold

# Words that a link stands on when it is not a title, by what they lead to.
_WORDS: dict[str, str] = {
    "paper": "paper papers 论文 文章 原文 publication article abstract abs full_text fulltext doi"
    " arxiv arxiv_paper arxiv_abs preprint openreview acm ieee springer proceedings html paper_link"
    " 论文链接 论文地址 論文 논문 read acl biorxiv medrxiv hal cvf journal conference 论文下载链接 paper_url"
    " link url here 链接 ssrn online 下载",
    "pdf": "pdf paper_pdf pdf_link camera-ready arxiv_pdf",
    "code": "code codes github source source_code repo repository pytorch tensorflow tf keras caffe"
    " torch mxnet jax paddle paddlepaddle official official_code official_implementation"
    " implementation implementations 代码 代码链接 源码 开源 gitlab git code_link matlab theano python"
    " github_code unofficial codebase github_repo github_link github_repository caffe2 chainer lua"
    " colab model_code コード star stars software toolbox author pytorch_author tensorflow_author"
    " demo_code third_party official_pytorch 코드 c++ julia author's_code matlab_code",
    "project": "project project_page page website web homepage home site 主页 项目 项目主页 project_website"
    " github_page github_pages web webpage project_link project_site 官网 home_page web_page project_webpage 项目地址 demo demo_page"
    " model models huggingface hugging_face checkpoints weights hf api 模型 demos playground app",
    "slides": "slides slide ppt presentation 幻灯片 slides_pdf",
    "video": "video videos talk youtube 视频 demo_video bilibili recording demo视频 talk_video",
    "poster": "poster",
    "data": "data dataset datasets 数据 数据集 benchmark data_link kaggle data_page",
    "discussion": "discussion blog blog_post post reddit_discussion reddit news notes note summary"
    " review 解读 博客 blogpost zhihu 知乎 twitter tweet 我的解读 笔记 hn medium explanation x 中文解读"
    " reviews forum analysis tutorial 解析 thread report article_review",
    "": "bib bibtex cite citation supp supplementary supplement appendix supplementary_material"
    " license details more toc top back back_to_top 回到顶部 bibtex_entry ref",
}
_KIND = {word.replace("_", " "): kind for kind, words in _WORDS.items() for word in words.split()}
_STRIP = " \t\n[](){}<>（）【】:：|,，.。;；!·•-–—_*`'\"#⇨→>↗🔗"
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u2190-\u21ff\u231a-\u23ff\u3030]+"
    "|:[a-z][a-z0-9_+-]{1,30}:"
)
_TRAILING_NUMBER = re.compile(r"[\s#-]*\d{1,2}$")
_BRACKETED = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*")

_WIDE = re.compile(
    r"(论文|代码|源码|主页|项目|数据集|数据|视频|解读|博客|幻灯片)(?:[^\w]|\w{0,6}$)"
)

_ARXIV = re.compile(
    r"(?:arxiv\.org|alphaxiv\.org|ar5iv\.(?:labs\.)?(?:arxiv\.)?org|browse\.arxiv\.org)/"
    r"(?:abs|pdf|html|format|ps|overview)/+(?:arxiv:)?([a-z-]+(?:\.[a-z-]+)?/\d{7}|\d{4}\.\d{4,5})",
    re.IGNORECASE,
)
_ARXIV_ELSEWHERE = re.compile(
    r"(?:huggingface\.co/papers|paperswithcode\.com/paper/arxiv|10\.48550/arxiv\.?)/?"
    r"(\d{4}\.\d{4,5})",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:doi\.org/+|dl\.acm\.org/doi/(?:(?:abs|full|pdf|epdf|fullHtml)/)?"
    r"|onlinelibrary\.wiley\.com/doi/(?:(?:abs|full|pdf|epdf)/)?"
    r"|(?:www\.)?tandfonline\.com/doi/(?:(?:abs|full|pdf)/)?"
    r"|(?:www\.)?pnas\.org/doi/(?:(?:abs|full|pdf)/)?"
    r"|(?:www\.)?science\.org/doi/(?:(?:abs|full|pdf)/)?"
    r"|pubs\.acs\.org/doi/(?:(?:abs|full|pdf)/)?)(10\.\d{4,9}/[^\s?#&]+)",
    re.IGNORECASE,
)
_CODE_HOSTS = re.compile(
    r"^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org|gist\.github\.com|"
    r"raw\.githubusercontent\.com|colab\.research\.google\.com|gitlab\.[\w.]+|code\.google\.com|"
    r"sourceforge\.net|pypi\.org|codeocean\.com|git\.io|anonymous\.4open\.science)(?:/|$)"
)
_VIDEO_HOSTS = re.compile(
    r"^(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com|b23\.tv|slideslive\.com|"
    r"videolectures\.net|v\.qq\.com|v\.youku\.com)(?:/|$)"
)
_TALK_HOSTS = re.compile(
    r"^(?:[\w-]+\.)*(?:zhihu\.com|medium\.com|mp\.weixin\.qq\.com|towardsdatascience\.com|csdn\.net|"
    r"reddit\.com|twitter\.com|x\.com|jianshu\.com|jiqizhixin\.com|substack\.com|news\.ycombinator\.com|"
    r"quora\.com|queue\.acm\.org|stackoverflow\.com|stackexchange\.com|wordpress\.com|blogspot\.com|blogspot\.[\w.]+|distill\.pub|wikipedia\.org|"
    r"linkedin\.com|facebook\.com|paperweekly\.site|cnblogs\.com|juejin\.cn|hackernoon\.com|"
    r"lilianweng\.github\.io|colah\.github\.io|jalammar\.github\.io)(?:/|$)"
)
_TALK_PATH = re.compile(
    r"^(?:[\w-]+\.)?blogs?\.|/(?:blogs?|posts?|tutorials?|guides?|how-?to|wiki|news)/"
)
_COURSE_HOSTS = re.compile(
    r"^(?:www\.)?(?:coursera\.org|udacity\.com|edx\.org|udemy\.com|fast\.ai|course\.fast\.ai|"
    r"amazon\.com|manning\.com|oreilly\.com|kaggle\.com|deeplearning\.ai|khanacademy\.org)(?:/|$)"
)
_PAPER_HOSTS = re.compile(
    r"(?:^|\.)(?:arxiv\.org|openreview\.net|thecvf\.com|cv-foundation\.org|aclweb\.org|"
    r"aclanthology\.(?:org|info|coli\.uni-saarland\.de)|nips\.cc|neurips\.cc|mlr\.press|jmlr\.org|"
    r"jmlr\.csail\.mit\.edu|ieee\.org|acm\.org|springer\.com|springeropen\.com|sciencedirect\.com|elsevier\.com|"
    r"nature\.com|science\.org|sciencemag\.org|pnas\.org|aaai\.org|ijcai\.org|isca-speech\.org|"
    r"usenix\.org|semanticscholar\.org|biorxiv\.org|medrxiv\.org|mdpi\.com|onlinelibrary\.wiley\.com|biomedcentral\.com|"
    r"tandfonline\.com|ssrn\.com|ncbi\.nlm\.nih\.gov|pubmed\.gov|europepmc\.org|plos\.org|"
    r"frontiersin\.org|iop\.org|aps\.org|acs\.org|rsc\.org|oup\.com|cambridge\.org|jstor\.org|"
    r"researchgate\.net|academia\.edu|citeseerx\.ist\.psu\.edu|inria\.fr|archives-ouvertes\.fr|"
    r"hal\.science|vldb\.org|ndss-symposium\.org|iacr\.org|computer\.org|siam\.org|bmva\.org|"
    r"bmvc2\d{3}\.org|roboticsproceedings\.org|ecva\.net|interspeech\d*\.org|doi\.org|dblp\.org|"
    r"dblp\.uni-trier\.de|graphics\.rwth-aachen\.de|eccv\d{4}\.org|chemrxiv\.org|iclr\.cc|"
    r"projecteuclid\.org|cell\.com|bmj\.com|dagstuhl\.de|sagepub\.com|hindawi\.com|thieme\.com|"
    r"alphaxiv\.org|proceedings\.com|ojs\.aaai\.org|scholar\.archive\.org|paperswithcode\.com|"
    r"osti\.gov|asme\.org|spiedigitallibrary\.org|eurasip\.org|worldscientific\.com|jair\.org|eg\.org)$"
)


class Target(NamedTuple):
    """What an address is: a kind of link (`arxiv` and `doi` among them), an identifier if any.

    `is_paper` says that papers live there, whatever the link's word is.
    """

    kind: str
    identifier: str = ""
    is_paper: bool = False


def target_of(url: str) -> Target:
    """The target of an address. A kind is empty where the address tells nothing."""
    if found := _ARXIV.search(url) or _ARXIV_ELSEWHERE.search(url):
        return Target("arxiv", _arxiv(found[1]), True)
    if found := _DOI.search(url):
        doi = unquote(found[1]).rstrip(".,;:'\")")
        return Target("doi", doi, True)
    rest = url.partition("//")[2].lower()
    host, _, path = rest.partition("/")
    host = host.partition(":")[0]
    path = path.partition("?")[0].partition("#")[0]
    if _CODE_HOSTS.match(rest):
        return Target("pdf" if path.endswith(".pdf") else "code", "", path.endswith(".pdf"))
    if path.endswith((".pdf", ".ps", ".ps.gz", ".pdf.gz")) or "/pdf/" in f"/{path}":
        is_slides = "slide" in path or "presentation" in path or "talk" in path
        return Target("slides" if is_slides else "pdf", "", not is_slides)
    if host.endswith("openreview.net"):
        if path.startswith("group"):
            return Target("project")
        return Target("pdf" if path == "pdf" else "paper", "", True)
    if path.endswith((".ppt", ".pptx", ".key")) or host.endswith("slideshare.net"):
        return Target("slides")
    if _VIDEO_HOSTS.match(rest):
        return Target("video")
    if _TALK_HOSTS.match(rest):
        return Target("discussion")
    if _COURSE_HOSTS.match(rest):
        return Target("course")
    if _TALK_PATH.search(rest) and not _PAPER_HOSTS.search(host):
        return Target("discussion")
    if path.endswith((".zip", ".tar.gz", ".tgz", ".rar")):
        return Target("code")
    if host == "huggingface.co":
        return Target("data" if path.startswith("datasets") else "project")
    if _BOOK.search(f"/{path}"):
        return Target("")
    if _PAPER_HOSTS.search(host) and path.strip("/"):
        return Target("paper", "", True)
    if host.startswith("docs.") or "/tutorial" in path:
        return Target("project")
    if host.endswith(("github.io", "gitlab.io", "readthedocs.io", "sites.google.com")):
        return Target("project")
    return Target("")


_BOOK = re.compile(r"/(?:gp/|[a-z]{2}/)?books?/(?!chapters?\b)[\w.-]+/?$")  # a whole one


def _arxiv(identifier: str) -> str:
    """Dotted subject classes of old identifiers are written in capitals."""
    return re.sub(r"\.([a-zA-Z-]{2,})/", lambda found: f".{found[1].upper()}/", identifier.lower())


@lru_cache(maxsize=20_000)
def kind_of_word(text: str) -> str | None:
    """The kind that a link's word says; empty for words such as `bib`; None for other texts."""
    if len(text) > 60:
        return None
    word = fold(_EMOJI.sub(" ", text)).strip(_STRIP)
    if word in _KIND:
        return _KIND[word]
    bare = _TRAILING_NUMBER.sub("", _BRACKETED.sub(" ", word)).strip(_STRIP)
    if bare in _KIND:
        return _KIND[bare]
    if (wide := _WIDE.match(bare or word)) and len(word) <= 24:
        return _KIND[wide[1]]
    parts = [part for part in re.split(r"[\s/|&+,:_\-–()]+", bare or word) if part]
    if not parts or len(parts) > 5:
        return None
    kinds = [_KIND[part] for part in parts if part in _KIND]
    # `paper (low resolution)`, `official code`, `code coming soon`, `pytorch (author)`, `pdf v2`
    if kinds and (
        len(kinds) == len(parts) or (len(parts) <= 4 and set(parts) - _KIND.keys() <= _FILL)
    ):
        return kinds[-1] if kinds[-1] in {"video", "slides", "code", "data"} else kinds[0]
    return None


_FILL = frozenset(
    "the a an in by of and for official unofficial new our full short long low high resolution"
    " coming soon not yet author authors version v1 v2 v3 latest main camera ready extended part"
    " stars star and offical link links page 1 2 3 4 third party re on with to released now releasing"
    " available here view read download main supp only deleted unavailable available original 官方".split()
)


def is_anchor(url: str) -> bool:
    """Whether the address stays within the file."""
    return url.startswith("#") and len(url) > 1


def is_web(url: str) -> bool:
    """Whether the address is one of the web, and so can be a link of a record."""
    return url.lower().startswith(("http://", "https://")) and len(url) <= 2000


def without_emoji(text: str) -> str:
    """The text without pictures of Unicode and without `:names:` of such."""
    return _EMOJI.sub(" ", text)
