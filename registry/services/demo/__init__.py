"""A believable country of people who do not exist, the same again for the same seed."""
