"""The Temporal engine: how it is reached, what it may read, and the one that runs embedded."""
