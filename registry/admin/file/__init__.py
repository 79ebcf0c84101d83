"""The file of one family: its page, the parts of it, and its past."""
