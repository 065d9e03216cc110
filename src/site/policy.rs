//! The Content-Security-Policy of a page: its own style by its hash, its own pictures, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy of a page that holds the text `style` in its one `<style>` element.
///
/// Pages with `scripts` run those that lie beside them. A page from the disk has no origin of its own, so that `'self'` is
/// not enough there.
pub fn policy(style: &str, scripts: bool) -> String {
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    let scripts = if scripts { "; script-src 'self' file:" } else { "" };
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' file:{scripts}; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_the_one_that_browsers_compute() {
        let policy = super::policy("", false);
        assert!(policy.contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"), "{policy}");
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
    }
}
