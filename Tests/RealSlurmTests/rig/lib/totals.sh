# What the accounting tables themselves hold, added up without sacct.

command_totals() {
  local cluster=${1:?totals needs a cluster} files=$STATE/totals
  mkdir -p "$files"
  sql slurm_acct_db -N -B -e "select j.job_db_inx, coalesce(a.user, ''), j.state, j.tres_alloc, j.tres_req, j.time_start,
    j.time_end, j.time_suspended, j.nodes_alloc from \`${cluster}_job_table\` j
    left join \`${cluster}_assoc_table\` a on a.id_assoc = j.id_assoc where j.deleted = 0" >"$files/jobs"
  sql slurm_acct_db -N -B -e "select job_db_inx, tres_usage_in_max, tres_usage_in_ave
    from \`${cluster}_step_table\` where deleted = 0" >"$files/steps"
  sql slurm_acct_db -N -B -e "select id, concat(type, if(name = '', '', concat('/', name))) from tres_table" >"$files/tres"
  /usr/bin/python3 "$RIG_HOME/database_totals.py" --jobs "$files/jobs" --steps "$files/steps" --tres "$files/tres"
}
