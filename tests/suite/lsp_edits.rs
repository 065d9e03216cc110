//! What the server says of a notebook that is being typed is what `askbook check` says of the same texts.

use crate::support::command::Notebook;
use crate::support::editor::{Columns, Editor, capabilities};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

/// What is typed: pieces of records, good and bad, and letters of every width.
const PIECES: &[&str] = &[
    "- ",
    "  - ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "#ask ",
    "#no ",
    "#yes ",
    "#silence ",
    "#step ",
    "#lesson ",
    "#plan ",
    "#ask #no ",
    "#review 2026-W10 ",
    "#aks ",
    "#job ",
    "@acme ",
    "@lin ",
    " ^a\n",
    " ^b\n",
    " ^c\n",
    "re:a ",
    "re:b ",
    "re:nope ",
    "fear:7 ",
    "fear:11 ",
    "fear: ",
    "sting:3 ",
    "via:\"a b\" ",
    "public:\"x\" ",
    "2026-03-02 ",
    "2026-02-30 ",
    "2027-01-01 ",
    "## 2026-03-04\n",
    "# Words\n",
    "`",
    "[x] ",
    "[[2026-03-02#^a]] ",
    "\n\n- #no re:nope\n",
    "\n\n- #ask Again @lin fear:11 ^a\n",
    "\n\n- #yes @lin 😀 fear:3\n",
    "\n\n- #ask é́ #no size:huge\n",
    "Talk at the café ",
    "😀",
    "é́",
    "漢字 ",
    "\t",
];

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

/// The line (from 0) and column of a byte; LF, CRLF and CR end lines.
fn position(text: &str, at: usize, columns: Columns) -> Value {
    let bytes = text.as_bytes();
    let (mut line, mut start) = (0, 0);
    for end in 0..at {
        let crlf = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
        if bytes[end] == b'\n' || bytes[end] == b'\r' && !crlf {
            (line, start) = (line + 1, end + 1);
        }
    }
    json!({"line": line, "character": columns.of(&text[start..at])})
}

