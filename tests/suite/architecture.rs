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

/// The code of a file, without comments and its tests. What follows a `mod tests;` of another file is still read.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
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

/// Files of one folder that still use each other, each folder with the words of its knots. It may only shrink.
const KNOTS: [(&str, &str); 7] = [
    ("cli", "released report site withheld"),
    ("exchange/export", "notes records"),
    ("report", "chart page"),
    ("site/leak", "index names private scan"),
    ("syntax", "front_lines front_matter"),
    ("syntax", "record records"),
    ("syntax", "tame words"),
];

/// A module by its path below `src`.
type Module = Vec<String>;

fn module_path(path: &Path) -> Module {
    let below = path.strip_prefix("src").expect("under src").with_extension("");
    let mut parts: Module = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.pop_if(|last| last == "mod");
    parts
}

/// The paths that a `use` names: `a::{b, c::{d, e}}` is `a::b`, `a::c::d` and `a::c::e`.
fn paths_of(tree: &str) -> Vec<String> {
    let Some((before, inside)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let inside = inside.trim_end().trim_end_matches('}');
    let mut depth = 0;
    let parts = inside.split(|char: char| {
        depth += i32::from(char == '{') - i32::from(char == '}');
        char == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty()).flat_map(paths_of);
    parts.map(|part| format!("{}{part}", before.trim())).collect()
}

/// A path that begins with `crate`, `self`, `super` or a module inside `here`, from `src` on.
fn from_the_root(path: &str, here: &Module, modules: &BTreeSet<Module>) -> Option<Module> {
    let mut parts: Module = path.split("::").map(str::to_owned).collect();
    parts.pop_if(|last| last == "self");
    let first = parts.first()?.as_str();
    let mut whole = here.clone();
    match first {
        "crate" => whole.clear(),
        "self" => {}
        "super" => whole.truncate(here.len() - parts.iter().take_while(|part| *part == "super").count()),
        inside => {
            whole.push(inside.to_owned());
            return modules.contains(&whole).then(|| [here.clone(), parts].concat());
        }
    }
    whole.extend(parts.into_iter().skip_while(|part| ["crate", "self", "super"].contains(&part.as_str())));
    Some(whole)
}

/// What a file names of other modules: what it hands on to others, by its name there, and what it uses.
fn names_of(path: &Path, modules: &BTreeSet<Module>) -> (BTreeMap<String, Module>, Vec<Module>) {
    let here = module_path(path);
    let (mut handed_on, mut used) = (BTreeMap::new(), Vec::new());
    let code = code(path);
    let mut statements = code.split("use ");
    let mut before = statements.next().unwrap_or_default();
    for statement in statements {
        let (tree, rest) = statement.split_once(';').unwrap_or((statement, ""));
        let is_public = before.lines().next_back().is_some_and(|line| line.trim_start().starts_with("pub"));
        for path in paths_of(tree) {
            let (path, name) =
                path.split_once(" as ").unwrap_or((&path, path.rsplit("::").next().unwrap_or("")));
            let Some(whole) = from_the_root(path, &here, modules) else { continue };
            if is_public {
                handed_on.insert(name.to_owned(), whole.clone());
            }
            used.push(whole);
        }
        before = rest;
    }
    // And those that are named where they are used.
    for first in ["crate::", "super::"] {
        for (at, _) in code.match_indices(first) {
            let end = code[at..].find(|char: char| !(char.is_alphanumeric() || "_:".contains(char)));
            let path = code[at..].get(..end.unwrap_or(0)).unwrap_or_default().trim_end_matches(':');
            used.extend(from_the_root(path, &here, modules));
        }
    }
    (handed_on, used)
}

/// The files (and folders) of one folder which others of it use, by who uses them. The folder's own `mod.rs` is none of
/// them: what it hands on belongs to the file that it comes from.
fn neighbours(
    folder: &Module,
    names: &BTreeMap<Module, (BTreeMap<String, Module>, Vec<Module>)>,
) -> BTreeSet<(String, String)> {
    let handed_on = &names[folder].0;
    let depth = folder.len();
    let is_inside =
        |name: &String| names.contains_key(&[folder.as_slice(), std::slice::from_ref(name)].concat());
    let mut found = BTreeSet::new();
    for (module, (_, used)) in
        names.iter().filter(|(module, _)| module.starts_with(folder) && module.len() > depth)
    {
        for whole in used.iter().filter(|whole| whole.starts_with(folder)) {
            let Some(name) = whole.get(depth) else { continue };
            let other = handed_on.get(name).filter(|_| !is_inside(name)).and_then(|whole| whole.get(depth));
            let other = other.unwrap_or(name);
            if is_inside(other) && *other != module[depth] {
                found.insert((module[depth].clone(), other.clone()));
            }
        }
    }
    found
}

/// Those which use each other, by whatever way.
fn knots(edges: &BTreeSet<(String, String)>) -> BTreeSet<Vec<String>> {
    let reached = |from: &str| {
        let (mut seen, mut to_see) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(name) = to_see.pop() {
            for (_, other) in edges.iter().filter(|(user, _)| *user == name) {
                if seen.insert(other.clone()) {
                    to_see.push(other.clone());
                }
            }
        }
        seen
    };
    let all: BTreeMap<&String, BTreeSet<String>> =
        edges.iter().map(|(user, _)| (user, reached(user))).collect();
    let mutual = |name: &String| {
        let others = all[name].iter().filter(|other| all.get(other).is_some_and(|seen| seen.contains(name)));
        others.cloned().collect::<Vec<_>>()
    };
    all.keys().map(|name| mutual(name)).filter(|knot| knot.len() > 1).collect()
}

#[test]
fn neighbours_do_not_use_each_other() {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let modules: BTreeSet<Module> = files.iter().map(|path| module_path(path)).collect();
    let names: BTreeMap<Module, _> =
        files.iter().map(|path| (module_path(path), names_of(path, &modules))).collect();
    let folders = files.iter().filter(|path| path.ends_with("mod.rs")).map(|path| module_path(path));
    let found: BTreeSet<(String, String)> = folders
        .flat_map(|folder| {
            let knots = knots(&neighbours(&folder, &names));
            knots.into_iter().map(move |knot| (folder.join("/"), knot.join(" ")))
        })
        .collect();
    let known = KNOTS.map(|(folder, knot)| (folder.to_owned(), knot.to_owned())).into();
    let new: Vec<_> = found.difference(&known).collect();
    assert!(new.is_empty(), "these use each other: {new:#?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(
        gone.is_empty(),
        "these no longer use each other, and are to be dropped from the list: {gone:#?}"
    );
}
