"""Finds the files that a leaf package holds: one file per word that the user types."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The leaf modules of `reading_list.<package>`, sorted; none of them is imported."""
    home = import_module(f"reading_list.{package}")
    found = (module.name for module in iter_modules(home.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """The leaf module `reading_list.<package>.<name>`. Raises ModuleNotFoundError for others."""
    return import_module(f"reading_list.{package}.{name}")


def load_all(package: str) -> tuple[ModuleType, ...]:
    """All leaf modules of a package, in the order of their names."""
    return tuple(load(package, name) for name in names(package))
