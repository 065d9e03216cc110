//! The README's picture is made of what the program prints: `docs/report.svg`.

use crate::support::command::run_in;
use std::fmt::Write as _;
use std::path::Path;

/// How many lines of the report the picture shows at most: the parts that are whole on the first screen.
const LINES: usize = 26;
/// Width and height of a sign, in the picture's units.
const SIGN: (f64, f64) = (8.4, 19.0);
const COLUMNS: f64 = 80.0;
const EDGE: f64 = 16.0;

/// The colours of a terminal by the number that switches them on, in light and dark.
const COLORS: [(&str, &str, &str); 7] = [
    ("31", "#cf222e", "#ff7b72"),
    ("32", "#1a7f37", "#56d364"),
    ("33", "#9a6700", "#e3b341"),
    ("34", "#0550ae", "#79c0ff"),
    ("35", "#8250df", "#d2a8ff"),
    ("36", "#1b7c83", "#56d4dd"),
    ("90", "#59636e", "#9198a1"),
];

/// A picture of a terminal, in light and in dark, that shows `text` with its colours.
fn picture(command: &str, text: &str) -> String {
    let lines: Vec<String> = std::iter::once(format!("\u{1b}[90m$ {command}\u{1b}[0m"))
        .chain(text.lines().map(str::to_owned))
        .collect();
    let (width, height) = (SIGN.0 * COLUMNS + 2.0 * EDGE, SIGN.1 * lines.len() as f64 + 2.0 * EDGE);
    let rules = |pick: fn(&(&str, &str, &str)) -> String| COLORS.iter().map(pick).collect::<String>();
    let light = rules(|(code, light, _)| format!(".c{code}{{fill:{light}}}"));
    let dark = rules(|(code, _, dark)| format!(".c{code}{{fill:{dark}}}"));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\" aria-labelledby=\"t\">\n\
         <title id=\"t\">The first screen of the report of the example journal</title>\n\
         <style>rect{{fill:#f6f8fa}}text{{fill:#1f2328;font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;white-space:pre}}.c1{{font-weight:bold}}{light}\
         @media(prefers-color-scheme:dark){{rect{{fill:#0d1117}}text{{fill:#e6edf3}}{dark}}}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\"/>\n"
    );
    for (at, line) in lines.iter().enumerate() {
        let y = EDGE + SIGN.1 * (at as f64 + 0.75);
        let signs = plain(line).chars().count();
        if signs > 0 {
            // The length is said, so that columns stand below each other in any font.
            let length = SIGN.0 * signs as f64;
            let _ = writeln!(
                svg,
                "<text x=\"{EDGE}\" y=\"{y:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{}</text>",
                spans(line)
            );
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// A line without its colours.
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut text = parts.next().unwrap_or_default().to_owned();
    text.extend(parts.map(|part| part.split_once('m').expect("a whole escape").1));
    text
}

/// A line with its colours as spans.
fn spans(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut svg = escaped(parts.next().unwrap_or_default());
    let mut open = false;
    for part in parts {
        let (codes, text) = part.split_once('m').expect("a whole escape");
        if std::mem::take(&mut open) {
            svg.push_str("</tspan>");
        }
        if codes != "0" {
            let classes: Vec<String> = codes.split(';').map(|code| format!("c{code}")).collect();
            let _ = write!(svg, "<tspan class=\"{}\">", classes.join(" "));
            open = true;
        }
        svg.push_str(&escaped(text));
    }
    svg + if open { "</tspan>" } else { "" }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn the_picture_of_the_readme_is_the_report() {
    let arguments =
        ["report", "--color", "always", "--notebook", "journal-template/example", "--today", "2026-07-06"];
    let report = run_in(Path::new("."), &arguments).exits(0).out;
    let mut screen: Vec<&str> = report.lines().take(LINES).collect();
    let end = screen.iter().rposition(|line| line.is_empty()).expect("an empty line");
    screen.truncate(end);
    let made = picture("askbook report", &screen.join("\n"));
    let path = Path::new("docs/report.svg");
    if std::env::var_os("ASKBOOK_BLESS").is_some() {
        std::fs::write(path, &made).expect("the picture is written");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == made, "{} shows another report; ASKBOOK_BLESS=1 makes it anew", path.display());
    let mut reader = quick_xml::Reader::from_str(&made);
    while reader.read_event().expect("well-formed") != quick_xml::events::Event::Eof {}
}
