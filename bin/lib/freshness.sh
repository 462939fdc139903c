# Is there something to build?

# The stamp bears the time at which the last build BEGAN: the linker leaves the binary alone when nothing in it
# changes, and a source edited during a build must count as newer. It stands beside the binary.
build_stamp() { printf '%s/.slurm-sb-built' "${1%/*}"; }

# needs_build PROJECT BINARY: succeeds, and prints why, when the binary is missing or older than a source
needs_build() {
  local project=$1 binary=$2 reference=$2 stamp newer
  [[ -x $binary ]] || {
    printf 'there is no release binary yet'
    return 0
  }
  stamp=$(build_stamp "$binary")
  [[ ! $stamp -nt $binary ]] || reference=$stamp
  # Directories too: they change when a file is added or removed.
  newer=$(find "$project/Package.swift" "$project/Sources" -newer "$reference" -print -quit)
  [[ -n $newer ]] || return 1
  printf '%s is newer than the binary' "${newer#"$project"/}"
}
