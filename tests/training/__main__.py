"""`python -m tests.training`: learns every set of weights anew from tests/corpus/texts and writes them where they are read."""

from __future__ import annotations

import sys

from classify.learned.weights import save
from tests.corpus.texts import labelled_texts
from tests.training import gate, sentences, sums


def main() -> int:
    """Train and save; prints what each step gave on texts held out."""
    texts = labelled_texts()
    print(f"{len(texts)} texts, {sum(len(text.lines) for text in texts)} labelled lines")
    sums.learn(texts)
    save("sentences", sentences.train(texts))
    save("texts", gate.train(texts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
