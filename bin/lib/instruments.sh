# What watches the programs while they are tested: lines counted in the tests' own processes, memory in those of what reads
# bytes from outside, threads in the program.

# Built once, with counters: that costs less than a build of its own for coverage would.
COUNTED=(--scratch-path .build/tests)
# The tests of what reads bytes from outside, alone: all others would take minutes more to build, and much of the sanitizer's
# allocator to run.
ADDRESSED=(--scratch-path .build/address --sanitize=address)
# The program, optimised only where the tests spend their time: less to build than all of it optimised.
THREADED=(--scratch-path .build/thread --sanitize=thread --disable-index-store -Xswiftc -gline-tables-only)

# What waits for the program and for terminals.
WAITING='CommandTests|RealTerminalTests'
# What poller and interface do at the same time: the poller's threads, several processes, the interface with the poller
# inside, in a real terminal.
THREADS='GoldenFixtureTests|TwoClustersTests|LiveTests|RealTerminalTests.PollingTests'
# The scanner, the filter, and bytes thrown at every decoder. Where all tests are run, these are built and run with the address
# sanitizer alone, and all others without.
DECODERS='CVectorsTests BloomFilterTests SacctTests FuzzTests'
# What runs in the tests' processes, so that it is counted.
IN_PROCESS="${DECODERS// /|}|ScoreboardTests|StorageTests|PollerTests|SettingsTests|GeneratorTests|TerminalKitTests|ScoreboardUITests|CursesTerminalTests"

# Line by line: through a pipe the tests' progress would come in one lump at the end.
run_tests=(env TMPDIR="$scratch" stdbuf -oL swift test --skip-build --ignore-lock)
counted_tests=("${run_tests[@]}" "${COUNTED[@]}")
# Where each process that counts writes what it ran.
export LLVM_PROFILE_FILE=$scratch/coverage/%p.profraw

# build_instrumented NAME LOG ARGUMENT…: says what the compiler says, and keeps it in a file as well
build_instrumented() {
  local name=$1 log=$scratch/build.$2
  shift 2
  part "$name" 2400 bash -c "$logged" bash "$log" swift build "$@"
}

# build_tests TARGETS: builds them with counters; all, when none are named
build_tests() {
  [[ -z $1 ]] || local -x SLURM_SB_TEST_TARGETS=$1
  build_instrumented "Build of the tests" tests --product slurm-scoreboardPackageTests "${COUNTED[@]}" --enable-code-coverage
}

# The targets of tests that are not among DECODERS
other_tests() {
  local target
  for target in Tests/*Tests; do
    [[ " $DECODERS " == *" ${target##*/} "* ]] || printf '%s ' "${target##*/}"
  done
}

build_for_threads() {
  build_instrumented "Build for the thread sanitizer" threads --product slurm-sb-tui "${THREADED[@]}"
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
    "${counted_tests[@]}" --filter "$THREADS" || result=1
  part "No races" 10 no_races "$reports" || result=1
  return $result
}

no_races() {
  ! cat "$1"/race.* 2>/dev/null | grep .
}

# Scanner and decoders under the address sanitizer: the package is built as if it had no other tests
test_addresses() {
  local -x SLURM_SB_TEST_TARGETS=$DECODERS
  build_instrumented "Build for the address sanitizer" addresses --product slurm-scoreboardPackageTests "${ADDRESSED[@]}" \
    --enable-code-coverage || return 1
  # What is not freed at the end is not asked for: a program that ends frees all.
  ASAN_OPTIONS=detect_leaks=0 part "Scanner and decoders under the address sanitizer" 1200 \
    "${run_tests[@]}" "${ADDRESSED[@]}"
}

# One after the other: the tests of the first go on beside other parts, and not when nothing else is left.
check_addresses_and_build_for_threads() {
  local result=0
  test_addresses || result=1
  build_for_threads || result=1
  return $result
}

# leftover COMMAND…: what takes long and waits for nothing, to go on beside other parts: it takes what they leave of the machine.
# By its scheduling policy: the compilers that `swift build` starts do not keep its priority.
leftover() {
  chrt --idle --pid 0 "$BASHPID" >/dev/null
  "$@"
}

# How much of each room the tests ran, and whether that is enough
coverage() {
  local tools bundle programs=()
  for bundle in .build/tests .build/address; do
    [[ $only == coverage && $bundle == .build/address ]] || programs+=(-object "$bundle/debug/slurm-scoreboardPackageTests.xctest")
  done
  tools=$(dirname "$(readlink -f "$(command -v swift)")")
  "$tools/llvm-profdata" merge -sparse -failure-mode=all -o "$scratch/coverage/all.profdata" "$scratch"/coverage/*.profraw &&
    "$tools/llvm-cov" export -summary-only -instr-profile "$scratch/coverage/all.profdata" "${programs[@]}" \
      >"$scratch/coverage/all.json" &&
    python3 bin/lib/coverage.py "$scratch/coverage/all.json"
}
