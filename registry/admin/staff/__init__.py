"""How people come in: taken on, let in by a link shown once, with a password of their own."""
