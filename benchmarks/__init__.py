"""What is measured, with the bare engine beside it."""
