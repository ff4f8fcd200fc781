"""Replies of services, made by hand after their documentation; nothing here was recorded.

All speak of one invented paper, so that what sources say can be compared. By host and path, as
`web_server` routes them.
"""

from __future__ import annotations

import json

from web_server import moved, reply

DOI = "10.1007/978-3-030-01234-2_48"
ARXIV = "1802.03494"
TITLE = "AMC: AutoML for Model Compression and Acceleration on Mobile Devices"
AUTHORS = ["Yihui He", "Ji Lin", "Zhijian Liu", "Hanrui Wang", "Li-Jia Li", "Song Han"]


def _people() -> list[dict[str, object]]:
    names = [name.rsplit(" ", 1) for name in AUTHORS]
    return [{"given": given, "family": family, "sequence": "x"} for given, family in names]


# Crossref's transformation to CSL-JSON: titles are text.
CSL = {
    "type": "book-chapter",
    "title": TITLE,
    "container-title": "Computer Vision – ECCV 2018",
    "author": [
        *_people()[:5],
        {
            "given": "Song",
            "family": "Han",
            "ORCID": "http://orcid.org/0000-0002-4186-7618",
            "affiliation": [{"name": "MIT"}],
        },
    ],
    "issued": {"date-parts": [[2018]]},
    "DOI": DOI,
    "page": "815–832",
    "publisher": "Springer International Publishing",
    "ISBN": ["9783030012335"],
}

CROSSREF = {
    "status": "ok",
    "message-type": "work",
    "message": {
        **CSL,
        "title": [TITLE],
        "container-title": ["Lecture Notes in Computer Science", "Computer Vision – ECCV 2018"],
        "event": {"name": "European Conference on Computer Vision", "acronym": "ECCV"},
    },
}

RETRACTED = {
    **CROSSREF,
    "message": {
        **CROSSREF["message"],  # type: ignore[dict-item]  # a mapping, see above
        "updated-by": [
            {"type": "correction", "DOI": "10.1007/notice-1", "updated": {"date-parts": [[2019]]}},
            {
                "type": "retraction",
                "DOI": "10.1007/notice-2",
                "source": "retraction-watch",
                "updated": {"date-parts": [[2020, 5, 1]]},
            },
        ],
    },
}

DATACITE = {
    "type": "article",
    "id": "https://doi.org/10.48550/arxiv.1802.03494",
    "author": _people(),
    "issued": {"date-parts": [[2018]]},
    "DOI": "10.48550/ARXIV.1802.03494",
    "publisher": "arXiv",
    "title": TITLE,
}


