#!/usr/bin/env bash
# bulk.sh apps|subscriptions|outbox COUNT: so many rows, copied from one by SQL (as the superuser), until there are COUNT.
set -euo pipefail
: "${HOUSE:?the house}"
json() { node -p "const h=JSON.parse(require('fs').readFileSync('$HOUSE'));$1"; }
export PGPASSWORD; PGPASSWORD=$(json h.postgres.password)
sql() { psql -qAt -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(json h.postgres.port)" -U postgres -d "emporium_$1"; }
count=$2
case $1 in
  apps)
    indexes=$(mktemp); trap 'rm -f "$indexes"' EXIT
    sql catalog >"$indexes" <<S
    select 'drop index ' || indexrelid::regclass || ';' from pg_index where indrelid in ('app'::regclass, 'app_version'::regclass) and not indisprimary
      and not exists (select 1 from pg_constraint c where c.conindid = indexrelid);
S
    indexes_again=$(sql catalog <<S
    select pg_get_indexdef(indexrelid) || ';' from pg_index where indrelid in ('app'::regclass, 'app_version'::regclass) and not indisprimary
      and not exists (select 1 from pg_constraint c where c.conindid = indexrelid);
S
)
    sql catalog <<S
    set session_replication_role = replica;
    set maintenance_work_mem = '1GB';
    begin;
    $(cat "$indexes")
    select string_agg(quote_ident(attname), ', ') as columns, string_agg('r.' || quote_ident(attname), ', ') as picked from pg_attribute where attrelid = 'app'::regclass and attnum > 0 and not attisdropped and attgenerated = '' \gset app_
    select string_agg(quote_ident(attname), ', ') as columns, string_agg('r.' || quote_ident(attname), ', ') as picked from pg_attribute where attrelid = 'app_version'::regclass and attnum > 0 and not attisdropped and attgenerated = '' \gset version_
    create temp table seed on commit drop as select a.* from app a join app_version v using (app_id) where v.name = 'Bench monthly' limit 1;
    create temp table fresh on commit drop as
      select n, gen_random_uuid() as id from generate_series(1, greatest(0, $count - (select count(*) from app))) n;
    insert into app (:app_columns) select :app_picked from fresh, seed s, jsonb_populate_record(null::app, to_jsonb(s) || jsonb_build_object('app_id', id, 'openchannel_id',
      substr(md5(id::text), 1, 24), 'application_id', 1000000000 + (random() * 1e15)::bigint, 'edition_id', gen_random_uuid(), 'edition_number',
      1000000000 + (random() * 1e15)::bigint, 'name_key', 'bulk-' || id, 'safe_names', jsonb_build_array('bulk-' || id))) r;
    insert into app_alias select marketplace_id, safe_names[1], app_id from app join fresh on id = app_id;
    insert into app_version (:version_columns) select :version_picked from fresh, (select v.* from app_version v join seed using (app_id) limit 1) v,
      jsonb_populate_record(null::app_version, to_jsonb(v) || jsonb_build_object('app_id', id, 'name', 'Bulk ' || n, 'name_key', 'bulk ' || n,
        'created_at', now() - n * interval '1 minute', 'updated_at', now() - n * interval '1 minute', 'published_at', now() - n * interval '1 minute',
        'search', format('''name/bulk'':1A ''name/tool%s'':1A ''customData/vendor%s'':1B ''customData.vendor/vendor%s'':1B ''customData.summary/small'':1B', n / 40, n / 50, n / 50),
        'custom_data', jsonb_build_object('category', (array['finance','crm','mail','shop','hr','dev','ai','maps','chat','news'])[1 + n % 10], 'rating', n % 50 / 10.0,
          'vendor', 'vendor' || n / 50, 'summary', 'A small tool for a job that somebody has to do, number ' || n, 'website', 'https://example.com/apps/' || n,
          'icon', 'https://files.example.com/' || md5(n::text) || '.png', 'seats', 1 + n % 500, 'beta', n % 7 = 0,
          'platforms', jsonb_build_array((array['web','ios','android','mac'])[1 + n % 4], (array['windows','linux','watch'])[1 + n % 3]),
          'industries', jsonb_build_array(jsonb_build_object('code', 'i' || n % 20, 'regions', jsonb_build_array('eu', (array['us','asia','africa'])[1 + n % 3])))))) r;
    insert into search_word select distinct s.marketplace_id, 'tool' || n / 40 from fresh, seed s on conflict do nothing;
    $indexes_again
    commit;
    analyze app; analyze app_version; analyze app_alias;
S
  ;;
  subscriptions) sql billing <<S
    begin;
    create temp table fresh on commit drop as
      select n, gen_random_uuid() as id from generate_series(1, greatest(0, $count - (select count(*) from subscription))) n;
    insert into subscription select r.* from fresh, (select * from subscription order by started_at desc limit 1) s,
      jsonb_populate_record(null::subscription, to_jsonb(s) || jsonb_build_object('subscription_id', id, 'item_id', gen_random_uuid(), 'purchase_id', gen_random_uuid(),
        'order_id', 1000000000 + (random() * 1e15)::bigint, 'company_id', gen_random_uuid(), 'user_id', gen_random_uuid(),
        'status', 'CANCELLED')) r;
    commit;
    analyze subscription;
S
  ;;
  outbox) sql billing <<S
    alter table kit.outbox disable trigger user;
    insert into kit.outbox (event_id, marketplace_id, type, aggregate_type, aggregate_id, sequence, time, traceparent, data)
    select gen_random_uuid(), (select marketplace_id from kit.marketplace limit 1), 'bench.backlog', 'bench', gen_random_uuid()::text, 1, now(), null,
      jsonb_build_object('n', n, 'text', repeat('x', 400)) from generate_series(1, $count) n;
    alter table kit.outbox enable trigger user;
S
  ;;
  *) sed -n 2p "$0"; exit 2 ;;
esac
