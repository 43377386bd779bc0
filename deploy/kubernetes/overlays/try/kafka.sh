# One broker that is its own controller. Works with apache/kafka and whatever has the same programs in the same place.
set -eu
cp /scripts/server.properties /tmp/server.properties
if [ ! -f /var/lib/kafka/data/meta.properties ]; then
  /opt/kafka/bin/kafka-storage.sh format --cluster-id "$(/opt/kafka/bin/kafka-storage.sh random-uuid)" --config /tmp/server.properties --ignore-formatted
fi
exec /opt/kafka/bin/kafka-server-start.sh /tmp/server.properties
