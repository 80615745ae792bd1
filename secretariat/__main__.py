"""`python -m secretariat` is the same as `secretariat`."""

import sys

from secretariat.cli import main

sys.exit(main())
