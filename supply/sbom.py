"""Write what this program is made of as a CycloneDX 1.6 document (a software bill of materials).

    python supply/sbom.py [FILE]

Without FILE it goes to standard output. The same locks and packages make the same bytes: there is
no time in it, and its serial number is a digest of what it lists.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from inventory import NET, ROOT, RUNTIME, NotInstalled, Package, direct
from inventory import node_packages as node
from inventory import python_packages as python
from packageurl import PackageURL

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALGORITHMS = {"sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}
_SCOPES = {RUNTIME: ComponentScope.REQUIRED, NET: ComponentScope.OPTIONAL}


def document(packages: Sequence[Package], root: Path = ROOT) -> str:
    """The bill of materials as JSON."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, version = project["name"], project["version"]
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, repr((name, version, *packages))))
    bom.metadata.timestamp = None  # the moment of a build is no part of what was built
    address = PackageURL("pypi", None, name, version)
    program = Component(
        name=name,
        version=version,
        type=ComponentType.APPLICATION,
        description=project["description"],
        licenses=[LicenseFactory().make_from_string(project["license"])],
        purl=address,
        bom_ref=str(address),
    )
    bom.metadata.component = program
    made = {(it.ecosystem, it.name, it.version): _component(it) for it in packages}
    bom.components.update(made.values())
    by_name = {it.name: made[it.ecosystem, it.name, it.version] for it in packages
               if it.ecosystem == "pypi"}  # fmt: skip
    asked = set().union(*direct(root).values())
    bom.register_dependency(program, [by_name[it] for it in sorted(asked & by_name.keys())])
    for one in packages:
        if one.ecosystem == "pypi":
            bom.register_dependency(by_name[one.name], [by_name[it] for it in one.needs])
    outputter = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    return outputter.output_as_string(indent=1) + "\n"


def _component(package: Package) -> Component:
    space, _, name = package.name.rpartition("/")
    address = PackageURL(package.ecosystem, space or None, name, package.version)
    licenses = [LicenseFactory().make_from_string(package.license)] if package.license else []
    return Component(
        group=space or None,
        name=name,
        version=package.version,
        type=ComponentType.LIBRARY,
        scope=_SCOPES.get(package.use, ComponentScope.EXCLUDED),
        hashes=[HashType(alg=HashAlgorithm(_ALGORITHMS[a]), content=d) for a, d in package.hashes],
        licenses=licenses,
        purl=address,
        bom_ref=str(address),
    )


def main(words: Sequence[str]) -> int:
    """Write it; 3 where what is installed is not what is locked."""
    try:
        text = document([*python(), *node()])
    except NotInstalled as error:
        sys.stderr.write(f"sbom: {error}\n  hint: make .venv/.ready-dev\n")
        return 3
    if words:
        Path(words[0]).parent.mkdir(parents=True, exist_ok=True)
        Path(words[0]).write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
