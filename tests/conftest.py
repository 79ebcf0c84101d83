"""The cast.  Everybody in the tests is one of these, and does what the name says."""

import gc

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from permissions.roles import Role
from tests import pressing, world

pytest_plugins = ["tests.databases", "tests.houses", "tests.together"]
pressing.equip()
gc.set_threshold(100_000, 20, 20)  # looking for cycles costs a suite of short tests a tenth
# Says the same twice, and asks no clock: a busy machine is no fault of the code.
SLOW = [HealthCheck.too_slow]
settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, suppress_health_check=SLOW
)
settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    """Each test begins in the language of the settings, whatever the last page spoke."""
    translation.deactivate()


@pytest.fixture
def tehran(db):
    """The association of Tehran."""
    return world.association("Tehran", kind="central")


@pytest.fixture
def shiraz(db):
    """The association of Shiraz; its people have no business in Tehran."""
    return world.association("Shiraz")


@pytest.fixture
def evin(db):
    """A prison in Tehran."""
    return world.prison("Tehran", name_en="Evin")


@pytest.fixture
def adelabad(db):
    """A prison in Shiraz."""
    return world.prison("Shiraz", name_en="Adelabad")


@pytest.fixture
def maryam(tehran):
    """A social worker in Tehran."""
    return world.person("maryam", Role.SOCIAL_WORKER, tehran)


@pytest.fixture
def hamid(tehran):
    """Maryam's colleague: whatever takes a second pair of eyes."""
    return world.person("hamid", Role.SOCIAL_WORKER, tehran)


@pytest.fixture
def sara(tehran):
    """The manager in Tehran."""
    return world.person("sara", Role.MANAGER, tehran)


@pytest.fixture
def ali(tehran):
    """The finance officer in Tehran: sees the files, but no confidential note."""
    return world.person("ali", Role.FINANCE_OFFICER, tehran)


@pytest.fixture
def reza(shiraz):
    """A social worker in Shiraz."""
    return world.person("reza", Role.SOCIAL_WORKER, shiraz)


@pytest.fixture
def shirin(shiraz):
    """The manager in Shiraz."""
    return world.person("shirin", Role.MANAGER, shiraz)


@pytest.fixture
def kaveh(evin):
    """The social worker of Evin prison: prisoners and invitations, never a family."""
    return world.person("kaveh", Role.PRISON_SOCIAL_WORKER, evin)


@pytest.fixture
def mina(adelabad):
    """The social worker of Adelabad prison."""
    return world.person("mina", Role.PRISON_SOCIAL_WORKER, adelabad)


@pytest.fixture
def farhad(tehran):
    """The aftercare officer of the province of Tehran: families of released prisoners only."""
    return world.person("farhad", Role.AFTERCARE_OFFICER, tehran.county.province)


@pytest.fixture
def laleh(db):
    """A national administrator."""
    return world.person("laleh", Role.NATIONAL_ADMINISTRATOR)


@pytest.fixture
def nasrin(db):
    """An inspector: reads everything everywhere, changes nothing."""
    return world.person("nasrin", Role.INSPECTOR)


@pytest.fixture
def omid(db):
    """An executive viewer: numbers, never a file."""
    return world.person("omid", Role.EXECUTIVE_VIEWER)


@pytest.fixture
def parisa(db):
    """The data-protection officer."""
    return world.person("parisa", Role.DATA_PROTECTION_OFFICER)
