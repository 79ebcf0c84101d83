"""The office: importing this package puts its pages into the one admin site."""

from registry.admin import association, catalogue, place

__all__ = ["association", "catalogue", "place"]
