"""The start page of each role: its cartable, its numbers, its pictures."""
