#!/usr/bin/env bash
# Measures Emporium on this machine, alone or in turn with its peers; prints a table, writes JSON rows and a summary.
#   deploy/bench/run.sh [all | start | gateway | charge | subscribe | order | query | latency | growth | sql | openchannel | sale] ...
# Needs a JDK (BENCH_JAVA_HOME, better 25), node, psql and pgbench, and the peers' rigs (PEERS, ../shared/peers). Load goes to
# 127.0.0.1 only. RUNS, DUR, WARM, CONC, OTHER_MAX, QUIET_WAIT as the rigs know them. PEER_NAMES= measures without any peer;
# PEER_NAMES="haproxy scg killbill vendure medusa" with all of them (default: haproxy scg killbill).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
export OUT_DIR=${OUT_DIR:-$root/target/bench} PEERS=${PEERS:-$root/../shared/peers} PEERS_TOOLS=${PEERS_TMP:-/tmp/peers}/tools
export RUNS=${RUNS:-5} DUR=${DUR:-10} CONC=${CONC:-8} WARM=${WARM:-60} TICKS=$(getconf CLK_TCK)
PEER_NAMES=${PEER_NAMES-haproxy scg killbill}
folder=${BENCH_FOLDER:-/tmp/emporium-bench}; port=${BENCH_PORT:-18300}; export HOUSE="$folder/house.json"
mkdir -p "$OUT_DIR" "$folder"
stamp=$(date -u +%Y%m%dT%H%M%S)
say() { printf '%s\n' "$*" >&2; }
json() { node -p "const h=JSON.parse(require('fs').readFileSync('$HOUSE'));$1"; }
has() { [[ " $PEER_NAMES " == *" $1 "* ]]; }

house() { # start it, unless one stands already
  if [ -s "$folder/house.pid" ] && kill -0 "$(cat "$folder/house.pid")" 2>/dev/null && [ -s "$HOUSE" ]; then return; fi
  local lib="${BENCH_LIB:-$here/target/lib/*:$here/target/bench-0.1.0-SNAPSHOT.jar}"
  [ -n "${BENCH_LIB:-}" ] || [ -d "$here/target/lib" ] || (cd "$root" && ./mvnw -B -q -ntp -DskipTests -Dspotless.check.skip=true package)
  "$PEERS/gateway/rig.sh" keys >/dev/null
  rm -f "$HOUSE"
  BENCH_RIG_KEYS=${PEERS_TMP:-/tmp/peers}/keys setsid java -Xmx160m -XX:+UseSerialGC -Demporium.embedded.kafka.tier=4 -cp "$lib" dev.emporium.bench.House "$folder" "$port" \
    >"$folder/house.log" 2>&1 </dev/null &
  echo $! >"$folder/house.pid"
  say "the house starts (its log: $folder/house.log)"
  while [ ! -s "$HOUSE" ]; do
    kill -0 "$(cat "$folder/house.pid")" 2>/dev/null || { tail -n 20 "$folder/house.log" >&2; exit 1; }
    sleep 1
  done
}
targets() { # BASE,MODULE,APP_PIDS,DB_PIDS of a flow; the broker is counted with the database
  local app db
  app=$(json "['gateway','catalog','checkout','billing','installation'].map(k=>h.pids[k]).join('+')")
  db=$(json "h.pids.database+'+'+h.pids.broker")
  printf '%s,%s,%s,%s' "$(json h.url)" "$here/flows/$1.mjs" "$app" "$db"
}
start() {
  say "milliseconds from fork to ready, first start (migrates):  $(json 'JSON.stringify(h.first_start_ms)')"
  say "milliseconds from fork to ready, later start:             $(json 'JSON.stringify(h.start_ms)')"
  say "resident MiB at rest:                                     $(json 'JSON.stringify(h.resident_mib)')"
  json "JSON.stringify({kind:'start',first:h.first_start_ms,later:h.start_ms,resident_mib:h.resident_mib})" >>"$OUT_DIR/$stamp-house.jsonl"
}
gateway() {
  local peers=() t; for t in haproxy scg; do ! has $t || peers+=("$t"); done
  for t in 1 1000; do
    TOKENS=$t OUT="$OUT_DIR/$stamp-gateway-t$t.jsonl" "$PEERS/gateway/rig.sh" load "${peers[@]}" "ours=$(json h.url)/api/item@$(json h.pids.gateway)"
    for p in "${peers[@]}"; do "$PEERS/ratio.sh" "$p" ours "$OUT_DIR/$stamp-gateway-t$t.jsonl"; done
  done
}
flow() { # flow NAME RIG PEER...
  local name=$1 rig=$2 p peers=(); shift 2
  for p in "$@"; do ! has "$p" || { [ "$rig" = billing ] && peers+=("$name") || peers+=("$p:$name"); }; done
  OUT="$OUT_DIR/$stamp-$name.jsonl" "$PEERS/$rig/rig.sh" load ${peers[@]+"${peers[@]}"} "ours:$name=$(targets "$name")"
  for p in "$@"; do ! has "$p" || "$PEERS/ratio.sh" "$p" ours "$OUT_DIR/$stamp-$name.jsonl"; done
}
query() { "$here/bulk.sh" apps "${APPS:-100000}"; flow query commerce; }
latency() { # events of paced orders: from the begin of the transaction to the consumer's
  curl -fsS "$(json h.watch)/latency?begin" >/dev/null; sleep 1
  PACE=${PACE:-5} BASE=$(json h.url) node "$PEERS/lib/flow.mjs" "$here/flows/order.mjs" "$DUR" 4 >/dev/null
  sleep 2; curl -fsS "$(json h.watch)/latency" | tee -a "$OUT_DIR/$stamp-latency.jsonl"; echo
}
growth() { "$here/growth.sh" "$OUT_DIR/$stamp-growth.jsonl"; }
openchannel() { "$here/openchannel.sh" "$OUT_DIR/$stamp-openchannel.jsonl"; }
sale() { "$here/sale.sh" "$OUT_DIR/$stamp-sale.jsonl"; }
sql() { "$here/sql.sh" "$OUT_DIR/$stamp-sql.jsonl"; }
finish() {
  node "$here/table.mjs" "$OUT_DIR/$stamp" | tee "$OUT_DIR/$stamp.md"
  say "rows and summary: $OUT_DIR/$stamp*"
  [ -n "${KEEP:-}" ] || { kill "$(cat "$folder/house.pid")" 2>/dev/null || true; }
}
house
set -- "${@:-all}"; [ "$1" != all ] || set -- start sql charge subscribe order gateway latency query growth
for what in "$@"; do case $what in
  start|gateway|query|latency|growth|sql|openchannel|sale) $what ;;
  charge|subscribe) flow "$what" billing killbill ;;
  order) flow order commerce vendure medusa ;;
  *) sed -n '2,7p' "$0"; exit 2 ;;
esac; done
finish
