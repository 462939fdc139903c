# What watches the programs while they are tested: lines counted in the tests' own processes, memory in those of what reads
# bytes from outside, threads in the program.

# Built once: with counters, and what reads bytes from outside with the address sanitizer. A build of its own for either
# would cost far more than both add to this one.
COUNTED=(--scratch-path .build/tests)
# The program, not optimised: quicker to build, by more than it is slower to run.
THREADED=(--scratch-path .build/thread --sanitize=thread)

# What waits for the program and for terminals.
WAITING='CommandTests|RealTerminalTests'
# What poller and interface do at the same time: the poller's threads, several processes, the interface with the poller
# inside, in a real terminal.
THREADS='GoldenFixtureTests|TwoClustersTests|LiveTests|RealTerminalTests.PollingTests'
# The scanner, the decoders, and their fuzzing.
DECODERS='CVectorsTests|BloomFilterTests|SacctTests|StorageTests|FuzzTests'
# What runs in the tests' processes, so that it is counted.
IN_PROCESS="$DECODERS|ScoreboardTests|PollerTests|SettingsTests|GeneratorTests|TerminalKitTests|ScoreboardUITests|CursesTerminalTests"

# Line by line: through a pipe the tests' progress would come in one lump at the end.
run_tests=(env TMPDIR="$scratch" stdbuf -oL swift test --skip-build --ignore-lock "${COUNTED[@]}")
# What is not freed at the end is not asked for: a program that ends frees all. The tests of all other rooms need less of the
# sanitizer: without a list of callers for each allocation, and with less kept of what was freed, they take half the time.
ADDRESSES=detect_leaks=0
export ASAN_OPTIONS=$ADDRESSES:malloc_context_size=0:quarantine_size_mb=1:thread_local_quarantine_size_kb=64
# Where each process that counts writes what it ran.
export LLVM_PROFILE_FILE=$scratch/coverage/%p.profraw

# build_watched WATCHED NAME LOG ARGUMENT…: builds what watches addresses or threads, says what the compiler says, and keeps
# it in a file as well
build_watched() {
  local name=$2 log=$scratch/build.$3
  local -x SLURM_SB_WATCHED=$1
  shift 3
  part "$name" 2400 bash -c "$logged" bash "$log" swift build "$@"
}

build_tests() {
  build_watched address "Build of the tests" tests --product slurm-scoreboardPackageTests "${COUNTED[@]}" --enable-code-coverage
}

build_for_threads() {
  build_watched thread "Build for the thread sanitizer" threads --product slurm-sb-tui "${THREADED[@]}"
}

# Poller and interface under the thread sanitizer. The program stands behind a script, since the tests give it an environment
# of their own.
test_threads() {
  local result=0 reports=$scratch/races
  mkdir -p "$reports"
  cat >"$reports/slurm-sb-tui" <<SCRIPT
#!/bin/sh
export TSAN_OPTIONS="log_path=$reports/race exitcode=66 suppressions=$project/bin/lib/not-races.txt"
exec '$project/.build/thread/debug/slurm-sb-tui' "\$@"
SCRIPT
  chmod 755 "$reports" "$reports/slurm-sb-tui"
  SLURM_SB_BINARY=$reports/slurm-sb-tui SWIFT_BACKTRACE=enable=no part "Poller and interface under the thread sanitizer" 1200 \
    "${run_tests[@]}" --filter "$THREADS" || result=1
  part "No races" 10 no_races "$reports" || result=1
  return $result
}

no_races() {
  ! cat "$1"/race.* 2>/dev/null | grep .
}

# leftover COMMAND…: what takes long and waits for nothing, to go on beside other parts: it takes what they leave of the machine
leftover() {
  renice -n 19 "$BASHPID" >/dev/null
  "$@"
}

# How much of each room the tests ran, and whether that is enough
coverage() {
  local tools
  tools=$(dirname "$(readlink -f "$(command -v swift)")")
  "$tools/llvm-profdata" merge -sparse -failure-mode=all -o "$scratch/coverage/all.profdata" "$scratch"/coverage/*.profraw &&
    "$tools/llvm-cov" export -summary-only -instr-profile "$scratch/coverage/all.profdata" \
      .build/tests/debug/slurm-scoreboardPackageTests.xctest >"$scratch/coverage/all.json" &&
    python3 bin/lib/coverage.py "$scratch/coverage/all.json"
}
