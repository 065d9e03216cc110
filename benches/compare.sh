#!/usr/bin/env bash
# Measures askbook against its peers on the corpora, and prints the tables of docs/performance.md.
#
#   benches/compare.sh [FOLDER]      FOLDER holds the corpora (default: a new one below /tmp)
#
# Installs nothing: it says which peers are there, and leaves out the rows of those that are not. Runs are interleaved, and each
# figure is a median of RUNS (default 7); LARGE=no leaves the large corpus out.
set -euo pipefail
cd "$(dirname "$0")/.."
folder="${1:-/tmp/askbook-corpora}"
sizes="small middle hundred"
[ "${LARGE:-yes}" = no ] || sizes="$sizes large"

if [ -x "$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/llvm-profdata" ]; then
  .ci/release --quiet
else
  echo "llvm-tools are not here: the program is not laid out by counts, as the released one is"
  cargo build --profile dist --locked --quiet
fi
target="$(cargo metadata --format-version 1 --no-deps --locked | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')"
floor="$(cargo bench --locked --bench floor --no-run --message-format=json 2>/dev/null |
  python3 -c 'import json, sys; print([built["executable"] for built in map(json.loads, sys.stdin) if built.get("target", {}).get("name") == "floor"][-1])')"
mkdir -p "$folder"
for size in $sizes; do
  [ -d "$folder/$size" ] || cargo bench --quiet --locked --bench corpus -- "$size" "$folder/$size" > /dev/null
done
today="$(cargo bench --quiet --locked --bench corpus -- today)"

# shellcheck disable=SC2086
exec python3 benches/compare.py --program "$target/dist/askbook" --floor "$floor" --today "$today" \
  --folder "$folder" --runs "${RUNS:-7}" $sizes
