# Building the release binary, one build at a time, with progress on standard error.

# build_release PROJECT BINARY REASON [ARGUMENT…]: builds, or ends the launcher with a message that says what to do.
# BINARY stands in a folder `release` of SwiftPM's scratch folder; ARGUMENTs go to `swift build`.
build_release() {
  local project=$1 binary=$2 reason=$3
  local scratch=${binary%/release/*}
  shift 3
  if ! command -v swift >/dev/null; then
    missing_tool "$binary" "$reason" "Swift is not installed, or not on PATH; it takes Swift 6.2 or newer (swift.org/install)"
    return 0
  fi
  if ! mkdir -p "$scratch" 2>/dev/null || [[ ! -w $scratch ]]; then
    missing_tool "$binary" "$reason" "$scratch cannot be written by $(id -un)"
    return 0
  fi
  if [[ -n ${SLURM_SB_LAUNCHER_DRY_RUN:-} ]]; then
    ensure_packages "${BUILD_PACKAGES[@]}"
    printf 'build: %s\n' "$reason"
    return 0
  fi
  exec {lock}>"$scratch/launcher.lock"
  if ! flock -n "$lock"; then
    printf 'Another build of Slurm Scoreboard is under way; waiting for it…\n' >&2
    flock "$lock"
  fi
  # The build that was waited for may have been the one wanted.
  if reason=$(needs_build "$project" "$binary"); then
    ensure_packages "${BUILD_PACKAGES[@]}" || exit 1
    run_build "$project" "$binary" "$reason" "$scratch" "$@" || exit 1
  fi
  exec {lock}>&- # the program must not hold the lock
}

# An older binary is better than none, when there is one.
missing_tool() {
  local binary=$1 reason=$2 what=$3
  if [[ -x $binary ]]; then
    printf 'Not rebuilt, although %s: %s. Running the binary as it is.\n' "$reason" "$what" >&2
    return 0
  fi
  printf 'Cannot build Slurm Scoreboard (%s): %s.\n' "$reason" "$what" >&2
  exit 1
}

# What the compiler says is kept in the scratch folder, warnings and all.
run_build() {
  local project=$1 binary=$2 reason=$3 scratch=$4 begin=$SECONDS stamp
  local log=$scratch/launcher.log
  shift 4
  printf 'Building Slurm Scoreboard: %s. The first build takes a few minutes.\n' "$reason" >&2
  stamp=$(mktemp) # its time is that of the build's beginning
  if ! swift build --package-path "$project" -c release --product slurm-sb-tui --scratch-path "$scratch" "$@" 2>&1 </dev/null {lock}>&- |
    tee "$log" | show_progress; then
    cat "$log" >&2
    rm -f "$stamp"
    printf 'The build failed; its messages are above.\n' >&2
    return 1
  fi
  # -p: the time is the point. Renamed into place, so that no one sees half a stamp.
  cp -p "$stamp" "$(build_stamp "$binary").$$" && mv "$(build_stamp "$binary").$$" "$(build_stamp "$binary")"
  rm -f "$stamp"
  printf 'Built in %d s.\n' $((SECONDS - begin)) >&2
}

# One line that changes, on a terminal; elsewhere a plain line now and then.
show_progress() {
  local line width shown=-10
  if [[ -t 2 ]]; then
    width=$(tput cols 2>/dev/null || echo 80)
    while IFS= read -r line; do printf '\r\033[K%s' "${line:0:width-1}" >&2; done
    printf '\r\033[K' >&2
  else
    while IFS= read -r line; do
      ((SECONDS - shown >= 5)) || continue
      shown=$SECONDS
      printf '  %s\n' "$line" >&2
    done
  fi
}
