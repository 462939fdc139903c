# Clusters, accounts and users as the accounting knows them.

# record CLASS…: `sacctmgr add`, where 'it is there already' is as good
record() {
  local output
  output=$(on "$(first_cluster)" sacctmgr -i add "$@" 2>&1) ||
    grep -qiE 'nothing new added|already exist' <<<"$output" || die "sacctmgr add $*: $output"
}

record_cluster() {
  on "$(first_cluster)" sacctmgr -n -P show cluster format=cluster | grep -x "$1" >/dev/null || record cluster "$1"
}

# Every test user is in one account, by turns, on every cluster.
record_accounts() {
  local clusters=${RIG_CLUSTERS// /,} index account
  declare -A members=()
  for index in "${!USERS[@]}"; do
    account=${ACCOUNTS[index % ${#ACCOUNTS[@]}]}
    members[$account]=${members[$account]:+${members[$account]},}${USERS[index]}
  done
  record account "$(
    IFS=,
    echo "${ACCOUNTS[*]}"
  )" cluster="$clusters"
  for account in "${ACCOUNTS[@]}"; do record user "${members[$account]}" account="$account" cluster="$clusters"; done
}
