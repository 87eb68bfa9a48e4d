"""The one way in for people and programs: commands with receipts, reads, rights, accounts."""
