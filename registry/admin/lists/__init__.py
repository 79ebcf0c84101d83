"""How every list of the office is read, narrowed, sorted and remembered."""
