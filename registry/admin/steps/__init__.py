"""The steps staff take on a row, in the file, on a page of their own, or on many rows at once."""
