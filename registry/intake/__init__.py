"""The pages of the families: behind the link of a prisoner, and behind their own code."""
