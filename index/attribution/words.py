"""Word lists of the lexicon: cues by tier, irregular verbs, function words by tag."""

from __future__ import annotations

VERBS: dict[int, str] = {
    # 1: speech and writing; nearly always a cue
    1: """say tell add write argue claim announce acknowledge warn insist explain assert tweet state declare suggest
    contend reply recall concede admit deny remark joke quip observe comment reveal disclose predict vow pledge
    allege testify reiterate lament boast brag quote retweet opine caution proclaim exclaim utter chide blog muse
    mutter whisper shout yell scream chant retort counter interject maintain posit postulate speculate surmise
    clarify confide recount narrate bemoan decry implore beg plead exhort profess intone deadpan gush fume rant
    crow scoff sneer jeer grumble gripe confess attest affirm avow aver swear purport pronounce enthuse elaborate
    respond inform notify text email tout trumpet headline cite complain marvel wonder hail laud applaud""",
    # 2: verbs that report words, judgements and findings
    2: """note ask call report describe confirm accuse criticize criticise blast slam condemn denounce praise urge
    promise propose recommend estimate conclude emphasize emphasise stress believe think hope fear argue agree
    disagree complain demand question dispute reject endorse support oppose indicate imply hint find show mention
    point express label brand dub characterize characterise portray liken compare mock ridicule dismiss blame
    credit defend vow threaten challenge attack rebuke scold chastise lambaste lambast rip bash assail pan
    encourage advocate push press persuade convince advise counsel request order decide rule refuse decline
    offer plan want wish expect worry doubt suspect know understand feel assume imagine consider regard view see
    realize realise recognize recognise remember learn discover determine detail outline highlight underscore
    unveil release publish post unleash issue announce signal address discuss speak talk explore echo reference
    refer invoke repeat voice air share detail document chronicle sing read reflect greet tease rail
    protest welcome thank congratulate apologize apologise resent admire object balk pooh-pooh downplay
    champion back favor favour prefer seek sue charge indict convict rate rank poll forecast project anticipate
    warn interview answer respond conjecture reason reckon deem judge assess interpret theorize calculate
    misreport retract correct recant disavow renounce repudiate refute rebut debunk deride disparage belittle
    berate castigate excoriate pillory vilify demonize skewer taunt insult heckle deplore regret bristle balk
    introduce present lodge file pitch preach lecture remind assure reassure promote stump campaign identify""",
    # 3: attitudes and acts that sometimes carry a content
    3: """like love hate dislike enjoy dread loathe detest despise care mind need intend aim try attempt hear watch notice
    sense perceive allow permit prohibit ban approve block overrule grant require require vote sign send
    mean illustrate demonstrate prove suggest feature focus concentrate raise cast paint frame trace draw
    acknowledge accept embrace adopt resist ignore avoid appear seem choose pick nominate appoint name
    expose examine investigate study review analyze analyse track cover broadcast air show look lay put
    bet gamble trust agree convey communicate command direct instruct invite summon authorize authorise mandate prompt provoke
    make give take hold fault target hit slap hammer pound go""",
    # 4: only with a quotation
    4: """continue begin start end open close conclude finish laugh smile sigh shrug nod chuckle snap shoot fire
    wave cry weep type scrawl pen sound agree go run""",
}

NOUNS: dict[int, str] = {
    2: """claim allegation accusation assertion contention suggestion statement announcement testimony argument comment remark
    criticism condemnation denial admission acknowledgment acknowledgement insistence complaint warning prediction
    speculation promise pledge vow threat declaration""",
    3: """report concern fear belief hope worry doubt suspicion opinion view idea notion theory rhetoric attack tweet question
    answer response reaction call demand request appeal plea proposal plan decision ruling finding conclusion
    recommendation agreement expectation desire wish opposition support endorsement praise objection reluctance
    obsession refusal determination intention speech letter message interview advice estimate assessment analysis
    description definition charge rumor rumour""",
}

