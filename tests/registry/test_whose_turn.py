"""What takes a second pair of eyes is offered to the second person alone."""

from tests import road, world
from tests.doors import page


def test_a_verification_is_offered_to_the_colleague_and_whose_turn_it_is_to_the_first(
    sign_in, tehran, maryam, hamid
):
    family = road.identified(world.family(tehran), maryam)

    hers = sign_in(maryam).get(page(family))
    form = sign_in(maryam).get(page(family, "verify"))
    his = sign_in(hamid).get(page(family))

    assert hers.context["next"] is None
    assert "a colleague&#x27;s turn to verify it" in hers.content.decode()
    assert "Ask a colleague to verify it" in form.content.decode()
    assert 'name="decision"' not in form.content.decode()
    assert "Verify the family" in str(his.context["next"].title)
    assert 'name="decision"' in sign_in(hamid).get(page(family, "verify")).content.decode()