def atom(entry: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query</title>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  {entry}
</feed>"""


def atom_entry(title: str = TITLE, more: str = "", id: str = f"{ARXIV}v4") -> str:
    authors = "".join(f"<author><name>{name}</name></author>" for name in AUTHORS)
    return f"""<entry>
    <id>http://arxiv.org/abs/{id}</id>
    <updated>2019-01-16T01:00:00Z</updated>
    <published>2018-02-10T01:41:20Z</published>
    <title>{title}</title>
    <summary>Model compression is a critical technique.</summary>
    {authors}
    {more}
  </entry>"""


ATOM = atom(atom_entry(TITLE.replace(" for ", "\n  for ")))
ATOM_WITH_DOI = atom(
    atom_entry(more=f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{DOI}</arxiv:doi>')
)
ATOM_EMPTY = atom("")
ATOM_ERROR = atom(
    "<entry><id>http://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title>"
    "<summary>incorrect id format</summary></entry>"
)

DBLP = f"""<?xml version="1.0" encoding="US-ASCII"?>
<dblp>
<inproceedings key="conf/eccv/HeLLWLH18" mdate="2020-01-01">
<author pid="1/1">Yihui He 0001</author>
{"".join(f"<author>{name}</author>" for name in AUTHORS[1:5])}
<author orcid="0000-0002-4186-7618" pid="2/2">Song Han 0003</author>
<title>AMC: AutoML for Model Compression and Acceleration on <i>Mobile</i> Devices.</title>
<pages>815-832</pages><year>2018</year><booktitle>ECCV (7)</booktitle>
<ee>https://doi.org/{DOI}</ee><crossref>conf/eccv/2018-7</crossref>
<url>db/conf/eccv/eccv2018-7.html#HeLLWLH18</url>
</inproceedings>
</dblp>"""

OPENALEX = {
    "id": "https://openalex.org/W2886851716",
    "doi": f"https://doi.org/{DOI}",
    "title": TITLE,
    "display_name": TITLE,
    "publication_year": 2018,
    "type": "book-chapter",
    "primary_location": {
        "source": {"display_name": "Lecture notes in computer science", "type": "book series"}
    },
    "authorships": [
        {
            "author": {"display_name": name, "orcid": None},
            "raw_author_name": name,
            "institutions": [],
        }
        for name in AUTHORS
    ],
    "biblio": {"volume": None, "issue": None, "first_page": "815", "last_page": "832"},
    "is_retracted": False,
}

SEMANTIC_SCHOLAR = {
    "paperId": "d4" * 20,
    "externalIds": {"DBLP": "conf/eccv/HeLLWLH18", "ArXiv": ARXIV, "DOI": DOI, "CorpusId": 52048},
    "title": TITLE,
    "venue": "European Conference on Computer Vision",
    "publicationVenue": {
        "name": "European Conference on Computer Vision",
        "type": "conference",
        "alternate_names": ["ECCV", "Eur Conf Comput Vis"],
    },
    "year": 2018,
    "journal": {"pages": "815-832"},
    "authors": [{"authorId": str(number), "name": name} for number, name in enumerate(AUTHORS)],
}

_NOTE = {
    "title": TITLE,
    "authors": AUTHORS,
    "venue": "ICLR 2024 oral",
    "venueid": "ICLR.cc/2024/Conference",
    "_bibtex": "@inproceedings{\nhe2024amc,\ntitle={AMC},\nyear={2024}\n}",
    "pdf": "/pdf/0123456789abcdef.pdf",
}
OPENREVIEW_2 = {
    "notes": [
        {
            "id": "A1b2C3d4E5",
            "forum": "A1b2C3d4E5",
            "content": {name: {"value": value} for name, value in _NOTE.items()},
        }
    ],
    "count": 1,
}
OPENREVIEW_1 = {
    "notes": [{"id": "A1b2C3d4E5", "forum": "A1b2C3d4E5", "content": {**_NOTE, "venue": ""}}],
    "count": 1,
}


def page(*tags: tuple[str, str], title: str = TITLE) -> str:
    """A page with Highwire tags."""
    from html import escape

    wanted = [("citation_title", title), *tags]
    metas = "\n".join(f'<meta name="{n}" content="{escape(c)}">' for n, c in wanted)
    return (
        f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>x</title>\n{metas}\n"
        '<script>var fake = \'<meta name="citation_title" content="Fake">\';</script>'
        "</head><body></body></html>"
    )


def _citation(container: str, date: str, pages: tuple[str, str], pdf: str) -> str:
    authors = [("citation_author", ", ".join(n.rsplit(" ", 1)[::-1])) for n in AUTHORS]
    return page(
        *authors,
        ("citation_publication_date", date),
        ("citation_conference_title", container),
        ("citation_firstpage", pages[0]),
        ("citation_lastpage", pages[1]),
        ("citation_pdf_url", pdf),
    )


CVF = _citation(
    "Proceedings of the European Conference on Computer Vision (ECCV)", "2018", ("784", "800"),
    "https://openaccess.thecvf.com/content_ECCV_2018/papers/Yihui_He_AMC_ECCV_2018_paper.pdf",
)  # fmt: skip
PMLR = _citation(
    "International Conference on Machine Learning", "2019/05/24", ("6105", "6114"),
    "http://proceedings.mlr.press/v97/he19a/he19a.pdf",
)  # fmt: skip
NEURIPS = page(
    *[("citation_author", ", ".join(n.rsplit(" ", 1)[::-1])) for n in AUTHORS],
    ("citation_journal_title", "Advances in Neural Information Processing Systems"),
    ("citation_volume", "32"),
    ("citation_publication_date", "2019"),
    (
        "citation_pdf_url",
        f"https://proceedings.neurips.cc/paper/2019/file/{'a1' * 16}-Paper.pdf",
    ),
)
ACL = page(
    *[("citation_author", name) for name in AUTHORS],
    (
        "citation_conference_title",
        "Proceedings of the 58th Annual Meeting of the Association for Computational Linguistics",
    ),
    ("citation_publication_date", "2020/7"),
    ("citation_firstpage", "100"),
    ("citation_lastpage", "110"),
    ("citation_doi", "10.18653/v1/2020.acl-main.12"),
)

CSL_KIND = "application/vnd.citationstyles.csl+json"


def as_json(value: object) -> bytes:
    return reply(json.dumps(value), kind="application/json")


def web() -> dict[str, bytes]:
    """The services as they should be, for the paper of this module."""
    quoted = DOI.replace("/", "%2F")
    return {
        f"doi.org/{DOI}": moved(f"https://api.crossref.org/v1/works/{quoted}/transform"),
        f"api.crossref.org/v1/works/{quoted}/transform": reply(json.dumps(CSL), kind=CSL_KIND),
        f"api.crossref.org/works/{quoted}": as_json(CROSSREF),
        f"export.arxiv.org/api/query?id_list={ARXIV}&max_results=1": reply(ATOM),
        "dblp.org/rec/conf/eccv/HeLLWLH18.xml": reply(DBLP),
        "api.openalex.org/works/W2886851716": as_json(OPENALEX),
        f"api.openalex.org/works/doi:{quoted}": as_json(OPENALEX),
        "api.semanticscholar.org": as_json(SEMANTIC_SCHOLAR),
        "api2.openreview.net/notes?id=A1b2C3d4E5": as_json(OPENREVIEW_2),
        "aclanthology.org/2020.acl-main.12/": reply(ACL, kind="text/html"),
        "proceedings.mlr.press/v97/he19a.html": reply(PMLR, kind="text/html"),
        f"proceedings.neurips.cc/paper/2019/hash/{'a1' * 16}-Abstract.html": reply(NEURIPS),
        "openaccess.thecvf.com/content_ECCV_2018/html/Yihui_He_AMC_ECCV_2018_paper.html": reply(
            CVF
        ),
    }