IRREGULAR: dict[str, tuple[str, str]] = {
    "say": ("said", "said"), "tell": ("told", "told"), "write": ("wrote", "written"), "think": ("thought", "thought"),
    "find": ("found", "found"), "show": ("showed", "shown"), "see": ("saw", "seen"), "know": ("knew", "known"),
    "understand": ("understood", "understood"), "feel": ("felt", "felt"), "speak": ("spoke", "spoken"),
    "swear": ("swore", "sworn"), "sing": ("sang", "sung"), "read": ("read", "read"), "seek": ("sought", "sought"),
    "forecast": ("forecast", "forecast"), "hear": ("heard", "heard"), "mean": ("meant", "meant"),
    "choose": ("chose", "chosen"), "hold": ("held", "held"), "take": ("took", "taken"), "give": ("gave", "given"),
    "make": ("made", "made"), "send": ("sent", "sent"), "draw": ("drew", "drawn"), "cast": ("cast", "cast"),
    "put": ("put", "put"), "lay": ("laid", "laid"), "go": ("went", "gone"), "begin": ("began", "begun"),
    "shoot": ("shot", "shot"), "run": ("ran", "run"), "bet": ("bet", "bet"), "broadcast": ("broadcast", "broadcast"),
    "hit": ("hit", "hit"), "weep": ("wept", "wept"), "learn": ("learned", "learned"), "plead": ("pleaded", "pleaded"),
}  # fmt: skip

DOUBLED = frozenset(["admit", "quip", "refer", "rebut", "plan", "blog", "brag", "rap", "infer", "pin", "pen", "rip", "slap", "bet", "hit", "cut", "chat", "nod"])

FUNCTION: dict[str, str] = {
    "SUBJECT": """he she they we I it who he's she's they're we're I'm it's they've we've I've he’s she’s they’re we’re
    I’m it’s they’ve we’ve I’ve he'd she'd they'd we'd I'd he’d she’d they’d we’d I’d he'll she'll they'll we'll I'll
    he’ll she’ll they’ll we’ll I’ll you you're you’re you've you’ve""",
    "OBJECT": "him them me us her whom himself herself themselves itself",
    "POSSESSIVE": "his their my our its your her whose",
    "DETERMINER": """the a an this these those some many most several both all another each every any no few other more
    such one two three four five six seven eight nine ten half""",
    "PREPOSITION": """of in on at by for from with about into during after before since until under over against between
    among through via amid despite without within near around toward towards upon outside inside including like
    following regarding concerning across behind beyond per along off out up down""",
    "AND": "and or &",
    "BE": "is are was were be been being am isn't isn’t wasn't wasn’t aren't aren’t weren't weren’t",
    "HAVE": "has have had having hasn't hasn’t haven't haven’t hadn't hadn’t",
    "DO": "do does did don't don’t doesn't doesn’t didn't didn’t",
    "MODAL": """will would can could may might must should shall cannot can't can’t won't won’t wouldn't wouldn’t
    couldn't couldn’t shouldn't shouldn’t""",
    "NOT": "not never ",
    "ADVERB": """also then now later still again even already just only once often soon ever always first previously
    recently earlier initially reportedly repeatedly publicly privately famously correctly incorrectly wrongly
    immediately finally actually really simply clearly openly further instead quickly too perhaps maybe
    meanwhile however though very so quite rather almost nearly long once twice forcefully explicitly specifically
    consistently frequently regularly sometimes usually generally largely mostly merely barely hardly seriously
    rightly angrily sarcastically tearfully jokingly bluntly flatly eventually ultimately apparently""",
    "TO": "to",
    "THAT": "that",
    "RELATIVE": "which whom where when why how what whether whoever whatever",
    "CONJUNCTION": "but because while whenever although so if as than though unless yet nor whereas once",
    "TIME": """Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday tomorrow tonight January February
    March April May June July August September October November December Mon Tue Wed Thu Fri Sat Sun""",
    "COMMA": ", ;",
    "STOP": ". ? ! …",
    "COLON": ":",
    "DASH": "- – — ― ‐",
    "QUOTE": '" “ ” « » „ ‟',
    "SINGLE": "' ‘ ’ `",
    "BRACKET": "( ) [ ]",
    "VERB": """got get gets came come comes left leave leaves met meet meets won win wins lost lose loses led lead leads kept
    keep keeps held became become becomes went brought bring brings built build builds bought sold spent paid sat
    stood ran fell rose grew lived lives died worked works used tried turned moved played helped stopped happened
    includes included remains remained began started stayed appeared seemed took gave made put let set""",
    "ENDING": "'s ’s",
}

