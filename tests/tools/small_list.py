"""A list of a few papers, for tests of commands that look papers up."""

from __future__ import annotations

TAXONOMY = """list: {title: A List, contact: me@example.org}
facets:
  - id: compression
    title: Compression
    terms:
      - {id: pruning, title: Pruning, aliases: [sparsity]}
      - {id: quantization, title: Quantization}
      - {id: automl, title: AutoML}
venues:
  - {id: eccv, name: European Conference on Computer Vision, acronym: ECCV, publisher: Springer}
  - id: nips
    name: Conference on Neural Information Processing Systems
    acronyms: [{NIPS: "..2017"}, {NeurIPS: "2018.."}]
    proceedings: Advances in Neural Information Processing Systems
  - {id: icml, name: International Conference on Machine Learning, acronym: ICML}
  - {id: iclr, name: International Conference on Learning Representations, acronym: ICLR}
  - {id: acl, name: Annual Meeting of the Association for Computational Linguistics, acronym: ACL}
  - {id: arxiv, name: arXiv, type: preprint}
"""
PRUNED = """title: "Pruning Convolutional Networks for Mobile Devices"
authors: [Pavlo Molchanov, Jan Kautz]
year: 2017
venue: iclr
topics: [pruning]
arxiv: "1611.06440"
added: 2018-01-01
"""
PREPRINT = """# yaml-language-server: $schema=../../schemas/paper.schema.json
title: "AMC: AutoML for Model Compression and Acceleration on Mobile Devices"  # mine
# who
authors:
  - Yihui He
  - others   # more
year: 2017 # of the preprint
type: preprint
topics: [pruning]
arxiv: "1802.03494"
note: "Worth it."
added: 2019-01-01
extra: {read: "twice"}
# the end
"""


def files(**records: str) -> dict[str, str]:
    """Paths and texts of the list, with more records by key; the year is in the key."""
    found = {"taxonomy.yaml": TAXONOMY, "papers/2017/molchanov2017pruning.yaml": PRUNED}
    for key, text in records.items():
        year = next((key[at : at + 4] for at in range(len(key)) if key[at : at + 4].isdigit()), "")
        found[f"papers/{year or 'undated'}/{key}.yaml"] = text
    return found
