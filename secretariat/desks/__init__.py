"""The desks of a pass: each one is a loop over rows in one state, so that a crash anywhere is simply gone on from."""
