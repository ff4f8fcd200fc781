"""Drafts put together to new records and to what old ones gain; nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import ERROR, WARNING, Diagnostic, Severity, Span
from reading_list.intake.fitting import fit
from reading_list.intake.keys import key_of, wished_key
from reading_list.intake.merge import merge_fields
from reading_list.intake.naming import named, with_topics
from reading_list.intake.places import path_of
from reading_list.intake.sections import placed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.intake.duplicates import Known
    from reading_list.records.draft import Draft

    Fields = Mapping[str, object]


class Origin(NamedTuple):
    """Which record a draft became or was merged into."""

    key: str
    is_new: bool


class Assembly:
    """Takes drafts one by one.

    `record` gives the fields of a record that is there, as its file has them, by its key; `taken`
    are all keys and former keys in small letters. `new` and `changed` hold fields by key.
    """

    def __init__(
        self,
        known: Known,
        taken: set[str],
        record: Callable[[str], Fields],
        taxonomy: Taxonomy,
        topics: Sequence[str] = (),
    ) -> None:
        self.new: dict[str, Fields] = {}
        self.changed: dict[str, Fields] = {}
        self.findings: list[Diagnostic] = []
        self.merged = 0
        self._known = known
        self._taken = taken
        self._record = record
        self._taxonomy = taxonomy
        self._topics = topics

    def add(self, draft: Draft) -> Origin | None:
        """Take a draft in; None where it cannot become a record, which a finding says."""
        fitted = fit(draft.fields)
        for remark in (*draft.remarks, *fitted.remarks):
            self._say(draft, WARNING, "remark", remark)
        if not fitted.is_whole:
            self._say(draft, ERROR, "no-title", "this has no title that a record could hold")
            return None
        fields = named(fitted.fields, self._taxonomy)
        if draft.sections and "topics" not in fields:
            fields = placed(fields, draft.sections, self._taxonomy)
        if self._topics:
            fields["topics"] = with_topics(fields.get("topics"), self._topics, self._taxonomy)
        same = self._known.same(fields)
        if same is not None:
            self._merge(draft, same.key, fields)
            return Origin(same.key, is_new=False)
        return self._create(draft, fields)

    def paths(self) -> dict[str, str]:
        """Where the new records will stand, by key."""
        return {key: path_of(key, fields) for key, fields in self.new.items()}

    def _create(self, draft: Draft, fields: dict[str, object]) -> Origin | None:
        if not (fields.get("topics") or fields.get("venue")):
            container = fields.get("booktitle")
            said = f"; '{container}' is no venue of taxonomy.yaml" if container else ""
            message = f"this paper belongs to no topic and no venue of the list{said}"
            hint = "name a topic with --topic, or declare the venue in taxonomy.yaml"
            self._say(draft, ERROR, "no-place", message, hint)
            return None
        key = wished_key(draft.key, self._taken) or key_of(fields, self._taken)
        self._taken.add(key.casefold())
        self._take_aliases(fields)
        self.new[key] = fields
        self._known.add(key, fields)
        return Origin(key, is_new=True)

    def _take_aliases(self, fields: dict[str, object]) -> None:
        """Former keys that nobody has; others would be two records' at once."""
        wished = fields.pop("aliases", ())
        if not isinstance(wished, (list, tuple)):
            return
        free = [alias for alias in wished if str(alias).casefold() not in self._taken]
        self._taken.update(str(alias).casefold() for alias in free)
        if free:
            fields["aliases"] = free

    def _merge(self, draft: Draft, key: str, fields: dict[str, object]) -> None:
        has = self.new.get(key) or self.changed.get(key) or self._record(key)
        fields.pop("aliases", None)
        merged = merge_fields(has, self._offered(has, fields))
        self.merged += 1
        for conflict in merged.conflicts:
            where = f"{conflict.field} of {key}"
            message = f"{where} is '{conflict.has}' there and '{conflict.offered}' here"
            hint = "the record was left as it is; change it by hand if this is right"
            self._say(draft, WARNING, "conflict", message, hint)
        if merged.gained:
            (self.new if key in self.new else self.changed)[key] = merged.fields
            self._known.add(key, merged.fields)

    def _offered(self, has: Fields, fields: dict[str, object]) -> dict[str, object]:
        """What may be merged: names of one thing are one, coarser topics add nothing."""
        offered = dict(fields)
        topics = has.get("topics")
        if isinstance(topics, (list, tuple)) and isinstance(offered.get("topics"), list):
            ids = {self._taxonomy.topic(str(name)) for name in topics}
            both = with_topics(topics, map(str, fields["topics"]), self._taxonomy)  # type: ignore[call-overload]  # a list, see above
            offered["topics"] = [topic for topic in both if topic not in ids]
        venue = self._taxonomy.venue(str(has.get("venue", "")))
        if venue is None:
            return offered
        # The venue says where, and what kind of paper is published there.
        other = offered.pop("venue", venue)
        offered = named({**offered, "venue": venue}, self._taxonomy)
        offered.pop("type", None)
        if "booktitle" not in has:
            offered.pop("booktitle", None)
        return {**offered, "venue": other} if other != venue else _without(offered, "venue")

    def _say(
        self, draft: Draft, severity: Severity, rule: str, message: str, hint: str = ""
    ) -> None:
        place = draft.place
        span = Span(place.line, place.column, place.line, place.column + 1)
        name = f"import/{rule}"
        self.findings.append(Diagnostic(place.path, span, severity, name, message, hint))


def _without(fields: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in fields.items() if key != name}
