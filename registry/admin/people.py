"""Who is called by name to whom, for the pages; the rule itself is `registry.colleagues`."""

from registry.colleagues import known_people, naming

__all__ = ["known_people", "naming"]
