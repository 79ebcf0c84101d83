"""Make the world of a server process: `python -m tests.intake.seeding` prints its links.

The first two registrations are of two families; the third is the first one's again, by a second
invitation: the same national ID.
"""

import json

import django


def main() -> None:
    django.setup()
    from audit.signature import acting
    from permissions.reach import everything
    from registry.services.catalogues import load_catalogues
    from tests import world

    with acting("test", reason="a server of its own"), everything("a test prepares its world"):
        load_catalogues()
        world.association("Tehran")
        evin = world.prison("Tehran")
        kaveh = world.person("kaveh", "prison_social_worker", evin)
        tokens = []
        for number, national_id in enumerate(("0499370899", "0013542419", "0499370899")):
            head = world.person_in_answers(
                f"Zahra {number}", "head", "1990-05-01", "f", national_id=national_id
            )
            home = world.answers()["home"] | {"phone": f"0912000000{number}"}
            pages = world.answers(members=[head], home=home) | {"once": f"pressed {number}"}
            prisoner = world.prisoner(evin, last_name=f"Karimi {number}")
            tokens.append(world.invited(prisoner, kaveh, pages))
    print(json.dumps(tokens))  # noqa: T201


if __name__ == "__main__":
    main()
