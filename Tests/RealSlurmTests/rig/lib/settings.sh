# Names, paths and ports of the rig.
#
# The environment goes before what the last `up` wrote down, and that before the default:
#   RIG_PORT      first of 40 consecutive TCP ports              (default: free ones from 17800 on)
#   RIG_CLUSTERS  clusters, each with a slurmctld and slurmds    (default "hammer negishi")
#   RIG_PRIVATE   PrivateData of slurmdbd and slurmctld, for example jobs,users,usage   (default: none)
#   RIG_DBD       one more line for slurmdbd.conf, for example MaxQueryTimeRange=7-0    (default: none)
#   RIG_OOM       cgroup: the kernel ends jobs that take too much memory; none: nobody does;
#                 auto (default): cgroup where a writable memory controller of cgroup v1 is mounted

say() { printf '[slurm-rig] %s\n' "$*" >&2; }
die() {
  printf '[slurm-rig] ERROR: %s\n' "$*" >&2
  exit 1
}

if [[ -f ${RIG_DIR:-}/etc/settings ]]; then
  while IFS='=' read -r key value; do
    [[ -n ${!key+x} ]] || printf -v "$key" %s "$value"
  done <"$RIG_DIR/etc/settings"
fi
RIG_PORT=${RIG_PORT:-}
RIG_CLUSTERS=${RIG_CLUSTERS:-"hammer negishi"}
RIG_PRIVATE=${RIG_PRIVATE:-}
RIG_DBD=${RIG_DBD:-}
RIG_OOM=${RIG_OOM:-auto}

# Test users, each with an association on every cluster.
USERS=(rigada rigbob rigcat rigdan rigeve rigfay riggus righal rigivy rigjon rigkim rigleo)
UID_BASE=71000
ACCOUNTS=(physics biology chem)

# Nodes of each cluster. a: processors, f: the one that fails, g: GPUs, p: where jobs are preempted.
NODES=(a000 a001 f000 g000 g001 p000)

ETC=${RIG_DIR:-}/etc RUN=${RIG_DIR:-}/run LOG=${RIG_DIR:-}/log STATE=${RIG_DIR:-}/state JOBS=${RIG_DIR:-}/jobs
MUNGE_SOCKET=$RUN/munge.socket
MYSQL_SOCKET=$RUN/mysql.sock

# The client commands must see the rig's configuration and nothing of the caller's.
unset "${!SLURM_@}" "${!SACCT_@}" "${!SBATCH_@}" "${!SQUEUE_@}" "${!SRUN_@}" "${!SCANCEL_@}" 2>/dev/null || true

conf() { printf '%s/%s/slurm.conf' "$ETC" "$1"; }

first_cluster() {
  # shellcheck disable=SC2086
  set -- $RIG_CLUSTERS
  printf '%s' "$1"
}

# port_of accounting | port_of CLUSTER [NODE]
port_of() {
  local offset=0 cluster node
  [[ $1 != accounting ]] || {
    echo "$RIG_PORT"
    return
  }
  for cluster in $RIG_CLUSTERS; do
    offset=$((offset + 10))
    [[ $cluster == "$1" ]] || continue
    [[ -n ${2:-} ]] || {
      echo $((RIG_PORT + offset))
      return
    }
    for node in "${NODES[@]}"; do
      offset=$((offset + 1))
      [[ $node != "$2" ]] || {
        echo $((RIG_PORT + offset))
        return
      }
    done
  done
  die "no port for $*"
}

# The first port of 40 on which nothing listens, so that two checkouts can run their rigs side by side. Where to begin
# depends on the process, for two that start at once see the same ports free.
free_port_range() {
  local taken try base port free
  # The fourth column of the kernel's table is 0A for a listening socket; ports are in hexadecimal.
  taken=" $(awk '$4 == "0A" {sub(/.*:/, "", $2); print $2}' /proc/net/tcp /proc/net/tcp6 2>/dev/null | tr '\n' ' ') "
  for ((try = 0; try < 250; try++)); do
    base=$((17800 + ($$ + try) % 250 * 40)) free=1
    for ((port = base; port < base + 40; port++)); do
      [[ $taken != *" $(printf %04X "$port") "* ]] || free=0
    done
    ((!free)) || {
      echo "$base"
      return
    }
  done
  die "no 40 consecutive free TCP ports between 17800 and 27800"
}

has_memory_cgroup() {
  [[ -d /sys/fs/cgroup/memory ]] && grep -q '/sys/fs/cgroup/memory cgroup ' /proc/mounts &&
    mkdir -p "/sys/fs/cgroup/memory/rig.$$" 2>/dev/null && rmdir "/sys/fs/cgroup/memory/rig.$$"
}
