"""Durable waiting: the case and its sign-offs. Nothing here decides; `domain` does."""
