//! A disk with little room, where one may be mounted.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Does `work` with a folder on a disk of one megabyte. Where none may be mounted, it says so and does nothing.
pub fn on_a_small_disk(work: impl FnOnce(&Path) + std::panic::UnwindSafe) {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = folder.path().join("small");
    fs::create_dir_all(&disk).expect("a folder");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("no small disk may be mounted here: not tested");
        return;
    }
    let result = std::panic::catch_unwind(|| work(&disk));
    let _ = Command::new("umount").arg(&disk).output();
    result.expect("the work on the small disk");
}

/// Fills a disk; what fills it is given, to be taken away again.
pub fn fill(disk: &Path) -> PathBuf {
    let filler = disk.join("filler");
    fs::write(&filler, []).expect("the filler");
    let mut rest = fs::OpenOptions::new().append(true).open(&filler).expect("the filler");
    while rest.write_all(&[0; 4096]).is_ok() {}
    filler
}
