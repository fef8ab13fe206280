"""What merely differs, and is no dispute."""

import pytest

from bot.conflict.disputes import disputed_pairs
from bot.values import Quote
from index.values import Article
from tests.press.disputes import SNUB, dated, disputed


def test_numbers_of_articles_far_apart_in_time_are_not_disputed() -> None:
    one = "Kestrel Ferries has 340 captains on its ships."
    other = "Kestrel Ferries has 140 captains on its ships."
    soon, late = (dated(other, "b", day) for day in ("2024-04-01", "2026-04-01"))
    assert disputed_pairs([dated(one, "a", "2024-03-20"), soon]) == ((0, 1),)
    assert disputed_pairs([dated(one, "a", "2024-03-20"), late]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The chat marked a turning point for the pair.",
            "There is still a long way to go to mend the rift.",
        ),
        (
            "Nine people died in the shooting in Dayton.",
            "Twenty-two people died in the shooting in El Paso.",
        ),
        (
            "At least 8 people were injured at the airport.",
            "Six people were injured at the airport.",
        ),
        (
            "The company will raise fares in June.",
            "The company did not say whether it would raise fares.",
        ),
        (
            "The law denied coverage to patients.",
            "The law extended coverage to patients with conditions.",
        ),
        ("The bridge opened on 3 May.", "The bridge opened to 5,000 walkers in May."),
        (
            "The Rovers played Port Ister in a friendly match on 3 May.",
            "The Rovers played Port Ister in a friendly match on 10 May.",
        ),
        (
            "The Hallow Bridge will reopen to walkers on 3 May.",
            "The Tarn Bridge will reopen to walkers on 17 June.",
        ),
        (
            "The library opened on 3 May and closed on 9 May.",
            "The library opened on 4 May.",
        ),
        (
            "Kestrel completed its $44 million deal to buy Skerry Boats, a source said.",
            "Kestrel said it had lined up $46 million in financing to buy Skerry Boats.",
        ),
        (
            "The club has between 3,000 and 7,000 members in Northmere.",
            "The club has between 6,000 and 10,000 members in Northmere.",
        ),
        (
            "The club will not appeal the ruling, Marsh Rovers said on Monday.",
            "The town will appeal the ruling, Northmere Council said on Monday.",
        ),
        (
            "Kestrel said the plan would “not affect the winter timetable of the ferries”.",
            "The plan will not affect the winter timetable of the ferries, Kestrel says.",
        ),
        (
            "Builders in Northmere added 30,000 jobs in May.",
            "Restaurants in Northmere added 38,000 jobs in May.",
        ),
        (
            "A win would make the Rovers the first team to hold the cup for three winters.",
            "Port Ister denied the Rovers a third cup in three winters as first team.",
        ),
        (
            "The council asked the court to halt the sale of the old library.",
            "A judge denied the council's request to halt the sale of the old library.",
        ),
        (
            "The library's roof was sold to a builder for £3 million.",
            "A previous version of this story wrongly said the library's roof was sold to a builder.",
        ),
        (
            "Class 1 breaches of the harbour rules carry a fine of £100.",
            "Class 2 breaches of the harbour rules carry a fine of £300.",
        ),
        (
            "The ferry's record catch of the year, 900 tons, was landed on Monday.",
            "The previous record catch of the ferry was 700 tons, landed in June.",
        ),
        (
            "The composer Ottoline Brandreth died in Northmere on 4 March 2019.",
            "Ottoline Brandreth, the composer, died in Northmere on 5 March this year.",
        ),
        (
            "Northmere won 23 medals at the winter games of 2018.",
            "Northmere won 25 medals at the winter games.",
        ),
        (
            "The mayor spread refuted claims that the bridge was built of straw.",
            "The mayor made false claims that the bridge was built of straw.",
        ),
        (
            "Twenty-three ferries in a row were late at the Hallow Bridge.",
            "After 23 ferries in a row, one was on time at the Hallow Bridge.",
        ),
        (
            "Port Ister put a tariff of $1 million on Northmere's cheese and herring.",
            "Port Ister put a tariff of $60 million on Northmere's timber and rope.",
        ),
        (
            "“Why don't you pay back the money that the harbour board lent you?” the mayor asked.",
            "“Will you pay back the money that the harbour board lent you?” the councillor asked.",
        ),
        (
            "The claim that the council had no right to close the bridge is nonsense, a lawyer said.",
            "The council had a right to close the bridge, a lawyer said.",
        ),
        (
            "Mr Renn had an affair with another woman, according to a magazine in Northmere.",
            "Mr Renn denied he had an affair with Ms Quillan, whom he met in Marrowby.",
        ),
        (
            "The council does not deny that the bridge was closed because of rust.",
            "The bridge was closed because of rust.",
        ),
        (
            "Kestrel Ferries denied any wrongdoing, and experts say that the fares were lawful.",
            "Experts on the fares of Kestrel Ferries met the company's lawyers in Northmere.",
        ),
        (
            "The rule denies protections to skippers who enter the harbour at night.",
            "Skippers who enter the harbour at night need protections, the union said.",
        ),
        (
            "Passengers will pay 3.85 percent more for a ferry ticket to Port Ister this winter.",
            "Passengers will pay 3.9 percent more for a ferry ticket to Port Ister this winter.",
        ),
        (
            "The survey of ferry passengers has a margin of error of 3.5 percentage points.",
            "The survey of ferry passengers has a margin of error of 3.1 percentage points.",
        ),
        (
            "Roe was heard by Marrowby detectives in September, where he denied leaking the harbour papers.",
            "Marrowby detectives spoke with Mr Okoro about leaking the harbour papers.",
        ),
        (
            "The board approved 1,200 claims for lost luggage and denied 800 from ferry passengers.",
            "Ferry passengers say that their luggage was lost in the winter.",
        ),
        (
            "The mayor flatly dismissed the notion that the ferry plan had to do with the election.",
            "The mayor denied any link between the ferry plan and the election.",
        ),
        (
            "Nothing that was shown at the hearing corroborates the allegation against the mayor.",
            "The mayor has denied the allegation.",
        ),
        (
            "For the latest news on the mayoral election, read our live election updates for Monday, Nov. 4.",
            "For the latest news on the mayoral election, read our live election updates for Sunday, Oct. 13.",
        ),
        (
            "There will be no shortage of old boats at the Skerry Regatta in Northmere.",
            "With the Skerry Regatta, Northmere has shown that it has old boats.",
        ),
        (
            "The Courier disputed this claim: “Quillan falsely says that the ferry fare is 112 shillings.”",
            "Quillan’s account isn’t completely accurate either: the ferry fare of 112 shillings is for both ways.",
        ),
        (
            "Islanders fear the new Skerry harbour plan and the quarrel, developments that divide them.",
            "Skerry denies trying to develop a harbour capability.",
        ),
        (
            "A witness said that men besides Roe and Okoro were involved in the arson in the warehouse.",
            "In an interview on the radio he denied any involvement in the arson in the warehouse.",
        ),
        (
            "As the days pass until the next draw, here is what to know about the Northmere lottery jackpot.",
            "There have been 23 draws in a row with no Northmere lottery jackpot winner.",
        ),
        (
            "Most cases of harbour fever are mild and do not cause blindness.",
            "However, any blindness caused by harbour fever is permanent.",
        ),
        (
            "Walkers who took 3,800 steps a day cut their risk of harbour fever by 25 percent.",
            "Walkers who took 112 steps a minute cut their risk of harbour fever by 62 percent.",
        ),
        (
            "The councillors planned to send fake delegates in place of the lawful delegates of Marrowby.",
            "The councillors signed papers falsely claiming that they were the lawful delegates of Marrowby.",
        ),
        (
            "Quillan, who lost the harbour election of 2020, missed the regatta.",
            "Quillan falsely calls the harbour election of 2020 rigged.",
        ),
        (
            "A false positive result leads clinics to wrongly accuse parents of drinking.",
            "Even when a doctor refutes a positive result, clinics report parents for drinking.",
        ),
        (
            "Dorothea gave The Courier text messages between her and a detective in Marrowby.",
            "Ben Okoro has denied The Courier's reporting about his text messages to the mayor.",
        ),
        (
            "Roe has a constitutional interest and rights in not being tried in a harbour court, lawyers said.",
            "Judges make sure that prisoners aren't denied their constitutional rights in a harbour court.",
        ),
        (
            "Kestrel's leaders took actions to inform and protect the workers on their ferries.",
            "Ada Brandreth denied Kestrel withheld information from the workers on their ferries.",
        ),
        (
            "The odds of winning the jackpot by matching all 5 numbers and the red number are small.",
            "To win the jackpot, players match all six numbers, five white balls among them.",
        ),
        (
            "Okoro would not confirm or deny that shots were fired in the harbour.",
            "Students reported hearing shots fired in the harbour.",
        ),
        (
            "On March 4 a gallon of fuel in the harbour of Northmere cost £4.73.",
            "A gallon of fuel in the harbour of Northmere cost £2.79 on March 2.",
        ),
        (
            "Ferry ticket sales have fallen by 43 percent so far this year.",
            "Their ticket sales have fallen by 42 percent so far this year.",
        ),
        (SNUB, SNUB),
    ],
)
def test_what_merely_differs_is_not_disputed(one: str, other: str) -> None:
    assert not disputed(one, other)


def test_numbers_within_one_article_are_of_two_things() -> None:
    body = "Kestrel Ferries will cut 340 jobs in May. Kestrel Ferries will cut 140 jobs in June."
    article = Article(id="a", body=body, outlet="a")
    first, second = (
        Quote(article=article, text=body[s:e], start=s, end=e, score=1.0, chain=())
        for s, e in ((0, 41), (42, len(body)))
    )
    assert disputed_pairs([first, second]) == ()
