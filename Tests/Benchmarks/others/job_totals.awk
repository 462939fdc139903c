# Ten totals of each user from job rows, each job once. Columns: 1 JobID, 2 JobIDRaw, 3 User, 7 State, 8 ElapsedRaw, 9 AllocCPUS,
# 11 ReqMem, 13 AllocTRES, 15 MaxRSS, 16 AveRSS, 18 Submit, 21 End. The format is that of Slurm 22.05: ReqMem is the job's
# total, the untyped number of GPUs is complete. A requeued job is known by its id and Submit; -v key=short leaves Submit out,
# which is less work and counts the attempts of a requeued job as one.
function bytes(text,   number, unit) {
  number = text + 0; unit = substr(text, length(text))
  return unit == "K" ? number * 1e3 : unit == "M" ? number * 1e6 : unit == "G" ? number * 1e9 : unit == "T" ? number * 1e12 : number
}
NR == 1 { next }
$21 !~ /^[0-9]/ { next }
key == "short" ? seen[$1]++ : seen[$2 "|" $18]++ { next }
{
  user = $3 == "" ? "(unknown)" : $3; jobs[user]++; elapsed[user] += $8; core[user] += $8 * $9; request[user] += bytes($11)
  if ($16 != "") average[user] += bytes($16)
  if ($15 != "") largest[user] += bytes($15)
  if ($7 ~ /^(FAILED|NODE_FAIL|OUT_OF_MEMORY|PREEMPTED|TIMEOUT)/) failed[user]++
  if (match($13, /gres\/gpu=[0-9]+/)) { gpus = substr($13, RSTART + 9, RLENGTH - 9); gpujobs[user]++; gpuelapsed[user] += $8; gpu[user] += $8 * gpus }
}
END {
  for (user in jobs)
    printf "%s\t%d\t%d\t%d\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\n", user, jobs[user], gpujobs[user], failed[user],
      elapsed[user], core[user], gpuelapsed[user], gpu[user], request[user], average[user], largest[user]
}
