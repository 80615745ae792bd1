"""What is learned from the labelled texts of tests/corpus: sentences in, how strongly each speaks for each criterion out."""
