"""Packs that installed packages offer, under entry points of the group `reslint.packs`.

The value of the entry point is the package that holds the rules: `acme = "acme_rules.rules"` offers the folder
`acme_rules/rules` under the name `acme`. A pack is used only where settings or the command line name it: what is
installed changes no verdict by itself.
"""

from __future__ import annotations

import os

from reslint.rules import RuleError, closest

GROUP = "reslint.packs"


def locate(pack: str) -> str:
    """The folder of `pack`, which is one or the name of an installed one. A `RuleError` where it is neither."""
    if os.path.isdir(pack):
        return pack
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    offered = entry_points(group=GROUP)
    for entry in offered:
        if entry.name == pack:
            try:
                spec = find_spec(entry.module)
            except ModuleNotFoundError:
                spec = None
            for folder in (spec and spec.submodule_search_locations) or ():
                if os.path.isdir(folder):
                    return folder
            raise RuleError(f"the installed pack {pack} should be the package {entry.module}, which is no folder")
    names = [entry.name for entry in offered]
    hint = closest(pack, names) or (f"those installed are {', '.join(sorted(names))}" if names else "none is installed")
    raise RuleError(f"{pack}: no such folder of rules, and no installed pack of that name: {hint}")
