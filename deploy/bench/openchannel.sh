#!/usr/bin/env bash
# openchannel.sh ROWS.jsonl: OpenChannel's lists, search, safe names, increments and installs at 10k, 100k and 1M apps; the plans of the reads
# (auto_explain, as the service sends them) go to ROWS.plans, one section a size and kind.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); out=$1; plans=${out%.jsonl}.plans
json() { node -p "const h=JSON.parse(require('fs').readFileSync('$HOUSE'));$1"; }
export PGPASSWORD BASE APP_PIDS DB_PIDS RIG=openchannel NAME=ours RUN_NO=1 APPS KIND APP_IDS SAFE_NAMES MODE_TAG
PGPASSWORD=$(json h.postgres.password); BASE=$(json h.url)
APP_PIDS=$(json "['gateway','catalog','checkout','billing','installation'].map(k=>h.pids[k]).join(' ')"); DB_PIDS=$(json "h.pids.database+' '+h.pids.broker")
sql() { psql -qAt -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(json h.postgres.port)" -U postgres -d emporium_catalog -c "$1"; }
fresh_connections() { sql "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'emporium_catalog'" >/dev/null; sleep 3; }
explained() {
  sql "alter role emporium_catalog set session_preload_libraries = 'auto_explain'; alter role emporium_catalog set auto_explain.log_min_duration = 0;
    alter role emporium_catalog set auto_explain.log_analyze = on"; fresh_connections
}
plain() {
  sql "alter role emporium_catalog reset session_preload_libraries; alter role emporium_catalog reset auto_explain.log_min_duration;
    alter role emporium_catalog reset auto_explain.log_analyze"; fresh_connections
}
run() { node "$PEERS/lib/flow.mjs" "$here/flows/openchannel.mjs" "$1" "$2"; }
log=$(dirname "$HOUSE")/postgres/postgres.log
: >"$plans"
for APPS in ${SIZES:-10000 100000 1000000}; do
  "$here/bulk.sh" apps "$APPS" >&2
  for table in app app_version app_alias; do sql "vacuum analyze $table"; done
  APP_IDS=$(sql "select string_agg(openchannel_id, ',') from (select openchannel_id from app where safe_names[1] like 'bulk-%' limit 500) a")
  SAFE_NAMES=$(sql "select string_agg(safe_name, ',') from (select safe_name from app_alias where safe_name like 'bulk-%' limit 500) a")
  for KIND in ${KINDS:-list broad text mistyped safename increment install}; do
    run "${OC_WARM:-4}" 4 >/dev/null
    MODE_TAG="$KIND-at-$APPS-apps"; run "$DUR" 4 | tee -a "$out"
  done
  explained
  for KIND in list broad text safename increment; do
    size=$(stat -c %s "$log"); run 1 1 >/dev/null
    { echo "== $KIND at $APPS apps"; tail -c "+$((size + 1))" "$log" | awk '/ plan:$/{p=1} p' | head -n "${PLAN_LINES:-150}" || true; } >>"$plans"
  done
  plain
done
if grep -qE 'Seq Scan on app(_version)?( |$)' "$plans"; then echo "a sequential scan of apps, see $plans" >&2; else echo "no sequential scan of apps in $plans" >&2; fi
