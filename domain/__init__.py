"""The rule book of a complaint: words, tables of rows, and small pure functions. No clock, no I/O."""
