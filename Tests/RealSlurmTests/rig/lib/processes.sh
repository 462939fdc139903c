# Processes of the rig: who runs, waiting with a limit, and an end to all of them.

# wait_for SECONDS WHAT COMMAND…: until COMMAND succeeds; gives up loudly
wait_for() {
  local limit=$1 what=$2 begin=$SECONDS output
  shift 2
  until output=$("$@" 2>&1); do
    ((SECONDS - begin < limit)) || die "gave up after ${limit} s waiting for $what (logs in $LOG). Last answer: ${output:-none}"
    sleep 0.2
  done
}

# pid_of NAME COMM: the process in run/NAME.pid, if it lives (a zombie does not) and is COMM: numbers get reused
pid_of() {
  local pid stat
  pid=$(cat "$RUN/$1.pid" 2>/dev/null) && stat=$(cat "/proc/$pid/stat" 2>/dev/null) || return 1
  [[ $stat == "$pid ($2"*") "[!ZX]* ]] || return 1
  printf '%s' "$pid"
}

# stop NAME COMM [SECONDS]: TERM, and KILL when that is not enough
stop() {
  local pid begin=$SECONDS
  pid=$(pid_of "$1" "$2") || {
    rm -f "$RUN/$1.pid"
    return 0
  }
  kill "$pid" 2>/dev/null || true
  while pid_of "$1" "$2" >/dev/null; do
    if ((SECONDS - begin >= ${3:-20})); then
      say "killing $1 ($pid)"
      kill -9 "$pid" 2>/dev/null || true
      sleep 0.5
      break
    fi
    sleep 0.1
  done
  rm -f "$RUN/$1.pid"
}

# Job step processes of this rig. They outlive slurmd, and nothing but their environment tells whose they are.
step_processes() {
  local process
  for process in /proc/[0-9]*; do
    [[ $(cat "$process/comm" 2>/dev/null) == slurmstepd* ]] || continue
    if tr '\0' '\n' 2>/dev/null <"$process/environ" | grep "^SLURM_CONF=$ETC/" >/dev/null; then
      echo "${process#/proc/}"
    fi
  done
  return 0
}

kill_tree() {
  local child
  for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do kill_tree "$child"; done
  kill -9 "$1" 2>/dev/null || true
}
