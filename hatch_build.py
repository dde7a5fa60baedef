"""Compiles the rules into reslint/_data when a wheel is built or the checkout is installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface[Any]):
    """An editable install reads `rules/` where it lies; a wheel carries the rules as `reslint/_rules`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, self.root)
        try:
            from reslint.compile import compile_all
            from reslint.packs import DATA_FOLDERS

            compile_all(root / "rules", root / "reslint" / "_data")
        finally:
            sys.path.remove(self.root)
        if version != "editable":
            for folder in sorted((root / "rules").iterdir()):
                if folder.is_dir() and folder.name not in DATA_FOLDERS:
                    build_data["force_include"][str(folder)] = f"reslint/_rules/{folder.name}"
