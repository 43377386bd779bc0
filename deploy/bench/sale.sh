#!/usr/bin/env bash
# sale.sh ROWS.jsonl: a cart of three items from creation to finalization at 1, 8 and 64 clients, the preview of a cart of 200 lines, a price list of 100k plans
# from catalog's files to checkout's projection.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); out=$1
json() { node -p "const h=JSON.parse(require('fs').readFileSync('$HOUSE'));$1"; }
export BASE APP_PIDS DB_PIDS RIG=sale NAME=ours RUN_NO=1
BASE=$(json h.url); APP_PIDS=$(json "['gateway','catalog','checkout','billing','installation'].map(k=>h.pids[k]).join(' ')"); DB_PIDS=$(json "h.pids.database+' '+h.pids.broker")
for clients in ${CLIENTS:-1 8 64}; do
  MODE_TAG=warm node "$PEERS/lib/flow.mjs" "$here/flows/sale.mjs" "${SALE_WARM:-15}" "$clients" >/dev/null
  MODE_TAG="sale-of-3-items-c$clients" node "$PEERS/lib/flow.mjs" "$here/flows/sale.mjs" "$DUR" "$clients" | tee -a "$out"
done
KIND=preview ITEMS=200 MODE_TAG=warm node "$PEERS/lib/flow.mjs" "$here/flows/sale.mjs" 5 1 >/dev/null
KIND=preview ITEMS=200 MODE_TAG="preview-of-200-lines-c1" node "$PEERS/lib/flow.mjs" "$here/flows/sale.mjs" "$DUR" 1 | tee -a "$out"
node "$here/flows/pricelist.mjs" "${PRODUCTS:-1000}" "${PLANS:-100}" | tee -a "$out"
