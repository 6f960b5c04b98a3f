"""The recogniser beside the rules: what stands around a name tells of it, and the same sentences teach the same. Never a held-out one."""

from itertools import islice

import numpy as np
import pytest

from bench.redact.learn import learnt
from bench.redact.made import Maker
from bot.privacy.redact.lists import Lists
from bot.privacy.redact.redactor import LISTS, Redactor
from bot.setting_checks import ROOT


@pytest.mark.parametrize("text", ["me n {} went 2 the drop in", "my mate {} told me", "i asked {} about it", "its {} again"])
@pytest.mark.parametrize("name", ["zavinka", "thulani", "oyelaran", "krzysiek", "malwina"])
def test_a_name_on_no_list_is_known_by_what_stands_around_it(text: str, name: str) -> None:
    unheard = Redactor(LISTS, without={name})
    assert unheard.redacted(text.format(name)) == text.format("[name]")


def test_the_same_sentences_teach_the_same() -> None:
    lists = Lists(LISTS)
    made = [list(islice(Maker(lists, ROOT / "data").made(), 400)) for _ in range(2)]
    assert made[0] == made[1]
    assert np.array_equal(*(learnt(lists, some) for some in made))
