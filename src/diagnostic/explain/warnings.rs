//! Warnings and notices: likely slips, and things worth a glance.

use super::Explanation;

pub static BAD_FRONT_MATTER: Explanation = Explanation {
    what: "The front matter at the top of this file is broken.",
    why: "It is set aside and gives no date, and, as it may have said `private: true`, the whole file is \
          treated as private; the records below it count. Mend the YAML or TOML, where often a quote is \
          missing or a line is indented wrongly.",
    wrong: "\
---
title: \"Monday
---

- #ask Asked Acme for a demo
",
    right: "\
---
title: \"Monday\"
---

- #ask Asked Acme for a demo
",
    runnable: true,
};

pub static CONFLICT_COPY: Explanation = Explanation {
    what: "A sync tool put this copy beside your file after it was changed on two devices.",
    why: "Reading both would count most records twice, so the copy is left out. Move what only the copy \
          has into the original, then delete it.",
    wrong: "\
- #ask Asked Acme for a demo
>>> 2026-03-02 (laptop's conflicted copy 2026-03-03).md
- #ask Asked Acme for a demo
- #ask Asked Lin for advice
",
    right: "\
- #ask Asked Acme for a demo
- #ask Asked Lin for advice
",
    runnable: true,
};

pub static HIDDEN_RECORD: Explanation = Explanation {
    what: "This line begins like a record, but Markdown makes something else of it.",
    why: "No records are read in quotes, tables, HTML, footnotes, link texts, headings and indented code, \
          so it does not count. Move it into a paragraph or a list; an example that is not meant to count \
          belongs in a fenced code block.",
    wrong: "> - #ask Asked Acme for a demo\n",
    right: "- #ask Asked Acme for a demo\n",
    runnable: true,
};

pub static UNCLOSED_FENCE: Explanation = Explanation {
    what: "A code block is opened here and never closed.",
    why: "To Markdown all that follows is code, down to the end of the file, so no record in it is \
          counted. Close the block where the code ends, with a line of the same backticks or tildes.",
    wrong: "\
```text
Hello, could I see a demo?

- #ask Asked Acme for a demo
",
    right: "\
```text
Hello, could I see a demo?
```

- #ask Asked Acme for a demo
",
    runnable: true,
};

pub static MISPLACED_MARKER: Explanation = Explanation {
    what: "A marker stands where no record starts.",
    why: "There it is an ordinary tag, and nothing was counted for it. Begin a line or a list item with \
          it, or put a backslash before the `#` where just the word is meant. A wide `＃` or `＠`, as phones \
          write beside Chinese or Japanese letters, is no sign of the format either: write the narrow one.",
    wrong: "- Finally did it: #ask Asked Acme for a demo\n",
    right: "- #ask Finally did it: asked Acme for a demo\n",
    runnable: true,
};

pub static UNKNOWN_MARKER: Explanation = Explanation {
    what: "This list item begins with a tag that is almost a marker.",
    why: "As it is, the line is prose and counts for nothing. If you meant the marker in the hint, write \
          that; a tag that the notebook uses three times or more is taken as intended.",
    wrong: "- #aks Asked Acme for a demo\n",
    right: "- #ask Asked Acme for a demo\n",
    runnable: true,
};

pub static MISPLACED_PRIVATE: Explanation = Explanation {
    what: "A `#private` stands on no record.",
    why: "It keeps nothing private there, and was surely meant to: until it is mended `askbook site` publishes \
          nothing. Write it on the line of the record, or `private: true` in the front matter for all of the page.",
    wrong: "- #ask Asked Acme for a demo\n  - #private\n",
    right: "- #ask Asked Acme for a demo #private\n",
    runnable: true,
};

pub static MISPLACED_DATE: Explanation = Explanation {
    what: "A date stands behind the marker of a record, where it dates nothing.",
    why: "The record counts on the day of the line, heading or page that it stands in, and the date is a \
          word of its title. Write it before the marker if it is the day of the record; a date that the \
          words speak of is better told in other words.",
    wrong: "- #ask 2026-02-27 Asked Acme for a demo\n",
    right: "- 2026-02-27 #ask Asked Acme for a demo\n",
    runnable: true,
};

pub static MISPLACED_ID: Explanation = Explanation {
    what: "A word like `^acme` stands elsewhere than at the end of its record.",
    why: "It defines no id there, and references to it find nothing; the record itself counts. Make it the \
          very last word, or write `re:` and the id where you want to refer to an ask.",
    wrong: "- #ask ^acme Asked Acme for a demo\n",
    right: "- #ask Asked Acme for a demo ^acme\n",
    runnable: true,
};

pub static MISPLACED_KEY: Explanation = Explanation {
    what: "This key does not belong on a record of this kind.",
    why: "The record counts without it. Move it to the record that it speaks of: `sting` to the answer, \
          `fear` and `odds` to the ask or the plan.",
    wrong: "- #ask Asked Acme for a demo sting:3\n",
    right: "\
- #ask Asked Acme for a demo
  - #no form letter sting:3
",
    runnable: true,
};

pub static UNKNOWN_KEY: Explanation = Explanation {
    what: "This word looks like a key with one letter wrong.",
    why: "It was read as prose, so its value is in no figure. Correct the letter; a backslash before the \
          colon says that you mean the word as it is.",
    wrong: "- #ask Asked Acme for a demo faer:7\n",
    right: "- #ask Asked Acme for a demo fear:7\n",
    runnable: true,
};

pub static EMPTY_VALUE: Explanation = Explanation {
    what: "A key is written with nothing after it.",
    why: "It is passed over, and the rest of the record counts. Write the value right after the colon, \
          without a space, or take the key out.",
    wrong: "- #ask Asked Acme for a demo via: email\n",
    right: "- #ask Asked Acme for a demo via:email\n",
    runnable: true,
};

pub static TWO_ANSWERS: Explanation = Explanation {
    what: "One ask has more than one answer on the same day.",
    why: "The strongest counts, in the order yes, partial, no, silence, withdrawn; the others change \
          nothing. If one of them came on another day, put that date before it; if it was not an answer \
          yet, make it a `#step`.",
    wrong: "\
- #ask Asked Acme for a demo ^acme
- 2026-03-09 #no re:acme form letter
- 2026-03-09 #yes re:acme a call after all
",
    right: "\
- #ask Asked Acme for a demo ^acme
- 2026-03-09 #no re:acme form letter
- 2026-03-10 #yes re:acme a call after all
",
    runnable: true,
};

pub static FUTURE_DATE: Explanation = Explanation {
    what: "This record is dated later than today.",
    why: "Until its day comes it is in no list and no count. If the date is a slip, correct it; what you \
          still intend to do is a `#plan`, and that may lie ahead.",
    wrong: "- 2062-03-02 #ask Asked Acme for a demo\n",
    right: "- 2026-03-02 #ask Asked Acme for a demo\n",
    runnable: true,
};

pub static CHECKBOX_DISAGREES: Explanation = Explanation {
    what: "The checkbox says one thing about this ask, and its answers say another.",
    why: "Only answers decide whether an ask is open, so the box changes nothing. Tick or clear it to \
          match, or add the answer that is missing.",
    wrong: "- [x] #ask Asked Acme for a demo\n",
    right: "\
- [x] #ask Asked Acme for a demo
  - #no form letter
",
    runnable: true,
};

pub static UNDATED_ANSWER: Explanation = Explanation {
    what: "A step, answer or lesson under an earlier ask has no date, and took that of the ask.",
    why: "If it happened later, waiting times come out too short and a rejection counts on the wrong day. \
          Put the day on which it happened before its marker; that may well be the day of the ask, written \
          out.",
    wrong: "\
- 2026-02-20 #ask Asked Acme for a demo
  - #no form letter
",
    right: "\
- 2026-02-20 #ask Asked Acme for a demo
  - 2026-03-02 #no form letter
",
    runnable: true,
};

pub static ASKED_AGAIN: Explanation = Explanation {
    what: "The same person or organisation was asked only a short while ago.",
    why: "The ask counts in full; this is a moment to consider whether you are following up on the first \
          one, which is a `#step`. Under `[care]` in the config, `again_after` sets how long a while is, \
          and `notices = false` switches this off.",
    wrong: "\
- 2026-02-25 #ask Asked for a demo @acme
- #ask Asked about the demo once more @acme
",
    right: "\
- 2026-02-25 #ask Asked for a demo @acme
- #step @acme asked about the demo once more
",
    runnable: true,
};
