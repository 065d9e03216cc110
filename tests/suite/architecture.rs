//! The layers of `docs/architecture.md` hold: no module uses one below it, or a crate of another's room.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the table in their order, each with the crates that it may use.
fn table() -> Vec<(String, BTreeSet<String>)> {
    let document = fs::read_to_string("docs/architecture.md").expect("docs/architecture.md");
    let rows: Vec<_> = document
        .lines()
        .filter(|line| line.starts_with("| `") && line.matches('|').count() == 5)
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let crates =
                cells[4].split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
            (cells[1].trim_matches('`').to_owned(), crates.collect())
        })
        .collect();
    assert!(rows.len() > 10, "the table of modules was not found");
    rows
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn module_of(path: &Path) -> String {
    let below = path.strip_prefix("src").expect("under src");
    let first = below.components().next().expect("a part").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file, without comments and its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The words that follow `prefix` in `code`.
fn names_after<'c>(code: &'c str, prefix: &str) -> Vec<&'c str> {
    code.match_indices(prefix)
        .map(|(at, _)| {
            let rest = &code[at + prefix.len()..];
            let end = rest.find(|char: char| !(char.is_alphanumeric() || char == '_')).unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

#[test]
fn no_module_uses_one_below_it() {
    let order: BTreeMap<String, usize> =
        table().into_iter().enumerate().map(|(at, (name, _))| (name, at)).collect();
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for path in files.iter().filter(|path| !["lib", "main"].contains(&module_of(path).as_str())) {
        let module = module_of(path);
        let Some(here) = order.get(&module) else {
            wrong.push(format!("{}: `{module}` is not in the table", path.display()));
            continue;
        };
        seen.insert(module.clone());
        for name in names_after(&code(path), "crate::") {
            match order.get(name) {
                Some(other) if other > here => {
                    wrong.push(format!("{}: uses `{name}`, which is below it", path.display()));
                }
                None if !name.is_empty() => {
                    wrong.push(format!("{}: `{name}` is not in the table", path.display()));
                }
                _ => {}
            }
        }
    }
    assert_eq!(seen.len(), order.len(), "the table names a module that is not there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_stays_in_its_rooms() {
    let manifest = fs::read_to_string("Cargo.toml").expect("Cargo.toml");
    // Those of every system, and those of some.
    let is_ours = |part: &&str| part.starts_with("dependencies]") || part.starts_with("target.");
    let crates: Vec<String> = manifest
        .split("\n[")
        .filter(is_ours)
        .flat_map(|part| part.lines().skip(1))
        .filter_map(|line| line.split([' ', '=']).next())
        .filter(|name| !name.is_empty() && *name != "serde" && *name != "#")
        .map(|name| name.replace('-', "_"))
        .collect();
    let rooms: BTreeMap<String, BTreeSet<String>> = table().into_iter().collect();
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut wrong = Vec::new();
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    for path in &files {
        let code = code(path);
        let module = module_of(path);
        for name in &crates {
            let uses = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = code[..at].chars().next_back().unwrap_or(' ');
                let of_ours = code[..at].ends_with("self::")
                    || code[..at].ends_with("super::")
                    || code[..at].ends_with("crate::");
                !(before.is_alphanumeric() || before == '_' || of_ours)
            });
            if uses {
                used.insert((module.clone(), name.clone()));
                if !rooms.get(&module).is_some_and(|room| room.contains(name)) {
                    wrong.push(format!("{}: `{name}` is not in the row of `{module}`", path.display()));
                }
            }
        }
        let is_disk = module == "disk";
        if !is_disk && code.contains("std::fs") {
            wrong.push(format!("{}: `std::fs` belongs to `disk`", path.display()));
        }
    }
    for (module, room) in &rooms {
        for name in room {
            if !used.contains(&(module.clone(), name.clone())) {
                wrong.push(format!("the table gives `{name}` to `{module}`, which does not use it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
