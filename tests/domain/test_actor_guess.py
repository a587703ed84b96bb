import pytest

from timeline_app.domain.actor_guess import ActorGuess, guess_actor
from timeline_app.domain.vocabulary import ActorKind, Identification

ANONYMOUS, NAMED = Identification.ANONYMOUS, Identification.NAMED


@pytest.mark.parametrize(
    ("words", "guess"),
    [
        (
            "a Syrian security source",
            ActorGuess(ActorKind.PERSON, ANONYMOUS, "security official"),
        ),
        ("Syrian military sources", ActorGuess(ActorKind.GROUP, ANONYMOUS, "military official")),
        ("an unnamed Syrian source", ActorGuess(ActorKind.PERSON, ANONYMOUS)),
        ("two residents", ActorGuess(ActorKind.GROUP, ANONYMOUS)),
        ("مصدر أمني سوري", ActorGuess(ActorKind.PERSON, ANONYMOUS)),
        ("مصادر محلية", ActorGuess(ActorKind.GROUP, ANONYMOUS)),
        ("bir güvenlik kaynağı", ActorGuess(ActorKind.PERSON, ANONYMOUS)),
        ("güvenlik kaynakları", ActorGuess(ActorKind.GROUP, ANONYMOUS)),
        ("местный житель", ActorGuess(ActorKind.PERSON, ANONYMOUS)),
        ("военные источники", ActorGuess(ActorKind.GROUP, ANONYMOUS)),
        ("a water ministry spokesman", ActorGuess(ActorKind.PERSON, ANONYMOUS)),
        ("three engineers", ActorGuess(ActorKind.GROUP, ANONYMOUS)),
        ("Dr Farmer Brown", ActorGuess(ActorKind.PERSON, NAMED)),
        ("Reuters", ActorGuess(ActorKind.AGENCY, NAMED)),
        ("Anadolu Agency", ActorGuess(ActorKind.AGENCY, NAMED)),
        ("Russian Ministry of Defence", ActorGuess(ActorKind.STATE_BODY, NAMED)),
        ("the Kremlin", ActorGuess(ActorKind.STATE_BODY, NAMED)),
        ("Türkiye Today", ActorGuess(ActorKind.OUTLET, NAMED)),
        ("Aydin Sezer", ActorGuess(ActorKind.PERSON, NAMED)),
        ("Syrian Democratic Forces", ActorGuess(ActorKind.ARMED_FORCE, NAMED)),
        ("Qasioun", ActorGuess(ActorKind.UNKNOWN, NAMED)),
        ("", ActorGuess(ActorKind.UNKNOWN, NAMED)),
    ],
)
def test_the_words_for_a_speaker_suggest_what_it_is(words, guess):
    assert guess_actor(words) == guess