/// A place in `text` that a position can name: on a character, and not between CR and LF.
fn place(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.roll(text.len() + 1);
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

/// A place told by line and column in Unicode scalar values, both from 1, in the editor's own way of counting.
fn converted(text: &str, line: &Value, column: &Value, columns: Columns) -> Value {
    let (line, column) = (line.as_u64().expect("a line"), column.as_u64().expect("a column") as usize);
    let lines: Vec<&str> = text.split_inclusive(['\n', '\r']).collect();
    let mut joined: Vec<String> = Vec::new();
    for piece in lines {
        match joined.last_mut() {
            Some(last) if last.ends_with('\r') && piece == "\n" => last.push('\n'),
            _ => joined.push(piece.to_owned()),
        }
    }
    let before: String =
        joined.get(line as usize - 1).map_or("", String::as_str).chars().take(column - 1).collect();
    json!({"line": line - 1, "character": columns.of(&before)})
}

/// What `askbook check --format jsonl` says, in the form of the server's diagnostics.
fn checked(notebook: &Notebook, columns: Columns) -> BTreeMap<String, Vec<Value>> {
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let text_of = |file: &Value| {
        fs::read_to_string(notebook.path().join(file.as_str().expect("a file"))).expect("a file")
    };
    let range = |told: &Value| {
        let text = text_of(&told["file"]);
        json!({
            "start": converted(&text, &told["line"], &told["column"], columns),
            "end": converted(&text, &told["end_line"], &told["end_column"], columns),
        })
    };
    for line in notebook.run(&["check", "--format", "jsonl"]).out.lines() {
        let told: Value = serde_json::from_str(line).expect("JSON");
        let severity = match told["severity"].as_str() {
            Some("error") => 1,
            Some("warning") => 2,
            _ => 3,
        };
        let message = match told["hint"].as_str() {
            Some(hint) => format!("{}\n{hint}", told["message"].as_str().expect("a message")),
            None => told["message"].as_str().expect("a message").to_owned(),
        };
        let related: Vec<Value> = told["related"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|other| json!([other["file"], range(other), other["message"]]))
            .collect();
        let file = told["file"].as_str().expect("a file").to_owned();
        found.entry(file).or_default().push(json!([told["code"], severity, message, range(&told), related]));
    }
    found
}

/// What the server says, in the same form.
fn told(editor: &Editor) -> BTreeMap<String, Vec<Value>> {
    let form = |told: &Value| {
        let others = told["relatedInformation"].as_array().cloned().unwrap_or_default();
        let related: Vec<Value> = others
            .iter()
            .map(|other| {
                let file = editor.file(other["location"]["uri"].as_str().expect("a uri"));
                json!([file, other["location"]["range"], other["message"]])
            })
            .collect();
        json!([told["code"], told["severity"], told["message"], told["range"], related])
    };
    let all = editor.told.iter().filter(|(_, all)| !all.is_empty());
    all.map(|(file, all)| (file.clone(), all.iter().map(form).collect())).collect()
}

fn typed(columns: Columns, seed: u64, edits: usize, looks: usize) {
    let files = ["2026-03-02.md", "2026-03-09.md", "notes.md"];
    let start = "- #ask 😀 Applied at Acme @acme fear:3 ^a\n- #no re:a form letter\n";
    let notebook = Notebook::new(">>> askbook.toml\n");
    for file in files {
        notebook.write(file, start);
    }
    let mut editor = Editor::start(notebook.path(), capabilities(columns));
    let mut texts: Vec<String> = files.iter().map(|_| start.to_owned()).collect();
    for file in files {
        editor.open(file, start);
    }
    let mut dice = Dice(seed);
    let mut wrong = 0;
    for edit in 1..=edits {
        let at = dice.roll(files.len());
        let text = &mut texts[at];
        // Several changes in one message build on one another.
        let mut changes = Vec::new();
        if dice.roll(30) == 0 {
            changes.push(json!({"text": start}));
            start.clone_into(text);
        }
        for _ in 0..1 + dice.roll(3) {
            let (mut from, mut to) = (place(text, &mut dice), place(text, &mut dice));
            if from > to {
                (from, to) = (to, from);
            }
            // Texts stay about as long as a page is.
            let long = text.len() > 1500;
            if !long && dice.roll(3) > 0 || to - from > 200 {
                to = from;
            }
            let piece = if long && dice.roll(2) == 0 { "" } else { PIECES[dice.roll(PIECES.len())] };
            let range = json!({"start": position(text, from, columns), "end": position(text, to, columns)});
            changes.push(json!({"range": range, "text": piece}));
            text.replace_range(from..to, piece);
        }
        editor.change(files[at], Value::Array(changes));
        if edit % (edits / looks) == 0 {
            editor.settle();
            for (file, text) in files.iter().zip(&texts) {
                assert_eq!(editor.text(file), *text, "edit {edit} of seed {seed}: the text of {file}");
                notebook.write(file, text);
            }
            let now = checked(&notebook, columns);
            wrong += now.values().map(Vec::len).sum::<usize>();
            assert_eq!(told(&editor), now, "edit {edit} of seed {seed}");
        }
    }
    assert!(wrong > 2 * looks, "what was typed was hardly ever wrong: {wrong}");
}

#[test]
fn after_ten_thousand_random_edits_the_server_says_what_check_says() {
    typed(Columns::Utf16, 1, 5_000, 40);
    typed(Columns::Utf8, 2, 5_000, 40);
}

#[test]
fn of_the_example_the_server_says_what_check_says() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    for (path, text) in crate::support::example_pages() {
        let file = path.rsplit_once("journal/").map_or(path.as_str(), |(_, file)| file);
        notebook.write(file, text.replace("re:", "re:x").replace("#no", "#nope"));
    }
    let mut editor = Editor::start(notebook.path(), capabilities(Columns::Utf16));
    editor.settle();
    let told = told(&editor);
    assert!(told.len() > 10, "the example was spoilt");
    assert_eq!(told, checked(&notebook, Columns::Utf16));
}
