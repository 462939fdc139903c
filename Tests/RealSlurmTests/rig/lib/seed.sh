# Real jobs that end in every state. Each is noted as `label <tab> job id` in state/seeded-CLUSTER.tsv.

command_seed_jobs() {
  local cluster failed=0 workers=()
  # shellcheck disable=SC2086
  (($#)) || set -- $RIG_CLUSTERS
  for cluster; do controller_answers "$cluster" || die "cluster $cluster is not up"; done
  install -m 755 "$RIG_HOME/touch-memory" "$JOBS/touch-memory"
  for cluster; do
    (seed_cluster "$cluster") &
    workers+=($!)
  done
  for worker in "${workers[@]}"; do wait "$worker" || failed=1; done
  ((!failed)) || die "seeding failed"
}

seed_cluster() {
  CLUSTER=$1
  SEEDED=$STATE/seeded-$CLUSTER.tsv
  QUICK=()
  local begin=$SECONDS
  : >"$SEEDED"
  # The slow ones first: Slurm counts time limits in whole minutes.
  seed_time_limits
  seed_unfinished
  seed_quick
  seed_cancelled
  seed_restarted_and_lost
  seed_preempted
  await_seeded
  say "$CLUSTER: $(wc -l <"$SEEDED") submissions in $((SECONDS - begin)) s; labels and ids in $SEEDED"
}

# submit LABEL USER SBATCH-ARGUMENT…: sets JOB
submit() {
  local label=$1 user=$2
  shift 2
  JOB=$(as "$user" "$CLUSTER" sbatch --parsable -J "$label" -o /dev/null "$@") || die "$CLUSTER: sbatch for $label failed"
  JOB=${JOB%%;*}
  printf '%s\t%s\n' "$label" "$JOB" >>"$SEEDED"
}

# quick …: a submission whose end is waited for
quick() {
  submit "$@"
  QUICK+=("$JOB")
}

seeded_id() { awk -v label="$1" '$1 == label {print $2}' "$SEEDED"; }
await_state() { wait_for 60 "$CLUSTER job $1 to be $2" job_is "$CLUSTER" "$1" "$2"; }

seed_time_limits() {
  local soon
  submit timeout rigdan -t 1 -n 2 --mem=300 --wrap 'srun ./touch-memory 50 600'
  soon=$(date -d '+65 seconds' +%Y-%m-%dT%H:%M:%S)
  submit deadline rigkim -N 2 --exclusive -t 1 --deadline="$soon" --wrap true
}

# What must not be counted: it runs, waits, or is suspended, until `down`.
seed_unfinished() {
  submit long-running rigada -t 2-0 -n 4 --mem-per-cpu=500 --wrap './touch-memory 60 80000'
  submit pending-dependency rigbob -d "afterok:$JOB" -n 8 --wrap true
  submit pending-resources rigcat -N 2 --exclusive -t 1-0 --wrap true
  submit pending-held rigcat --hold --wrap true
  submit array-pending rigeve -a '1,3-6' -N 2 --exclusive -t 1-0 --wrap true
  submit array-running-pending rigeve -a '1-9%2' -n 1 --mem=100 -t 1-0 --wrap 'sleep 80000'
  submit suspended rigleo -n 2 --mem=100 --wrap 'sleep 80000'
  await_state "$JOB" RUNNING
  on "$CLUSTER" scontrol suspend "$JOB"
}

seed_quick() {
  quick completed-step rigada -n 4 --mem-per-cpu=300 --wrap 'srun ./touch-memory 50 5'
  quick completed-two-nodes rigbob -p gpu -N 2 -n 4 --mem=1G --wrap 'srun ./touch-memory 40 4; srun -n1 -N1 true'
  quick failed rigcat --mem=256 --wrap './touch-memory 20 2; exit 3'
  quick failed-by-signal rigcat --mem=256 --wrap 'kill -SEGV $$'
  quick failed-step rigcat --mem=256 --wrap 'srun false; true'
  quick out-of-memory rigdan --mem=200 --wrap 'exec ./touch-memory 400 5'
  quick array-done rigfay -a 0-3 -n 1 --mem=100 --wrap './touch-memory 30 2; test $SLURM_ARRAY_TASK_ID != 2'
  quick heterogeneous riggus -n 1 --mem=150 : -n 2 --mem=250 --wrap 'srun --het-group=0,1 ./touch-memory 20 3'
  quick gpu-typed righal -p gpu -n 2 --mem=500 --gres=gpu:a100:2 --wrap 'srun ./touch-memory 30 3'
  quick gpu-any righal -p gpu -n 2 --mem=500 --gres=gpu:1 --wrap './touch-memory 30 3'
  quick gpu-v100 rigivy -p gpu -n 1 --mem=500 --gpus=v100:2 --wrap './touch-memory 30 3'
  quick exclusive-all-memory rigjon -p gpu -w "$CLUSTER-g001" --exclusive --mem=0 --wrap './touch-memory 30 3'
  quick strange-name rigleo --mem=100 --comment='a|b' -J $'na|me \xc3\xa9 "q"' --wrap './touch-memory 10 1'
  quick no-association nobody --mem=100 --wrap true
  seed_departed_user
  as rigkim "$CLUSTER" srun -Q -J srun-alone -n 3 --mem=300 ./touch-memory 20 3 </dev/null >/dev/null 2>&1 &
  SRUN_ALONE=$!
}

# A user whom this machine no longer knows: sacct then prints no name at all.
seed_departed_user() {
  local name=riggone-$CLUSTER number
  number=$((UID_BASE + 90 + $(port_of "$CLUSTER") - RIG_PORT))
  # useradd and userdel lock the user files; the other cluster's seeding does the same.
  flock "$STATE" bash -c "id -u $name >/dev/null 2>&1 || useradd -K UID_MAX=99999 -M -N -g nogroup -d /nonexistent -s /bin/sh -u $number $name"
  quick departed-user "$name" --mem=100 --wrap './touch-memory 10 1'
}

seed_cancelled() {
  local by_user by_root while_pending
  submit cancelled-by-user rigbob --mem=100 --wrap './touch-memory 20 900'
  by_user=$JOB
  submit cancelled-by-root rigbob --mem=100 --wrap 'srun ./touch-memory 20 900'
  by_root=$JOB
  await_state "$by_user" RUNNING
  await_state "$by_root" RUNNING
  sleep 2 # long enough for the accounting to take a sample of their memory
  as rigbob "$CLUSTER" scancel "$by_user"
  on "$CLUSTER" scancel "$by_root"
  QUICK+=("$by_user" "$by_root")
  quick cancelled-pending rigbob -N 2 --exclusive -t 1-0 --wrap true
  while_pending=$JOB
  quick cancelled-held rigbob --hold --wrap true
  sleep 1
  as rigbob "$CLUSTER" scancel "$while_pending" "$JOB"
}

# Requeued by hand, resized while running, and a node that fails under two jobs. Their first life ends soon; a
# second life begins where `SLURM_RESTART_COUNT` says so.
seed_restarted_and_lost() {
  local again='test "${SLURM_RESTART_COUNT:-0}" -gt 0 || exec sleep 80000;' lost node=$CLUSTER-f000
  quick requeued riggus --requeue --mem=100 --wrap "$again ./touch-memory 20 2"
  await_state "$JOB" RUNNING
  sleep 1
  on "$CLUSTER" scontrol requeue "$JOB"

  quick resized righal -p gpu -N 2 -n 2 --mem=100 --wrap 'sleep 12'
  await_state "$JOB" RUNNING
  sleep 1
  on "$CLUSTER" scontrol update jobid="$JOB" numnodes=1 >/dev/null

  quick node-fail rigfay -p flaky --no-requeue --mem=100 --wrap './touch-memory 20 900'
  lost=$JOB
  quick node-fail-requeue rigfay -p flaky --requeue --mem=100 --wrap "$again true"
  await_state "$lost" RUNNING
  await_state "$JOB" RUNNING
  sleep 1
  on "$CLUSTER" scontrol update nodename="$node" state=down reason=rig
  sleep 2
  on "$CLUSTER" scontrol update nodename="$node" state=resume 2>/dev/null || true
}

seed_preempted() {
  local cancelled again='test "${SLURM_RESTART_COUNT:-0}" -gt 0 || exec sleep 80000;'
  quick preempted rigivy -p standby -n 32 --mem=100 --wrap './touch-memory 20 900'
  cancelled=$JOB
  quick preempted-requeue rigivy -p standbyrq -n 32 --mem=100 --wrap "$again ./touch-memory 20 2"
  await_state "$cancelled" RUNNING
  await_state "$JOB" RUNNING
  sleep 1
  quick preemptor rigjon -p prio --exclusive --wrap 'sleep 3'
}

await_seeded() {
  local label pair
  wait "$SRUN_ALONE" || say "$CLUSTER: srun-alone failed"
  # A requeued job waits for two minutes before it starts anew, unless told otherwise.
  for label in requeued node-fail-requeue preempted-requeue; do
    JOB=$(seeded_id "$label")
    await_state "$JOB" PENDING
    sleep 1
    on "$CLUSTER" scontrol update jobid="$JOB" starttime=now
  done
  wait_for 240 "the seeded jobs of $CLUSTER to end" jobs_left_queue "$CLUSTER" "${QUICK[@]}"
  for pair in TIMEOUT:timeout DEADLINE:deadline NODE_FAIL:node-fail PREEMPTED:preempted CANCELLED:cancelled-held \
    COMPLETED:requeued COMPLETED:preempted-requeue COMPLETED:departed-user; do
    wait_for 180 "$CLUSTER: ${pair%%:*} in the accounting" job_recorded "$CLUSTER" "$(seeded_id "${pair#*:}")" "${pair%%:*}"
  done
  flock "$STATE" userdel "riggone-$CLUSTER" 2>/dev/null || true
}
