"""What ``/help`` says."""

HELP = (
    (
        "Ask",
        "`/ask` with a question; or mention me in a channel; or write to me directly. "
        "Name outlets and days in the question or in the options: "
        "*What did The Guardian say about the bridge in March 2024?* "
        "*Today*, *yesterday* and *last week* count from the day it is in UTC. "
        "The option `private` shows the answer to you alone.",
    ),
    (
        "Follow up",
        "Reply to my answer with the ping on, mention me in a thread under it, or press *Ask a follow-up*: "
        "*and the Guardian?*, *when was that?*, *is that disputed?*, *who else says so?*, *show the rest*. "
        "Where I completed your words, I show what I took them as.",
    ),
    (
        "Check a quote",
        "`/who-said` with the words, or the menu of a message: Apps, *Check this quote*. "
        "I say whether it was printed word for word, altered, or not at all, and by whom.",
    ),
    (
        "See all sides",
        "`/coverage` shows every outlet that wrote about a topic, `/compare` sets their claims side "
        "by side and marks where they contradict each other.",
    ),
    (
        "Look around",
        "`/outlets` lists the outlets, `/article` shows an article, `/about` says how old the archive is.",
    ),
    (
        "Buttons",
        "*Context* shows the sentences around a quote, *Who else printed this* its printings, "
        "*Other outlets* and *More* further quotes. *Helpful*, *Wrong outlet* and *Not an answer* are "
        "noted, with your question, to make answers better.",
    ),
    (
        "For those who manage the server",
        "`/settings` sets where I answer, who sees the answers and how long members wait; "
        "`/archive` shows the state of the archive.",
    ),
    (
        "What I keep",
        "Questions and answers for {days} days, so that the buttons work. Delete your message and its "
        "answer goes too; `/forget-me` makes me forget all your questions and verdicts.",
    ),
)
"""Headings and their texts, in Discord's markdown."""
