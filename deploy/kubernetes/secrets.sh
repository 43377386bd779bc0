#!/bin/sh
# Makes the random secrets of an overlay once: ./secrets.sh overlays/try. What exists is kept.
set -eu
folder=${1:?which overlay}/secrets
umask 077
mkdir -p "$folder"
word() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
key() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
file() { [ -f "$folder/$1.env" ] || cat > "$folder/$1.env"; }

file emporium-internal <<END
INTERNAL_KEYS=k1:$(key)
END
file installation-secrets <<END
SECRETS_KEY=$(key)
BOOTSTRAP_OPERATOR_CLIENT_ID=emporium-operator
BOOTSTRAP_OPERATOR_CLIENT_SECRET=$(word)
END
for service in catalog checkout billing installation; do
  file $service-database <<END
DATABASE_USER=emporium_$service
DATABASE_PASSWORD=$(word)
END
done
