"""What judging costs in CPU against the full English pipeline on the same texts, and what a long-lived worker grows by.

The measurement runs in a process of its own, so that the thread limits hold from the first import.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

EVERY = 6
"""Every sixth English text of ours is judged: some 120."""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def measure_judging() -> dict[str, float]:
    """CPU seconds of both, their ratio, and memory in MB after one and after three rounds."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.judging"],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | _ONE_THREAD,
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def main() -> None:
    """Judge the texts three times, run the pipeline over them, print the figures as JSON."""
    import resource  # noqa: PLC0415 - only this process measures itself
    import time  # noqa: PLC0415

    import spacy  # noqa: PLC0415

    from classify.assess import Assessor  # noqa: PLC0415
    from classify.text.names import PACKAGES  # noqa: PLC0415
    from tests.corpus.texts import labelled_texts  # noqa: PLC0415
    from tests.training.material import submissions  # noqa: PLC0415

    texts = [text for text in labelled_texts() if text.genre != "sentences" and text.language == "en"][::EVERY]
    mail = [submission for _, submission in submissions(texts)]
    assessor, rounds, peaks = Assessor(), [], []
    assessor.assess(mail[0])
    for _ in range(3):
        started = time.process_time()
        for submission in mail:
            assessor.assess(submission)
        rounds.append(time.process_time() - started)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    pipeline = spacy.load(PACKAGES["en"])
    list(pipeline.pipe(["Warm."]))
    started = time.process_time()
    for _ in pipeline.pipe([submission.body.text for submission in mail], batch_size=32):
        pass
    limit = time.process_time() - started
    figures = {
        "full pipeline on the texts (CPU s)": limit,
        "judging them (CPU s)": min(rounds),
        "judging / full pipeline": min(rounds) / limit,
        "memory after one round (MB)": peaks[0],
        "memory after three rounds (MB)": peaks[-1],
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
