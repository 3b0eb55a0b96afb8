"""What the program is made of, and whether anything of it is known to be unsafe: `make sbom`, `make audit`.

The tools have a lock and an environment of their own: they bring fifty packages that nothing else needs.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".audit" / "bin"
PROGRAM = "samverkansbot"
# sysexits(3), EX_TEMPFAIL: neither well nor unsafe, but to be asked again.
NOT_CHECKED = 75


def installed_for(name: str, extras: frozenset[str] = frozenset()) -> set[str]:
    """Every package that running it needs on this machine, by its canonical name."""
    found: set[str] = set()
    todo = [(name, extras)]
    seen = set[tuple[str, frozenset[str]]]()
    while todo:
        each = todo.pop()
        if each not in seen:
            seen.add(each)
            found.add(canonicalize_name(each[0]))
            todo += _needed_by(*each)
    return found


def _needed_by(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    try:
        written = requires(name) or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, written):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement.name, frozenset(requirement.extras)


def only_of(bill: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The bill of materials without what only developers use, and without where it was installed from."""
    kept = [each for each in bill["components"] if canonicalize_name(each["name"]) in names]
    refs = {each["bom-ref"] for each in kept} | {bill["metadata"]["component"]["bom-ref"]}
    for component in kept:
        component.pop("externalReferences", None)
    graph = [each for each in bill["dependencies"] if each["ref"] in refs]
    for each in graph:
        each["dependsOn"] = [ref for ref in each.get("dependsOn", []) if ref in refs]
    return bill | {"components": kept, "dependencies": graph}


def sbom(file: Path) -> str:
    """Write it as CycloneDX; a line that says so."""
    options = ["--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON"]
    made = subprocess.run(
        [TOOLS / "cyclonedx-py", "environment", sys.executable, *options],
        check=True, capture_output=True, cwd=ROOT,
    )  # fmt: skip
    bill = only_of(json.loads(made.stdout), installed_for(PROGRAM))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(bill, ensure_ascii=False, indent=1))
    return f"{file}: {len(bill['components'])} packages, CycloneDX {bill['specVersion']}"


def verdict(report: Mapping[str, Any]) -> tuple[int, str]:
    """An exit status, and what pip-audit's report means, which calls it well where nobody answered.

    0 for no known flaw, 1 for one or more, NOT_CHECKED where no service was reached.
    """
    packages = report["dependencies"]
    unsafe = [
        f"{each['name']} {each['version']}: {v['id']}" for each in packages for v in each.get("vulns", [])
    ]
    asked = [each for each in packages if "skip_reason" not in each]
    if unsafe:
        return 1, "Known to be unsafe:\n" + "\n".join(unsafe)
    if not asked:
        return (
            NOT_CHECKED,
            f"Not checked: no service that knows of flaws was reached ({len(packages)} packages).",
        )
    left = [each["name"] for each in packages if "skip_reason" in each]
    return 0, f"{len(asked)} packages have no known flaw." + (
        f" Not checked: {', '.join(left)}." if left else ""
    )


def audit() -> tuple[int, str]:
    """Ask PyPI of everything in the lock."""
    options = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    asked = subprocess.run(
        [TOOLS / "pip-audit", *options, "--requirement", ROOT / "requirements.lock"],
        capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    return verdict(json.loads(asked.stdout or b'{"dependencies": []}'))


if __name__ == "__main__":
    status, words = audit() if sys.argv[1] == "audit" else (0, sbom(Path(sys.argv[2])))
    sys.stdout.write(f"{words}\n")
    sys.exit(status)
