#!/usr/bin/env bash
# sql.sh ROWS.jsonl: the rows of one wallet charge written by pgbench, with its outbox row written and taken away again; CPU of PostgreSQL alone.
# Copies of the tables in a schema of their own (indexes and checks, no triggers, no row-level security).
set -euo pipefail
out=$1
json() { node -p "const h=JSON.parse(require('fs').readFileSync('$HOUSE'));$1"; }
export PGPASSWORD; PGPASSWORD=$(json h.postgres.password)
pg=(-h 127.0.0.1 -p "$(json h.postgres.port)" -U postgres); db=emporium_billing
pgbench=$(command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench | tail -n 1)
psql -qAt -v ON_ERROR_STOP=1 "${pg[@]}" -d $db >/dev/null <<S
  set client_min_messages = warning; drop schema if exists bare cascade; create schema bare;
  create table bare.wallet (like public.wallet including all);
  create table bare.wallet_charge (like public.wallet_charge including all);
  create table bare.wallet_entry (like public.wallet_entry including all);
  create table bare.outbox (like kit.outbox including all);
  create table bare.aggregate_sequence (like kit.aggregate_sequence including all);
  create table bare.account as select row_number() over () as n, company_id, marketplace_id from public.wallet limit 200;
  alter table bare.account add primary key (n);
  insert into bare.wallet select * from public.wallet;
  create sequence bare.turn;
S
accounts=$(psql -qAt "${pg[@]}" -d $db -c 'select count(*) from bare.account')
script=$(mktemp); trap 'rm -f "$script"' EXIT
cat >"$script" <<S
\set n random(1, $accounts)
select company_id as company, marketplace_id as market from bare.account where n = :n \gset
begin;
update bare.wallet set balance = balance - 1.25, version = version + 1 where marketplace_id = :market and company_id = :company and balance >= 1.25;
insert into bare.wallet_charge (marketplace_id, charge_id, company_id, app_id, meter_id, event_id, user_id, description, price, units, amount, currency, event_time, created_at, updated_at)
  values (:market, substr(md5(random()::text), 1, 24), :company, :company, 'meter', gen_random_uuid()::text, null, 'message usage', 0.5, 2.5, 1.25, 'USD', now(), now(), now());
insert into bare.wallet_entry (marketplace_id, entry_id, company_id, kind, amount, balance, charge_id, created_at) values (:market, gen_random_uuid(), :company, 'CHARGE', -1.25, 0, null, now());
insert into bare.aggregate_sequence values (:market::uuid, 'wallet', :company::text, 1) on conflict (marketplace_id, aggregate_type, aggregate_id) do update set sequence = aggregate_sequence.sequence + 1;
insert into bare.outbox (event_id, marketplace_id, type, aggregate_type, aggregate_id, sequence, time, data)
  values (gen_random_uuid(), :market::uuid, 'wallet.charged', 'wallet', :company::text, 1, now(), '{"companyId":"x","chargeId":"x","units":"2.5","amount":{"amount":"1.25","currency":"USD"},"balance":{"amount":"1.25","currency":"USD"}}');
commit;
S
root=$(json h.pids.database)
ticks() { local t=0 p s; for p in $(ps -e -o pid=,ppid= | awk -v r="$root" '{p[$1]=$2} END {k[r]=1; do {m=0; for (d in p) if (!(d in k) && (p[d] in k)) {k[d]=1; m=1}} while (m); for (d in k) print d}'); do s=$(cat /proc/"$p"/stat 2>/dev/null) || continue; s=${s##*) }; set -- $s; t=$((t + ${12} + ${13} + ${14} + ${15})); done; echo $t; }
for run in $(seq "${RUNS:-5}"); do
  a=$(ticks)
  done_=$("$pgbench" "${pg[@]}" -n -M prepared -c "${CONC:-8}" -j 1 -T "${DUR:-10}" -f "$script" $db | sed -n 's/^number of transactions actually processed: \([0-9]*\).*/\1/p')
  psql -qAt "${pg[@]}" -d $db -c 'delete from bare.outbox' >/dev/null; b=$(ticks)
  node -p "JSON.stringify({rig:'sql',name:'bare',mode:'charge-c${CONC:-8}',run:$run,flows_s:$done_/${DUR:-10},cpu_s_per_1k:+(($b-$a)/$TICKS/($done_/1000)).toFixed(3)})" | tee -a "$out"
done
psql -qAt "${pg[@]}" -d $db -c 'drop schema bare cascade' >/dev/null 2>&1
