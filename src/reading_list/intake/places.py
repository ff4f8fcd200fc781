"""Where a new record is put."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.records.identifiers import check_key

if TYPE_CHECKING:
    from collections.abc import Mapping

PAPERS = "papers"


def path_of(key: str, fields: Mapping[str, object]) -> str:
    """`papers/<year>/<key>.yaml`, or `papers/undated/`; raises IdentifierError for no key.

    Whatever a stranger wrote, the path has these three parts and leads nowhere else.
    """
    year = str(fields.get("year") or "")
    folder = year if re.fullmatch("[0-9]{4}", year) else "undated"
    return f"{PAPERS}/{folder}/{check_key(key)}.yaml"
