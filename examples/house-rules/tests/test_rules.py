"""The rules do what their examples say, and each can find something."""

from __future__ import annotations

import subprocess
import sys


def test_rules() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reslint", "test-rules", "acme"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
