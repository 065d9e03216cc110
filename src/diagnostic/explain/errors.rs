//! Errors in journal files: something does not count as it was meant.

use super::Explanation;

pub static NOT_UTF8: Explanation = Explanation {
    what: "The file is not valid UTF-8, the encoding that journals are kept in.",
    why: "From a wrong byte on every letter would be a guess, so the whole file is skipped: none of its \
          records count, and all other files are read as usual. Save it as UTF-8, which most editors offer \
          when saving; the message names the first byte that does not fit.",
    wrong: "A file saved as Windows-1252, where `é` is the single byte E9.\n",
    right: "The same file saved as UTF-8, where `é` is the two bytes C3 A9.\n",
    runnable: false,
};

pub static UNREADABLE: Explanation = Explanation {
    what: "The file is there, but it could not be read.",
    why: "Its records are missing from every list and count, while the rest of the notebook is at work. \
          Look whether its permissions let you in, whether a link still leads somewhere and whether the \
          drive is connected, then run the command again. A file of 4 GiB or more has to be split.",
    wrong: "A file that is closed to you, as after `chmod 000 2026-03-02.md`.\n",
    right: "The file after `chmod u+r 2026-03-02.md`.\n",
    runnable: false,
};

pub static CONFLICT_MARKER: Explanation = Explanation {
    what: "Git left two versions of these lines, and neither has been chosen yet.",
    why: "Which of them is true cannot be told, so nothing from `<<<<<<<` to `>>>>>>>` (or to the end of \
          the file, where that is missing) is read; what stands outside counts. Keep the lines that are \
          right, and take out those that begin with `<<<<<<<`, `=======` and `>>>>>>>`.",
    wrong: "\
- #ask Asked for a demo @acme

<<<<<<< HEAD
- #no @acme not this year
=======
- #no @acme form letter
>>>>>>> laptop
",
    right: "\
- #ask Asked for a demo @acme

- #no @acme not this year
",
    runnable: true,
};

pub static NO_DATE: Explanation = Explanation {
    what: "Nothing says on which day this record happened.",
    why: "Order, counts and waiting times all hang on the day, so the record is left out until it has one. \
          Put a date before its marker, or into a heading above it, the front matter or the name of the \
          file.",
    wrong: "\
>>> ideas.md
- #ask Asked Acme for a demo
",
    right: "\
>>> ideas.md
- 2026-03-02 #ask Asked Acme for a demo
",
    runnable: true,
};

pub static BAD_DATE: Explanation = Explanation {
    what: "This has the shape of a date or a span of days, but no calendar has it, or it lies before 1900.",
    why: "No other day is guessed from it: a record that takes its day from here has none and is not \
          counted, and a review or a rest counts without the span it names. Correct the date; in a span \
          the earlier day comes first.",
    wrong: "- 2026-02-30 #ask Asked Acme for a demo\n",
    right: "- 2026-02-28 #ask Asked Acme for a demo\n",
    runnable: true,
};

pub static MARKER_CLASH: Explanation = Explanation {
    what: "Two markers stand together that do not make one record.",
    why: "The record counts as the first of them, and the second says nothing. Only `#ask` goes with an \
          answer, for an ask that is answered on the spot; any other gets a line of its own.",
    wrong: "- #ask #lesson Asked for a refund; on the day itself is better\n",
    right: "\
- #ask Asked for a refund
  - #lesson on the day itself is better
",
    runnable: true,
};

pub static UNKNOWN_ID: Explanation = Explanation {
    what: "This record refers to an id that no ask and no plan has.",
    why: "A step or an answer that leads nowhere changes nothing; an ask or a lesson counts on its own. \
          Correct the reference, or define the id by writing it with a `^` at the end of the ask that is \
          meant.",
    wrong: "\
- #ask Asked Acme for a demo ^acme
- #no re:acmee form letter
",
    right: "\
- #ask Asked Acme for a demo ^acme
- #no re:acme form letter
",
    runnable: true,
};

pub static DUPLICATE_ID: Explanation = Explanation {
    what: "The same id is defined at two places of the notebook.",
    why: "Both records count, but every reference leads to the first of them, which may not be the one you \
          had in mind. Give the later one another id, and change the references that are about it.",
    wrong: "\
- #ask Asked Acme for a demo ^acme
- #ask Asked Acme for a discount ^acme
",
    right: "\
- #ask Asked Acme for a demo ^acme
- #ask Asked Acme for a discount ^acme-discount
",
    runnable: true,
};

pub static NO_ASK: Explanation = Explanation {
    what: "No ask fits this step or answer.",
    why: "It is matched with nothing, so the ask it was written for is as it was before. Nest it under its \
          ask, name the ask with `re:`, or give both the same `@who`; the ask has to be made by that day \
          and, where only the `@who` ties the two, still be open.",
    wrong: "- #no @acme form letter\n",
    right: "\
- #ask Asked for a demo @acme
- #no @acme form letter
",
    runnable: true,
};

pub static AMBIGUOUS_ASK: Explanation = Explanation {
    what: "Several asks fit this step or answer equally well.",
    why: "The tool does not pick one for you, so all of them stay as they were. Say which is meant with \
          `re:` and one of the ids that the message lists, or nest the record under its ask.",
    wrong: "\
- 2026-01-12 #ask Asked for a demo @acme ^demo
- 2026-02-16 #ask Asked for a discount @acme ^discount
- #no @acme form letter
",
    right: "\
- 2026-01-12 #ask Asked for a demo @acme ^demo
- 2026-02-16 #ask Asked for a discount @acme ^discount
- #no re:demo form letter
",
    runnable: true,
};

pub static ANSWER_BEFORE_ASK: Explanation = Explanation {
    what: "This answer is dated before the ask that it belongs to.",
    why: "It answers nothing, and the ask is as if it were not there. Most likely one of the two dates is \
          a slip; put that one right.",
    wrong: "\
- #ask Asked Acme for a demo ^acme
- 2026-02-20 #no re:acme form letter
",
    right: "\
- #ask Asked Acme for a demo ^acme
- 2026-03-20 #no re:acme form letter
",
    runnable: true,
};

pub static BAD_VALUE: Explanation = Explanation {
    what: "The value is not one that this key can hold.",
    why: "The record counts as if the key were not there, so figures about that key leave it out. Write a \
          value that fits, as the hint says; one with spaces stands in double quotes.",
    wrong: "- #ask Asked Acme for a demo fear:11\n",
    right: "- #ask Asked Acme for a demo fear:10\n",
    runnable: true,
};

pub static REPEATED_KEY: Explanation = Explanation {
    what: "One record carries the same key twice.",
    why: "The first value is used, the other is not. Take out whichever is wrong; where both are true, \
          they belong on two records.",
    wrong: "- #ask Asked Acme for a demo fear:3 fear:7\n",
    right: "- #ask Asked Acme for a demo fear:7\n",
    runnable: true,
};
