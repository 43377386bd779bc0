# One cluster with a database and a role for each service. Works with any image that has PostgreSQL's programs on its PATH.
set -eu
data=/var/lib/postgresql/emporium
port=${PORT:-5432}
if [ ! -s "$data/PG_VERSION" ]; then
  rm -rf "$data.new"
  initdb --pgdata="$data.new" --username=postgres --encoding=UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=scram-sha-256
  pg_ctl --pgdata="$data.new" --wait --options="-c listen_addresses='' -c unix_socket_directories=/tmp -p $port" start
  role() {
    psql --host=/tmp --port="$port" --username=postgres --set=ON_ERROR_STOP=1 --quiet --set=name="emporium_$1" --set=word="$2" <<'SQL'
create role :"name" login password :'word';
create database :"name" owner :"name";
SQL
  }
  role catalog "$CATALOG_PASSWORD"
  role checkout "$CHECKOUT_PASSWORD"
  role billing "$BILLING_PASSWORD"
  role installation "$INSTALLATION_PASSWORD"
  # under row-level security indexes serve leakproof operators only (ARCHITECTURE, "Values")
  psql --host=/tmp --port="$port" --username=postgres --dbname=emporium_catalog --set=ON_ERROR_STOP=1 --quiet <<'SQL'
alter function ts_match_vq(tsvector, tsquery) leakproof;
alter function jsonb_path_exists_opr(jsonb, jsonpath) leakproof;
alter function jsonb_contains(jsonb, jsonb) leakproof;
SQL
  pg_ctl --pgdata="$data.new" --wait stop
  echo "host all all all scram-sha-256" >> "$data.new/pg_hba.conf"
  mv "$data.new" "$data"
fi
exec postgres -D "$data" -p "$port" -c listen_addresses="${LISTEN:-*}" -c unix_socket_directories=/tmp -c max_connections=200 -c shared_buffers=128MB
