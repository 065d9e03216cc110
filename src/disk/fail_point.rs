//! Places at which a test may kill the program in the middle of a write. Without the feature `fail-points`
//! they are nothing.

/// Every place, in the order in which one write passes them.
pub const FAIL_POINTS: [&str; 9] = [
    "locked",
    "before-pending",
    "pending-written",
    "temporary-made",
    "temporary-written",
    "before-rename",
    "renamed",
    "all-replaced",
    "logged",
];

/// Dies here with SIGKILL, if a test said so.
#[cfg(feature = "fail-points")]
pub fn fail_point(name: &str) {
    if ARMED.get().is_some_and(|armed| armed == name) {
        let _ = std::process::Command::new("kill").args(["-9", &std::process::id().to_string()]).status();
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(feature = "fail-points"))]
#[inline]
pub fn fail_point(_name: &str) {}

#[cfg(feature = "fail-points")]
static ARMED: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// Says at which place this process dies.
#[cfg(feature = "fail-points")]
pub fn arm(name: String) {
    let _ = ARMED.set(name);
}
