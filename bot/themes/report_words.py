"""What every report says of how it was made. Nothing in, sentences out.

Never a promise that the code does not keep: docs/themes.md has the whole of it.
"""

TITLE = "What young people are saying: audit pack"
MADE_UP = "Made-up figures: nobody wrote these."

METHOD = (
    "A talk with Lev is given themes from what Lev said, from the risks it found, and from the worker's own closing theme.",
    "People are counted, not messages: each once a week in each theme. Somebody who writes in two weeks counts in both.",
    "A quarter has thirteen weeks (fourteen in a year of 53). Drills and practice are never counted.",
    "Reached: a worker took the talk. Left before that: the young person wrote nothing more after a worker came.",
    "A wait is counted from when a worker was called, to when one took the talk, and to when one first wrote.",
    "Until an agency was told is counted from when it was disclosed; until it answered, from then, in working days "
    "(the council decides within one). Both are as workers entered them, in the week they were entered.",
    "Outcomes by route name the family of the service only. Taken further does not say that it was taken up.",
    "Themes are mapped to the categories of Child Helpline International. Figures are of those who wrote, not of all young people.",
    "Rises are marked by Farrington's limit for counts (1996) over published weeks: a mark to look into, and chance makes some.",
)

SUPPRESSION = (
    "Figures are whole fives of people. Four rare and harmful themes are in tens, everyone together in twenties.",
    "A dash means too few to show. It does not mean nobody.",
    "What has not filled a five by the end of a quarter is dropped, so figures are a little low and parts do not add up to totals.",
    "Each way of splitting stands by itself: there is no cross of age, place and time, here or in the store.",
    "What was published once never changes. This report adds up what was published and holds nothing else.",
    "You said, we did: entries of the public page that somebody wrote and another person published; never a voice.",
    "Voices stand here in words that a safeguarding lead has read and passed on, without age, place or time.",
)
