"""What can go wrong with judging: only the rubric's own data; a submission's text never raises.

ClassifyError
├── RubricError   a principle's file is wrong: the message names the file and the key
└── ModelError    a statistical model that was configured cannot be loaded
"""


class ClassifyError(Exception):
    """Anything that this package raises on purpose."""


class RubricError(ClassifyError):
    """A rubric file is wrong."""


class ModelError(ClassifyError):
    """A configured model cannot be loaded."""
