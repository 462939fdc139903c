# Many finished jobs at once, written straight into the accounting tables: a million take under two minutes.

command_inject() {
  local jobs=100000 month='' months=1 cluster users=200 seed=1 first_id=0 steps=1
  cluster=$(first_cluster)
  while (($#)); do
    case $1 in
      --no-steps | --with-steps)
        [[ $1 == --with-steps ]] && steps=1 || steps=0
        shift
        continue
        ;;
      --jobs) jobs=$2 ;; --month) month=$2 ;; --months) months=$2 ;; --cluster) cluster=$2 ;; --users) users=$2 ;;
      --seed) seed=$2 ;; --first-id) first_id=$2 ;;
      *) die "inject: unknown option $1" ;;
    esac
    shift 2 || die "inject: an option lacks its value"
  done
  [[ $month =~ ^[0-9]{4}-[0-9]{2}$ ]] || die "inject: --month YYYY-MM is needed"
  pid_of slurmdbd slurmdbd >/dev/null || die "not up"
  inject_accounts "$cluster" "$users"
  inject_rows
}

# A cluster that is not live gets accounting only, and its users, inj0001…, need no Unix account.
inject_accounts() {
  local cluster=$1 users=$2 present index number names
  record_cluster "$cluster"
  record account "$(
    IFS=,
    echo "${ACCOUNTS[*]}"
  )" cluster="$cluster"
  present=$(sql slurm_acct_db -N -e "select count(*) from \`${cluster}_assoc_table\` where user like 'inj____' and deleted=0")
  ((present < users)) || return 0
  for index in "${!ACCOUNTS[@]}"; do
    names=$(for ((number = present + 1; number <= users; number++)); do
      ((number % ${#ACCOUNTS[@]} != index)) || printf 'inj%04d,' "$number"
    done)
    [[ -z $names ]] || record user "${names%,}" account="${ACCOUNTS[index]}" cluster="$cluster"
  done
}

# Uses the variables of command_inject.
inject_rows() {
  local begin=$SECONDS low high index files=$STATE/inject generate load worker workers=() count types=untyped
  low=$(date -u -d "$month-01" +%s)
  high=$(date -u -d "$month-01 +$months month" +%s)
  ((low < $(date +%s) - 3600)) || die "inject: $month has not begun"
  [[ $cluster != "$(first_cluster)" ]] || types=typed
  index=$(sql slurm_acct_db -N -e "select coalesce(max(job_db_inx),0)+1 from \`${cluster}_job_table\`")
  ((first_id)) || first_id=$(sql slurm_acct_db -N -e "select greatest(coalesce(max(id_job),0)+1,1000000) from \`${cluster}_job_table\`")
  # Room for the live jobs that are recorded meanwhile.
  sql slurm_acct_db -e "alter table \`${cluster}_job_table\` auto_increment=$((index + jobs + 1000))"
  mkdir -p "$files"
  sql slurm_acct_db -N -e "select user,id_assoc,acct from \`${cluster}_assoc_table\` where user like 'inj____' and deleted=0 order by user limit $users" >"$files/associations"
  sql slurm_acct_db -N -e "select concat(type,if(name='','',concat('/',name))),id from tres_table where deleted=0" >"$files/tres"
  generate=(/usr/bin/python3 "$RIG_HOME/inject.py" --files "$files" --cluster "$cluster" --jobs "$jobs" --from "$low" --to "$high"
    --seed "$seed" --first-index "$index" --first-id "$first_id" --gpus "$types")
  load='set unique_checks=0, foreign_key_checks=0; load data local infile "/dev/stdin" into table'
  "${generate[@]}" jobs | sql --local-infile=1 slurm_acct_db -e "$load \`${cluster}_job_table\` ($("${generate[@]}" job-columns))" &
  workers+=($!)
  if ((steps)); then
    "${generate[@]}" steps | sql --local-infile=1 slurm_acct_db -e "$load \`${cluster}_step_table\` ($("${generate[@]}" step-columns))" &
    workers+=($!)
  fi
  for worker in "${workers[@]}"; do wait "$worker" || die "inject failed"; done
  sql slurm_acct_db -e "analyze table \`${cluster}_job_table\`, \`${cluster}_step_table\`" >/dev/null
  count=$(sql slurm_acct_db -N -e "select count(*) from \`${cluster}_job_table\` where job_db_inx between $index and $((index + jobs - 1))")
  ((count == jobs)) || die "inject: only $count of $jobs rows arrived"
  say "injected $jobs jobs (ids from $first_id) into $cluster for $months months from $month in $((SECONDS - begin)) s"
}
