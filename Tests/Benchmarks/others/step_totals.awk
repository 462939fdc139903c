# Ten totals of each user from job rows that are followed by their step rows: a job has the largest MaxRSS and AveRSS of its
# steps. Columns and format as in job_totals.awk.
function bytes(text,   number, unit) {
  number = text + 0; unit = substr(text, length(text))
  return unit == "K" ? number * 1e3 : unit == "M" ? number * 1e6 : unit == "G" ? number * 1e9 : unit == "T" ? number * 1e12 : number
}
function settle() {
  if (user != "") { largest[user] += rss; average[user] += ave }
  rss = ave = 0; user = ""
}
NR == 1 { next }
index($2, ".") { if (user != "" && $15 != "") { b = bytes($15); if (b > rss) rss = b; b = bytes($16); if (b > ave) ave = b }; next }
{ settle() }
$21 !~ /^[0-9]/ || seen[$2 "|" $18]++ { next }
{
  user = $3 == "" ? "(unknown)" : $3; jobs[user]++; elapsed[user] += $8; core[user] += $8 * $9; request[user] += bytes($11)
  if ($7 ~ /^(FAILED|NODE_FAIL|OUT_OF_MEMORY|PREEMPTED|TIMEOUT)/) failed[user]++
  if (match($13, /gres\/gpu=[0-9]+/)) { gpus = substr($13, RSTART + 9, RLENGTH - 9); gpujobs[user]++; gpuelapsed[user] += $8; gpu[user] += $8 * gpus }
}
END {
  settle()
  for (user in jobs)
    printf "%s\t%d\t%d\t%d\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\n", user, jobs[user], gpujobs[user], failed[user],
      elapsed[user], core[user], gpuelapsed[user], gpu[user], request[user], average[user], largest[user]
}
