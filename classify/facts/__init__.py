"""Figures with their meaning: quantities, dates, targets, funding."""
