"""What a family writes is answered where its file lies, whoever else is at work on it."""

from registry.models import Task
from registry.services.contact import reroute
from registry.services.conversation import write_as_family
from tests import road, world


def test_a_message_at_the_moment_of_a_transfer_waits_at_the_new_association(
    tehran, shiraz, maryam, laleh
):
    family = road.contacted(world.family(tehran), maryam)
    as_the_page_knows_it = road.fresh(family)
    reroute(family=family, to=shiraz, by=laleh, reason="They live in Shiraz.")

    message = write_as_family(family=as_the_page_knows_it, body="We have moved.")

    task = Task.objects.open().get(family=family, kind=Task.Kind.ANSWER_MESSAGE)
    assert task.association == shiraz
    assert message.family.association == shiraz


def test_two_messages_ask_once(tehran, maryam):
    family = road.contacted(world.family(tehran), maryam)

    for words in ("We need a doctor.", "Please call."):
        write_as_family(family=road.fresh(family), body=words)

    assert Task.objects.filter(family=family, kind=Task.Kind.ANSWER_MESSAGE).count() == 1
    assert family.messages.count() == 2
