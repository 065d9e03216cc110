//! Errors in `askbook.toml`.

use super::Explanation;

pub static SYNTAX: Explanation = Explanation {
    what: "`askbook.toml` is not valid TOML.",
    why: "Without it nobody can tell where the journal is and what counts, so every command but `check`, \
          the editor and `watch` stops here. Mend the place that is shown; often a quote or a bracket was \
          left open.",
    wrong: "\
>>> askbook.toml
week_starts = \"monday
",
    right: "\
>>> askbook.toml
week_starts = \"monday\"
",
    runnable: true,
};

pub static UNKNOWN: Explanation = Explanation {
    what: "`askbook.toml` has a name that is not one of the settings.",
    why: "It is easy to believe that such a line is at work, so it is never ignored in silence. Lists and \
          reports go on without it; the site and commands that write wait until it is spelled right or \
          taken out.",
    wrong: "\
>>> askbook.toml
[challenge]
gaol = 100
",
    right: "\
>>> askbook.toml
[challenge]
goal = 100
",
    runnable: true,
};

pub static TYPE: Explanation = Explanation {
    what: "A setting has a value of the wrong kind, such as words where a number belongs.",
    why: "Lists and reports use the default instead and say so in one line; the site and commands that \
          write wait. Numbers, dates, `true` and `false` stand without quotes, texts and lengths of time \
          with them.",
    wrong: "\
>>> askbook.toml
[challenge]
goal = \"a hundred\"
",
    right: "\
>>> askbook.toml
[challenge]
goal = 100
",
    runnable: true,
};

pub static VALUE: Explanation = Explanation {
    what: "A setting has a value of the right kind that cannot be used.",
    why: "For reading, the default takes its place; publishing and writing stop, lest they do something \
          you did not mean. Usual causes are a goal below 1, an end before its start, challenges that \
          overlap, and a journal folder that is not there.",
    wrong: "\
>>> askbook.toml
[challenge]
goal = 0
",
    right: "\
>>> askbook.toml
[challenge]
goal = 100
",
    runnable: true,
};
