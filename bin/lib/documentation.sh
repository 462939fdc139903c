#!/usr/bin/env bash
# The API documentation of every room, as the toolchain builds it: a warning is a failure.
#
#   documentation.sh BUILD DIRECTORY     BUILD is a build's products (.build/debug), DIRECTORY is empty and is written in
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

build=$1 output=$2
mkdir -p "$output/graphs"
maps=()
# What is written in C has a map made by the build; those of libraries are our own.
for map in "$build"/C*.build/module.modulemap; do maps+=(-Xcc "-fmodule-map-file=$PWD/$map"); done
for library in CGlibc CLibYAML; do maps+=(-I "Sources/$library"); done
for module in "$build"/Modules/*.swiftmodule; do
  room=$(basename "$module" .swiftmodule)
  # Only our own, and the executable has no API.
  [[ -d Sources/$room && $room != slurm-sb-tui ]] || continue
  swift symbolgraph-extract -module-name "$room" -I "$build/Modules" "${maps[@]}" \
    -target "$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')" \
    -minimum-access-level package -output-dir "$output/graphs"
done
docc convert --additional-symbol-graph-dir "$output/graphs" --output-dir "$output/archive" \
  --fallback-display-name "Slurm Scoreboard" --fallback-bundle-identifier slurm-scoreboard --warnings-as-errors
