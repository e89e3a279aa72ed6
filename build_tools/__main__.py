"""``python -m build_tools`` is ``docket``."""

import sys

from build_tools.command import main

if __name__ == "__main__":
    sys.exit(main())
