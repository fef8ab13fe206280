"""Which rules found what a snapshot stores of its articles: sentences, attributions, passages.

They are known by the text of the modules and tables that hold them. So an update of the program finds everything
anew with the next build, without embedding it again, and nobody has to know which update asks for that.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.outlets import OutletRegistry

_ROOT = Path(__file__).resolve().parents[2]
_KINDS = frozenset((".py", ".toml", ".json"))
_HOLD_RULES = (
    "index/analysis/*", "index/attribution/*", "index/encoders/pooling.py", "index/packing.py", "index/sentences/*",
    "config/domains.py", "config/labels.py", "config/mentions.py", "config/outlet_files.py", "config/outlets.py",
)  # fmt: skip


def rule_files() -> list[Path]:
    """Return the files that hold the rules, in order of their names."""
    found = {path for pattern in _HOLD_RULES for path in _ROOT.glob(pattern)}
    return sorted(path for path in found if path.suffix in _KINDS)


@cache
def rules_fingerprint() -> str:
    """Return what tells these rules from those of any other version of the program."""
    digest = sha256()
    for path in rule_files():
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(_ROOT).as_posix()} {len(text)}\n".encode())
        digest.update(text)
    return digest.hexdigest()[:16]


def found_with(registry: OutletRegistry) -> str:
    """Return what tells the outlets that are known, and these rules, from any others."""
    return f"{registry.fingerprint}/{rules_fingerprint()}"
