"""How passwords and PINs are hashed where no server stands behind them."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2OnOneMachine(Argon2PasswordHasher):
    """Argon2id as OWASP asks for at least: 19 MiB, two passes, one lane.

    Django's own takes 100 MiB and 0.3 s of a small machine for each of the demo's accounts, beside
    whose hashes, in the same folder, lie the keys of the registry.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
