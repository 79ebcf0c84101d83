"""What a family writes in its own words is read once, by those who work for it, of all it needs."""

import pytest

from tests import world
from tests.doors import page

BREAD = "We have no bread."


@pytest.fixture
def family(tehran, kaveh, evin):
    """Zahra asked for two things, and wrote one sentence."""
    prisoner = world.prisoner(evin, custody_status="convicted")
    return world.registered(prisoner, kaveh).family


def test_her_sentence_stands_once_in_the_file_and_describes_no_need(sign_in, family, maryam):
    read = sign_in(maryam).get(page(family)).text
    sentence, _between, needs = read.partition('id="needs"')

    assert family.needs.count() == 2
    assert sentence.count(BREAD) == 1
    assert BREAD not in needs


def test_without_a_need_her_sentence_stands_there_too(sign_in, tehran, kaveh, evin, maryam):
    wrote = world.answers(needs={"codes": [], "text": BREAD})
    family = world.registered(world.prisoner(evin, custody_status="convicted"), kaveh, wrote).family

    assert sign_in(maryam).get(page(family)).text.count(BREAD) == 1


def test_a_family_that_wrote_nothing_has_no_words_in_its_file(sign_in, tehran, kaveh, evin, maryam):
    silent = world.answers(needs={"codes": ["E02"], "text": ""})
    family = world.registered(world.prisoner(evin), kaveh, silent).family

    assert "own words" not in sign_in(maryam).get(page(family)).text


def test_it_is_read_on_screen_and_paper_by_whoever_may_read_what_is_restricted(
    sign_in, family, maryam, ali
):
    for address in (page(family), page(family, "print")):
        hers, his = (sign_in(reader).get(address) for reader in (maryam, ali))

        assert BREAD in hers.text
        assert his.status_code == 200
        assert BREAD not in his.text