CLASSES: dict[str, str] = {
    "person": """official officials spokesman spokeswoman spokesperson spokespeople analyst analysts critic critics expert experts
    aide aides supporter supporters opponent opponents advocate advocates democrats republicans conservatives liberals
    lawmaker lawmakers lawyer lawyers attorney attorneys prosecutor prosecutors leader leaders voter voters police officer
    officers authorities judge judges justice justices president senator senators congressman congresswoman governor mayor
    minister secretary director chairman chairwoman professor scientist scientists researcher researchers historian economist
    economists doctor doctors candidate candidates nominee people person man woman men women source sources witness witnesses
    reporter reporters journalist journalists author authors columnist editor editors moderator host ambassador diplomat
    general commander strategist adviser advisers advisor advisors consultant manager operative operatives activist activists
    investigators observers colleagues friends family parents students teachers residents americans members everyone someone
    many some others most both all nobody anyone king queen prince princess duke duchess pope bishop victim owner executive
    ceo chief founder""",
    "body": """campaign administration government department agency court commission committee board council company firm group
    organization organisation association union party house senate congress bureau office ministry ministers church team
    network bank industry university institute center police army military white-house fbi cia state states country nation
    city alliance coalition foundation panel jury tribunal parliament newspaper paper outlet magazine""",
    "text": """report reports study studies survey surveys poll polls data figures numbers statistics research article articles
    story stories statement letter memo email emails document documents ad ads video film movie book speech tweet tweets post
    posts filing filings complaint lawsuit suit bill law rule rules order ruling decision decisions agreement plan plans
    proposal policy poll transcript records record review analysis evidence editorial column headline headlines website page
    caption note announcement indictment brief opinion results findings list graphic photo""",
    "talk": """claim claims allegations accusation accusations remarks comments criticism concerns concern questions question
    fears hopes doubts support opposition interest view views belief idea call calls demand demands request requests way need
    desire case argument point answer answers""",
}

PLAIN_CUES = frozenset(
    ["say", "tell", "add", "write", "argue", "claim", "announce", "acknowledge", "warn", "insist", "explain", "assert", "tweet", "declare", "suggest", "contend", "reply", "recall", "concede", "admit", "deny", "remark", "joke", "quip", "observe", "comment", "reveal", "disclose", "predict", "vow", "pledge", "allege", "testify", "reiterate", "lament", "boast", "brag", "caution", "proclaim", "exclaim", "chant", "counter", "maintain", "clarify", "confide", "bemoan", "decry", "attest", "affirm", "respond", "inform", "note", "ask", "report", "describe", "confirm", "accuse", "criticize", "criticise", "blast", "slam", "condemn", "denounce", "praise", "urge", "promise", "propose", "recommend", "estimate", "conclude", "emphasize", "emphasise", "stress", "believe", "think", "hope", "fear", "demand", "question", "dispute", "reject", "indicate", "hint", "mention", "blame", "dismiss", "threaten", "understand", "expect", "according", "conjecture", "speculate", "opine", "retort", "argue", "misreport", "correct", "retract", "refute", "rebut", "according", "claim", "allegation", "accusation", "assertion", "statement", "testimony", "comment", "remark", "report", "announcement", "warning", "state", "decline", "refuse", "want", "consider", "wonder", "answer", "complain", "call", "find", "show", "learn"]
)
"""Cues that a reader may be shown as fact: they plainly report words, judgement or knowledge."""
