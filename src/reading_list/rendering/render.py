"""Page to bytes: Jinja with escaping on and undefined names an error.

Every template sees `site` (the list's settings), `root` (the relative path to the site's root, such
as `../`), `path` (this page's own address) and what the page kind's `context` returns.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
)

from reading_list.catalog.scope import narrow
from reading_list.catalog.view import CROWDED, Entry
from reading_list.diagnostics import ProjectError
from reading_list.pages import leaf_of
from reading_list.pages._groups import LARGE
from reading_list.rendering.each import Each
from reading_list.rendering.escaping import PlainOutput
from reading_list.rendering.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping
    from types import CodeType

    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.catalog.view import CatalogView
    from reading_list.pages import PageLeaf

ROOT_MARK = "\0"
ENTRY_TEMPLATE = "parts/entry.html"
BRIEF_TEMPLATE = "parts/brief.html"
_REFERENCE = re.compile(r"""\{%-?\s*(?:extends|from|import|include)\s+["']([^"']+)["']""")


class Renderer:
    """Renders pages from template texts by name; the list's own come before the built-in ones."""

    def __init__(
        self,
        templates: Mapping[str, str],
        assets: Mapping[str, str],
        codes: Mapping[str, CodeType] | None = None,
    ) -> None:
        """`assets` maps the names of assets to their addresses, which carry their digests.

        `codes` is what earlier renderers made of some of the templates; `self.codes` has this and
        what was compiled since.
        """
        self.codes = dict(codes or {})
        self._templates = templates
        self._assets = assets

    def render(self, kind: str, subject: str, view: CatalogView) -> tuple[str, bytes | None]:
        """The address and the content of one page; None where there is to be none."""
        leaf = _leaf(kind)
        path = leaf.address(subject)
        seen = narrow(view, leaf.KIND.scope, leaf.KIND.of, subject)
        if not leaf.KIND.template:
            body = leaf.body(subject, seen)
            return path, None if body is None else body.encode()
        root = "../" * path.count("/")
        found = leaf.context(subject, seen)
        if found is None:
            return path, None
        names = {**self._shared, "site": view.taxonomy.settings, "root": root, "path": path}
        names.update(found)
        try:
            template = self._template(leaf.KIND.template)
            # `shared` saves copying Jinja's own globals for every page, a tenth of its time.
            context = template.new_context(names, shared=True)
            text = "".join(template.root_render_func(context))
        except (JSONDecodeError, MemoryError):
            raise  # no template is at fault where the cache holds garbage
        except Exception as error:
            raise self._problem(error, leaf.KIND.template) from error
        return path, text.replace(ROOT_MARK, root).encode()

    def compile(self, kinds: Iterable[str]) -> None:
        """Compile the templates of some page kinds, that of entries, and what they refer to."""
        waiting = [ENTRY_TEMPLATE, BRIEF_TEMPLATE]
        waiting += [_leaf(kind).KIND.template for kind in sorted(kinds)]
        for name in waiting:
            if name not in self._templates:
                continue  # no template, or one whose want is found out where it is used
            try:
                self._template(name)
            except MemoryError:
                raise
            except Exception as error:
                raise self._problem(error, name) from error
            found = dict.fromkeys(_REFERENCE.findall(self._templates[name]))
            waiting.extend(other for other in found if other not in waiting)

    def entry(self, card: Card, taxonomy: Taxonomy) -> tuple[Entry, Entry]:
        """A card as lists show it, and as those show it that are very long."""
        from reading_list.pages._shapes import entry_of

        try:
            shape = entry_of(card, taxonomy)
            html, brief = (macro(shape, ROOT_MARK) for macro in self._entry_macros)
        except MemoryError:
            raise
        except Exception as error:
            raise self._problem(error, ENTRY_TEMPLATE) from error
        return (
            Entry(card.key, card.year, card.track, html),
            Entry(card.key, card.year, card.track, brief, is_brief=True),
        )

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=_Texts(self._templates, self.codes),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        environment.filters.update(FILTERS, each=Each())
        environment.template_class = _Template
        environment.code_generator_class = PlainOutput
        # Jinja goes through all globals for every page: these nobody needs.
        for name in ("cycler", "dict", "joiner", "lipsum"):
            del environment.globals[name]
        environment.globals["assets"] = dict(self._assets)
        environment.globals["large"] = LARGE
        environment.globals["crowded"] = CROWDED
        return environment

    def _problem(self, error: Exception, name: str) -> ProjectError:
        """What is wrong with a template, in the words of its author, with its innermost line."""
        if isinstance(error, TemplateNotFound):
            return ProjectError(f"templates/{name} needs templates/{error.name}, which is missing")
        place = f"templates/{name}"
        if isinstance(error, TemplateSyntaxError):
            place = f"templates/{error.name or name}:{error.lineno}"
        else:
            trace = error.__traceback__
            while trace is not None:
                inner = trace.tb_frame.f_code.co_filename
                if inner in self._templates:
                    line = self._template(inner).get_corresponding_lineno(trace.tb_lineno)
                    place = f"templates/{inner}:{line}"
                trace = trace.tb_next
        what = str(error) or type(error).__name__
        return ProjectError(f"{place}: {what}", "mend the template", exit_code=1)

    @cached_property
    def _shared(self) -> dict[str, object]:
        """The names that every template sees, whatever it shows."""
        return dict(self._environment.globals)

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)

    @cached_property
    def _entry_macros(self) -> tuple[Callable[[object, str], str], ...]:
        whole, brief = (self._template(it).module for it in (ENTRY_TEMPLATE, BRIEF_TEMPLATE))
        return whole.entry, brief.brief  # type: ignore[attr-defined]


@cache
def _leaf(kind: str) -> PageLeaf:
    return leaf_of(kind)


class _Template(Template):
    """Its module, from which others import macros, is made once.

    No template sees more than the environment's globals, but Jinja asks anew for every import
    whether the importing one does, and that took an eighth of the time of a page.
    """

    _made: TemplateModule | None = None

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        del ctx
        if self._made is None:
            self._made = self.make_module()
        return self._made


class _Texts(BaseLoader):
    """Templates from memory: a template can include what was given and nothing else."""

    def __init__(self, texts: Mapping[str, str], codes: dict[str, CodeType]) -> None:
        self._texts = texts
        self._codes = codes

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], template, lambda: True

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's name
    ) -> Template:
        """As Jinja does it, but for code that is there already."""
        code = self._codes.get(name)
        if code is None:
            source, path, _ = self.get_source(environment, name)
            code = self._codes[name] = environment.compile(source, name, path)
        return environment.template_class.from_code(environment, code, globals or {})
