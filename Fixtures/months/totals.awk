# Ten totals of each user, worked out without the program: awk -F'|' -f totals.awk CLUSTER.txt
#
# Prints a user and ten integers a line, with tabs: jobs, GPU jobs, failed jobs, elapsed seconds, core-seconds, elapsed seconds
# of GPU jobs, GPU-seconds, bytes asked for, bytes of the largest AveRSS, bytes of the largest MaxRSS. Every record of
# JobIDRaw and Submit counts once, when it has ended; step rows follow the row of their job.
#
# Columns: 2 JobIDRaw, 3 User, 7 State, 8 ElapsedRaw, 9 AllocCPUS, 10 NNodes, 11 ReqMem, 13 AllocTRES, 15 MaxRSS, 16 AveRSS,
# 18 Submit, 21 End.

function bytes(text,    unit) {
  unit = substr(text, length(text))
  return int(text * (unit == "K" ? 1e3 : unit == "M" ? 1e6 : unit == "G" ? 1e9 : unit == "T" ? 1e12 : 1) + 0.5)
}

# `4000Mc` is for each CPU, `64Gn` for each node; without such a letter it is for the job.
function requested(text, cpus, nodes,    last) {
  last = substr(text, length(text))
  if (last == "c") return bytes(substr(text, 1, length(text) - 1)) * cpus
  if (last == "n") return bytes(substr(text, 1, length(text) - 1)) * nodes
  return bytes(text)
}

# The untyped number is of all GPUs where it is there.
function gpus(tres,    part, parts, count, pair, i, all, typed) {
  count = split(tres, parts, ",")
  for (i = 1; i <= count; i++) {
    split(parts[i], pair, "=")
    if (pair[1] == "gres/gpu") all += pair[2]
    else if (pair[1] ~ /^gres\/gpu:/) typed += pair[2]
  }
  return all >= typed ? all + 0 : all + typed
}

function name(text) {
  text = tolower(text)
  return text == "" ? "(unknown)" : text ~ /^[0-9]+$/ ? "uid:" text : text
}

function settle() {
  if (open) {
    average[user] += ave
    largest[user] += max
  }
  open = ave = max = 0
}

NR == 1 { next }

$2 ~ /\./ {
  if (open && bytes($15) > max) max = bytes($15)
  if (open && bytes($16) > ave) ave = bytes($16)
  next
}

{ settle() }

$21 !~ /^[0-9]+$/ || seen[$2, $18]++ { next }

{
  open = 1
  user = name($3)
  jobs[user]++
  if ($7 ~ /^(FAILED|NODE_FAIL|OUT_OF_MEMORY|PREEMPTED|TIMEOUT)/) failed[user]++
  elapsed[user] += $8
  core[user] += $8 * $9
  asked[user] += requested($11, $9, $10)
  g = gpus($13)
  if (g > 0) {
    gpujobs[user]++
    gpuelapsed[user] += $8
    gpu[user] += $8 * g
  }
}

END {
  settle()
  for (user in jobs)
    printf "%s\t%d\t%d\t%d\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\n", user, jobs[user], gpujobs[user], failed[user],
      elapsed[user], core[user], gpuelapsed[user], gpu[user], asked[user], average[user], largest[user]
}
