#!/usr/bin/env bash
# growth.sh ROWS.jsonl: what orders cost at more and more subscriptions, how a backlog of the outbox is carried off, a cart of 200 items.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); out=$1
json() { node -p "const h=JSON.parse(require('fs').readFileSync('$HOUSE'));$1"; }
export BASE APP_PIDS DB_PIDS RIG=growth NAME=ours RUN_NO=1
BASE=$(json h.url); APP_PIDS=$(json "['gateway','catalog','checkout','billing','installation'].map(k=>h.pids[k]).join(' ')"); DB_PIDS=$(json "h.pids.database+' '+h.pids.broker")
for n in ${SUBSCRIPTIONS:-1000 100000 1000000}; do
  "$here/bulk.sh" subscriptions "$n" >&2
  MODE_TAG="order-at-$n-subscriptions" node "$PEERS/lib/flow.mjs" "$here/flows/order.mjs" "$DUR" "$CONC" | tee -a "$out"
done
for n in ${ITEMS_LIST:-1 50 200}; do
  ITEMS=$n MODE_TAG="cart-of-$n-items" node "$PEERS/lib/flow.mjs" "$here/flows/order.mjs" "$DUR" 1 | tee -a "$out"
done
backlog=${BACKLOG:-1000000}
begun=$(date +%s.%N); "$here/bulk.sh" outbox "$backlog" >&2; filled=$(date +%s.%N)
until [ "$(curl -fsS "$(json h.watch)/left" | node -p 'JSON.parse(require("fs").readFileSync(0)).outbox')" = 0 ]; do sleep 1; done
node -p "JSON.stringify({kind:'outbox backlog',rows:$backlog,fill_s:+($filled-$begun).toFixed(1),carried_off_s:+($(date +%s.%N)-$filled).toFixed(1)})" | tee -a "$out"
