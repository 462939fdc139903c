# Configuration files: munge's key, slurmdbd.conf, and slurm.conf, gres.conf and cgroup.conf for each cluster.

write_config() {
  local settings cluster
  [[ $RIG_OOM != auto ]] || { has_memory_cgroup && RIG_OOM=cgroup || RIG_OOM=none; }
  [[ $RIG_OOM == cgroup ]] ||
    say "notice: no memory controller of cgroup v1, so the out-of-memory job will not end as OUT_OF_MEMORY"
  [[ -n $RIG_PORT ]] || RIG_PORT=$(free_port_range)
  settings=$(printf '%s\n' "RIG_PORT=$RIG_PORT" "RIG_CLUSTERS=$RIG_CLUSTERS" "RIG_PRIVATE=$RIG_PRIVATE" "RIG_DBD=$RIG_DBD" "RIG_OOM=$RIG_OOM")
  if pid_of slurmdbd slurmdbd >/dev/null && [[ $settings != "$(cat "$ETC/settings" 2>/dev/null)" ]]; then
    die "it is up with other settings ($(paste -sd' ' "$ETC/settings")): run 'slurm-rig down' first"
  fi
  find_address
  mkdir -p "$ETC" "$RUN" "$LOG" "$STATE/dev" "$JOBS"
  touch "$STATE"/dev/gpu{0,1,2,3}
  printf '%s\n' "$settings" >"$ETC/settings"
  chmod 755 "$RIG_DIR" "$ETC" "$RUN" "$LOG" "$STATE"
  chmod 1777 "$JOBS"
  [[ -s $ETC/munge.key ]] || (
    umask 077
    head -c 1024 /dev/urandom >"$ETC/munge.key"
  )
  write_accounting_config
  for cluster in $RIG_CLUSTERS; do write_cluster_config "$cluster"; done
}

# The daemons listen on the address of the host's name alone, when that is a loopback one.
find_address() {
  HOST=$(hostname -s)
  ADDRESS=$(getent ahostsv4 "$HOST" | awk '$1 ~ /^127\./ {print $1; exit}')
  LISTEN=CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
  if [[ -z $ADDRESS ]]; then
    ADDRESS=127.0.0.1 LISTEN=
    say "warning: $HOST has no loopback address in /etc/hosts, so the Slurm daemons listen on every interface"
  fi
}

write_accounting_config() {
  cat >"$ETC/slurmdbd.conf" <<CONF
AuthType=auth/munge
AuthInfo=socket=$MUNGE_SOCKET
DbdHost=localhost
DbdAddr=$ADDRESS
$LISTEN
DbdPort=$(port_of accounting)
SlurmUser=root
StorageType=accounting_storage/mysql
StorageHost=localhost
StorageUser=root
StorageLoc=slurm_acct_db
LogFile=$LOG/slurmdbd.log
PidFile=$RUN/slurmdbd.pid
DebugLevel=info
${RIG_PRIVATE:+PrivateData=$RIG_PRIVATE}
$RIG_DBD
CONF
  chmod 600 "$ETC/slurmdbd.conf"
}

# write_cluster_config CLUSTER: the first cluster accounts for each type of GPU, the others for GPUs as such
write_cluster_config() {
  local cluster=$1 tres=gres/gpu confinement node gres
  mkdir -p "$ETC/$cluster" "$STATE/$cluster/ctld"
  [[ $cluster != "$(first_cluster)" ]] || tres=gres/gpu,gres/gpu:a100,gres/gpu:v100
  if [[ $RIG_OOM == cgroup ]]; then
    confinement=$'ProctrackType=proctrack/cgroup\nTaskPlugin=task/cgroup\nPrologFlags=Contain'
    cat >"$ETC/$cluster/cgroup.conf" <<CONF
CgroupPlugin=cgroup/v1
CgroupMountpoint=/sys/fs/cgroup
ConstrainRAMSpace=yes
ConstrainCores=no
ConstrainDevices=no
CONF
  else
    confinement=$'ProctrackType=proctrack/linuxproc\nTaskPlugin=task/none'
    rm -f "$ETC/$cluster/cgroup.conf"
  fi
  # slurmd drops a GPU without a device file, but any file will do.
  printf 'NodeName=%s Name=gpu Type=%s File=%s\n' \
    "$cluster-g000" a100 "$STATE/dev/gpu[0-3]" "$cluster-g001" v100 "$STATE/dev/gpu[0-1]" >"$ETC/$cluster/gres.conf"
  {
    cat <<CONF
ClusterName=$cluster
SlurmctldHost=$HOST($ADDRESS)
SlurmctldPort=$(port_of "$cluster")
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$MUNGE_SOCKET
StateSaveLocation=$STATE/$cluster/ctld
SlurmdSpoolDir=$STATE/$cluster/%n
SlurmctldPidFile=$RUN/$cluster.pid
SlurmdPidFile=$RUN/%n.pid
SlurmctldLogFile=$LOG/$cluster.log
SlurmdLogFile=$LOG/%n.log
$LISTEN
ReturnToService=2
MpiDefault=none
MailProg=/bin/true
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=task=1
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=$ADDRESS
AccountingStoragePort=$(port_of accounting)
AccountingStoragePass=$MUNGE_SOCKET
AccountingStorageTRES=$tres
GresTypes=gpu
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=0,sched_min_interval=0
PriorityType=priority/basic
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SlurmdParameters=config_overrides
KillWait=2
MinJobAge=60
${RIG_PRIVATE:+PrivateData=$RIG_PRIVATE}
$confinement
CONF
    for node in "${NODES[@]}"; do
      gres=
      [[ $node != g000 ]] || gres=Gres=gpu:a100:4
      [[ $node != g001 ]] || gres=Gres=gpu:v100:2
      echo "NodeName=$cluster-$node NodeHostname=$HOST NodeAddr=$ADDRESS Port=$(port_of "$cluster" "$node")" \
        "CPUs=64 Sockets=2 CoresPerSocket=32 ThreadsPerCore=1 RealMemory=256000 $gres"
    done
    cat <<CONF
PartitionName=DEFAULT State=UP MaxTime=14-00:00:00 DefaultTime=01:00:00 DefMemPerCPU=2000
PartitionName=cpu Nodes=$cluster-a000,$cluster-a001 Default=YES PriorityTier=10
PartitionName=gpu Nodes=$cluster-g000,$cluster-g001 PriorityTier=10
PartitionName=flaky Nodes=$cluster-f000 PriorityTier=10
PartitionName=prio Nodes=$cluster-p000 PriorityTier=10 PreemptMode=OFF
PartitionName=standby Nodes=$cluster-p000 PriorityTier=1 PreemptMode=CANCEL
PartitionName=standbyrq Nodes=$cluster-p000 PriorityTier=1 PreemptMode=REQUEUE
CONF
  } >"$ETC/$cluster/slurm.conf"
}
