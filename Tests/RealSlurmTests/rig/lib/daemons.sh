# Starting, looking at and stopping the daemons. Each is started only when it does not run, so `up` may run twice.
# None keeps the caller's standard output open: a caller that reads ours to its end would wait for ever.

command_up() {
  local owner='' cluster node program missing=()
  [[ ${1:-} != --owner ]] || owner=${2:?--owner needs a process number}
  for program in munged mariadbd slurmdbd slurmctld slurmd sacct; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  ((${#missing[@]} == 0)) || die "missing ${missing[*]}: run 'slurm-rig install'"
  id -u "${USERS[0]}" >/dev/null 2>&1 || die "no test users: run 'slurm-rig install'"
  ((${#RIG_DIR} <= 70)) || die "RIG_DIR is too long for a Unix socket's path: $RIG_DIR"
  write_config
  runuser -u "${USERS[0]}" -- test -r "$(conf "$(first_cluster)")" ||
    die "plain users cannot read $RIG_DIR: put RIG_DIR where they can, for example directly under /tmp"
  start_munge
  start_database
  start_accounting
  [[ -z $owner ]] || guard "$owner"
  for cluster in $RIG_CLUSTERS; do
    record_cluster "$cluster"
    start_controller "$cluster"
  done
  for cluster in $RIG_CLUSTERS; do
    wait_for 60 "slurmctld of $cluster" controller_answers "$cluster"
    for node in "${NODES[@]}"; do start_node "$cluster" "$cluster-$node"; done
  done
  for cluster in $RIG_CLUSTERS; do
    wait_for 60 "the nodes of $cluster" nodes_ready "$cluster"
    wait_for 60 "$cluster to register with slurmdbd" registered "$cluster"
  done
  record_accounts
  say "up: clusters $RIG_CLUSTERS, in $RIG_DIR"
}

# guard PID: when the process that asked for the rig is gone, however it went, so is the rig
guard() {
  local owner=$1
  setsid bash -c '
    while kill -0 "$1" 2>/dev/null && [[ -d $RIG_DIR/run ]]; do sleep 1; done
    [[ ! -d $RIG_DIR/run ]] || exec "$2" down' \
    slurm-rig-guard "$owner" "$RIG_HOME/slurm-rig" </dev/null >/dev/null 2>&1 &
  echo $! >"$RUN/guard.pid"
  disown
}

start_munge() {
  if ! pid_of munged munged >/dev/null; then
    rm -f "$MUNGE_SOCKET"
    munged --force --key-file="$ETC/munge.key" --socket="$MUNGE_SOCKET" --pid-file="$RUN/munged.pid" \
      --log-file="$LOG/munged.log" --seed-file="$STATE/munge.seed" </dev/null >>"$LOG/munged.out" 2>&1 ||
      die "munged did not start: see $LOG/munged.out"
  fi
  wait_for 10 munged bash -o pipefail -c "munge -S '$MUNGE_SOCKET' -n | unmunge -S '$MUNGE_SOCKET'"
}

start_database() {
  if ! pid_of mariadbd mariadbd >/dev/null; then
    [[ -d $STATE/mysql/mysql ]] || mariadb-install-db --no-defaults --user=root --datadir="$STATE/mysql" \
      --auth-root-authentication-method=socket --skip-test-db >"$LOG/mariadb-install.log" 2>&1 </dev/null ||
      die "mariadb-install-db: see $LOG/mariadb-install.log"
    # Nothing here need survive a power cut, so the log is not flushed at each transaction.
    setsid mariadbd --no-defaults --user=root --datadir="$STATE/mysql" --socket="$MYSQL_SOCKET" \
      --pid-file="$RUN/mariadbd.pid" --skip-networking --skip-log-bin --local-infile=1 \
      --innodb-buffer-pool-size=512M --innodb-log-file-size=256M --innodb-flush-log-at-trx-commit=0 \
      --innodb-lock-wait-timeout=900 --max-allowed-packet=64M --log-error="$LOG/mariadbd.log" \
      </dev/null >/dev/null 2>&1 &
    disown
  fi
  wait_for 60 mariadbd sql -e 'select 1'
}

start_accounting() {
  if ! pid_of slurmdbd slurmdbd >/dev/null; then
    SLURM_CONF=$ETC/slurmdbd.conf MYSQL_UNIX_PORT=$MYSQL_SOCKET setsid slurmdbd </dev/null >/dev/null 2>&1 ||
      die "slurmdbd did not start: see $LOG/slurmdbd.log"
  fi
  wait_for 60 slurmdbd on "$(first_cluster)" sacctmgr -n show cluster
}

start_controller() {
  ! pid_of "$1" slurmctld >/dev/null || return 0
  (cd "$STATE" && SLURM_CONF=$(conf "$1") setsid slurmctld </dev/null >/dev/null 2>&1) ||
    die "slurmctld of $1 did not start: see $LOG/$1.log"
}

start_node() {
  ! pid_of "$2" slurmd >/dev/null || return 0
  mkdir -p "$STATE/$1/$2"
  (cd "$STATE" && SLURM_CONF=$(conf "$1") setsid slurmd -N "$2" </dev/null >/dev/null 2>&1) ||
    die "slurmd of $2 did not start: see $LOG/$2.log"
}

command_accounting() {
  case ${1:-} in
    stop) stop slurmdbd slurmdbd 60 ;;
    start) start_accounting ;;
    *) die "accounting stop|start" ;;
  esac
  say "accounting: $1"
}

# Killed, as a machine that loses power would: queries in progress break off.
command_database() {
  case ${1:-} in
    kill)
      kill -9 "$(pid_of mariadbd mariadbd)"
      wait_for 20 "the end of mariadbd" database_is_gone
      ;;
    start) start_database ;;
    *) die "database kill|start" ;;
  esac
  say "database: $1"
}

