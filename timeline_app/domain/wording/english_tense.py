"""English: the words that look back, look forward, or turn a date into a name."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TENSE: Final = {
    "modal": _set("will shall would may might could can should must ll going"),
    "perfect": _set("have has had"),
    "towards": _set("to for until till"),
    "present": _set("is are s re being be been am"),
    "was": _set("was were had did"),
    "auxiliary": _set("be been being is are get gets getting to will was were"),
    "prospect": _set(
        "expected expects expect due set scheduled planned plans plan planning agreed agrees "
        "invited invites called calls ordered orders vowed vows pledged pledges promised promises "
        "threatened threatens announced announces postponed rescheduled delayed urged urges warned "
        "warns intends intended hopes hoped wants wanted slated likely unlikely poised ready about "
        "decided asked asks told requested demanded demands proposed proposes offered offers gave "
        "gives deadline summoned tasked appointed fixed"
    ),
    "timetable": _set(
        "expires expire begins begin starts opens resumes resume ends takes votes travels arrives "
        "departs depart leaves holds meets hosts goes returns heads comes visits convenes convene "
        "runs flies attends faces welcomes receives launches marks"
    ),
    "surely ahead": _set("expected due set scheduled planned slated likely poised ready"),
    "past": _set(
        "was were had did said told met took went came left began begun made held given found saw "
        "fell fled struck hit shot killed won lost led sent spoke wrote flew brought withdrew drew "
        "rose broke seized got became kept stood ran became felt paid sold bought built burnt "
        "caught fought hung knew laid meant shook shut sank spent stole swore taught thought threw "
        "understood wore reported visited arrived entered attacked launched captured released "
        "confirmed added wrote saw flown gone seen taken overran sought struck swept"
    ),
    "not past": _set(
        "armed united allied needed wounded unidentified unnamed speed seed indeed ahmed mohammed "
        "muhammad hundred sacred red feed exceed proceed succeed limited so-called mohamed hamed "
        "naked crooked newlywed advanced detailed related supposed"
    ),
    "not headline": _set(
        "according next due back as up close prior related able ready likely access visit trip "
        "response addition return going want wants need needs have has had ought used try tried "
        "began begin begun continue continued attempt attempted aim aims how him them us me you it "
        "her"
    ),
}

NAMES: Final = {
    "before a weekday": _set(
        "bloody black good palm easter holy ash cyber fat whit maundy super ruby man clean shrove "
        "alternate every each any most"
    ),
    "before a date": _set("in on since until before after by from during at between as of the"),
    "after a weekday": _set(
        "prayers prayer sermon sermons mosque times telegraph mail mirror express post market club "
        "addams school week"
    ),
    "after a year": _set(
        "he she it they we i you who which where when while because but that if although though "
        "also alone alongside there then according despite with against into near amid as has had "
        "than so both all such his her their its our my these those not no nearly some many most "
        "several forces troops government rebels protesters followed forced under without only "
        "just still already now again"
    ),
}
