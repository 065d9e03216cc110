//! The card: a picture of the count, for those who show a shared link.

use super::{page, site};
use crate::support::command::Notebook;
use std::fs;

#[test]
fn the_card_is_small_and_named_where_the_address_is_known() {
    let text = ">>> askbook.toml\n[challenge]\ngoal = 10\n[site]\ntitle = \"Ten <noes> & co\"\nbase_url = \"https://example.org/asks\"\n>>> 2026-03-02.md\n- #ask #no One";
    let notebook = Notebook::new(text);
    site(&notebook, &[]).exits(0);
    let path = notebook.path().join("public/card.png");
    let bytes = fs::read(&path).expect("a card");
    assert!(bytes.starts_with(b"\x89PNG") && bytes.len() <= 100_000, "{} bytes", bytes.len());
    assert_eq!((&bytes[16..20], &bytes[20..24]), (&1200u32.to_be_bytes()[..], &630u32.to_be_bytes()[..]));
    let front = page(&notebook, "index.html");
    assert!(
        front.contains(
            "property=\"og:image\" content=\"https:&#x2F;&#x2F;example.org&#x2F;asks&#x2F;card.png\""
        ) || front.contains("property=\"og:image\" content=\"https://example.org/asks/card.png\""),
        "{front}"
    );
    let first = bytes;
    fs::remove_file(&path).expect("removed");
    site(&notebook, &[]).exits(0);
    assert!(first == fs::read(&path).expect("a card"), "the same bytes again");

    // Words in an own card are looked for, too, and no picture of the disk gets in.
    notebook.write("2026-03-03.md", "- #ask x @qzxwho");
    notebook.write("templates/card.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><text x=\"9\" y=\"90\">qzxwho</text></svg>");
    site(&notebook, &[]).exits(1);
    notebook.write("templates/card.svg", "<svg");
    let run = site(&notebook, &[]).exits(2);
    assert!(run.err.contains("templates/card.svg"), "{}", run.err);
}
