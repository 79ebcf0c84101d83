"""Counts that are kept instead of counted: what start pages show, of registers of any size."""
