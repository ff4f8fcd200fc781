"""The cache gives papers in the order of their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reading_list.ingest import ingest
from reading_list.store import database, papers
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = "list: {title: A list}\nfacets: [{id: topic, title: Topic}]\n"


def test_whole_papers_come_by_key(make_list: Callable[[Mapping[str, str]], Path]) -> None:
    record = "topics: [topic]\n"
    root = make_list(
        {
            "taxonomy.yaml": TAXONOMY,
            "papers/2018/b.yaml": f'title: "B"\nyear: 2018\n{record}aliases: [Old]\n',
            "papers/undated/a.yaml": f'title: "A"\n{record}',
            "papers/2018/broken.yaml": "title: [\n",
        }
    )
    project = Project(root)
    with database.opened(project.cache) as cache:
        ingest(project, cache, 1, Talk())
        stored = list(papers.stored_papers(cache))
        assert [it.key for it in stored] == ["a", "b"]
        assert papers.fields_of(stored[1])["title"] == "B"
        assert papers.taken_keys(cache) == {"a", "b", "broken", "old"}
        assert papers.path_of_key(cache, "b") == "papers/2018/b.yaml"
        assert papers.path_of_key(cache, "none") == ""
        assert papers.stored_paper(cache, "papers/2018/b.yaml") == stored[1]
        assert papers.stored_paper(cache, "papers/2018/broken.yaml") is None
        assert papers.unread(cache) == {"papers/2018/broken.yaml"}
