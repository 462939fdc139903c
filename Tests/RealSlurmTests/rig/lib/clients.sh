# Slurm's and MariaDB's client commands, pointed at the rig.

# on CLUSTER COMMAND…: as root
on() {
  local cluster=$1
  shift
  SLURM_CONF=$(conf "$cluster") "$@"
}

# as USER CLUSTER COMMAND…: as a plain user, in a directory that user may enter
as() {
  local user=$1 cluster=$2
  shift 2
  (cd "$JOBS" && SLURM_CONF=$(conf "$cluster") runuser -u "$user" -- "$@")
}

sql() { mariadb --no-defaults --socket="$MYSQL_SOCKET" -u root "$@"; }

command_sql() {
  if (($#)); then sql slurm_acct_db -e "$*"; else sql slurm_acct_db; fi
}

command_env() {
  local cluster=${1:-$(first_cluster)}
  [[ -f $(conf "$cluster") ]] || die "no configuration for cluster '$cluster' in $RIG_DIR: run 'slurm-rig up' first"
  printf 'export SLURM_CONF=%q\nexport RIG_DIR=%q\n' "$(conf "$cluster")" "$RIG_DIR"
}

job_is() { on "$1" squeue -h -r -j "$2" -o %T 2>/dev/null | grep -x "$3" >/dev/null; }
job_left_queue() { ! on "$1" squeue -h -j "$2" -o %T 2>/dev/null | grep . >/dev/null; }
job_recorded() { on "$1" sacct -D -X -n -P -j "$2" -o state | grep "^$3" >/dev/null; }
jobs_left_queue() {
  local cluster=$1 job
  shift
  for job; do
    job_left_queue "$cluster" "$job" || {
      echo "job $job is still there"
      return 1
    }
  done
}
