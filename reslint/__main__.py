"""`python -m reslint`."""

from reslint.cli.main import main

raise SystemExit(main())