database_is_gone() { ! pid_of mariadbd mariadbd >/dev/null; }

controller_answers() { on "$1" scontrol ping | grep 'is UP' >/dev/null; }
registered() { on "$1" sacctmgr -n -P show cluster "$1" format=controlport | grep -x "$(port_of "$1")" >/dev/null; }

# Resumes what an earlier run left down or drained.
nodes_ready() {
  local nodes
  nodes=$(on "$1" sinfo -h -N -o '%N %t' | sort -u)
  [[ -n $nodes ]] || return 1
  nodes=$(awk '$2 !~ /^(idle|mix|alloc|comp)$/ {print $1}' <<<"$nodes" | paste -sd,)
  [[ -n $nodes ]] || return 0
  on "$1" scontrol update nodename="$nodes" state=resume 2>/dev/null || true
  echo "not ready: $nodes"
  return 1
}

command_status() {
  local cluster program pid result=0
  for program in munged mariadbd slurmdbd; do
    if pid=$(pid_of "$program" "$program"); then
      echo "$program: pid $pid"
    else
      echo "$program: not running"
      result=1
    fi
  done
  for cluster in $RIG_CLUSTERS; do
    if pid=$(pid_of "$cluster" slurmctld) && controller_answers "$cluster"; then
      echo "$cluster: slurmctld pid $pid, port $(port_of "$cluster"), jobs: $(on "$cluster" squeue -h -r -o %T | sort | uniq -c | xargs)"
      on "$cluster" sinfo -h -N -o '  %N %t' | sort -u
    else
      echo "$cluster: slurmctld not running"
      result=1
    fi
  done
  return $result
}

command_down() {
  local cluster node state process begin
  [[ -d $RUN ]] || {
    say "nothing in $RIG_DIR"
    return 0
  }
  for cluster in $RIG_CLUSTERS; do
    pid_of "$cluster" slurmctld >/dev/null || continue
    # Pending first, or they would start in the place of those that end.
    for state in pending suspended running; do on "$cluster" timeout 20 scancel --state=$state 2>/dev/null || true; done
  done
  begin=$SECONDS
  while [[ -n $(step_processes) ]] && ((SECONDS - begin < 15)); do sleep 0.3; done
  for process in $(step_processes); do
    say "killing slurmstepd $process and what it runs"
    kill_tree "$process"
  done
  for cluster in $RIG_CLUSTERS; do
    for node in "${NODES[@]}"; do stop "$cluster-$node" slurmd; done
    stop "$cluster" slurmctld
  done
  stop slurmdbd slurmdbd 60
  stop mariadbd mariadbd 60
  stop munged munged
  for cluster in $RIG_CLUSTERS; do find /sys/fs/cgroup/*/slurm_"$cluster"-* -type d -delete 2>/dev/null || true; done
  say "down"
}

command_purge() {
  command_down
  rm -rf "$RIG_DIR"
  say "removed $RIG_DIR"
}
