"""A Submission and a rubric in, an Assessment out; pure, deterministic and offline."""
