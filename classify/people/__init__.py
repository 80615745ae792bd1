"""Whom to ask: contacts with their names, addresses and telephones."""
