#!/bin/sh
# Runs the `try` overlay on this one machine with podman, without a cluster, tells the story through its gateway, and
# undoes itself. Root file systems are read-only and nobody is root, as in a cluster; podman is the kubelet for
# Deployments, ConfigMaps, Secrets and claims. It knows no probes: this script asks readiness itself.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
usage() {
  cat <<'END'
Usage: deploy/kubernetes/try.sh [--port PORT] [--keep] [--down] [--no-story] [--images-only]

Needs: root, a JDK 17 or newer (JAVA_HOME or PATH), podman 4.3 or newer with runc or crun and catatonit, curl.
  Debian:  apt-get install podman runc catatonit curl
Images: BASE (eclipse-temurin:25-jre), POSTGRES (postgres:18) and KAFKA (apache/kafka:4.1.0) are pulled. Where no registry is
  reached, stand-ins are made here of Debian packages (needs debootstrap), the JDK in JRE_HOME (25; or the one that runs
  this) and the Kafka jars that the tests use.

  --port PORT    first of 33 ports on 127.0.0.1 (8300): gateway PORT, services above it, health and metrics PORT+10…
  --keep         leave it running after the story; --down ends it
  --down         end what an earlier --keep left
  --no-story     start it, check it and stop there (with --keep)
  --images-only  build the images and stop
END
}
port=8300 keep= down= only= untold=
while [ $# -gt 0 ]; do
  case "$1" in
    --port) shift; port=$1 ;;
    --keep) keep=1 ;;
    --down) down=1 ;;
    --no-story) untold=1 ;;
    --images-only) only=1 ;;
    *) usage; [ "$1" = --help ] && exit 0 || exit 2 ;;
  esac
  shift
done
say() { printf '%s\n' "$*"; }
die() { printf 'try.sh: %s\n' "$*" >&2; exit 1; }

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$root/target/try
for program in "$java" podman curl; do command -v "$program" >/dev/null || { usage >&2; die "$program was not found."; }; done
[ "$(id -u)" = 0 ] || die "podman is asked for pods on the machine's own network with limits: run this as root."
mkdir -p "$work"
chmod 700 "$work"

# Containers may not have higher limits than we have ourselves, and here there need be no systemd.
runtime=runc; command -v runc >/dev/null || runtime=crun
files=$(ulimit -Hn); case $files in unlimited) files=65536 ;; esac
cat > "$work/containers.conf" <<END
[containers]
default_ulimits=["nofile=$files:$files", "nproc=4096:4096"]
netns="host"
[engine]
runtime="$runtime"
cgroup_manager="cgroupfs"
events_logger="file"
END
export CONTAINERS_CONF="$work/containers.conf"

undo() {
  set +e
  for file in application infrastructure; do
    [ -f "$work/play/$file.yaml" ] && podman kube play --down "$work/play/$file.yaml" >/dev/null 2>&1
  done
  podman pod ls --format '{{.Name}}' 2>/dev/null | grep -E '^(catalog|checkout|billing|installation|gateway|postgresql|kafka)(-migration|-pod-0)$' | xargs -r podman pod rm -f >/dev/null 2>&1
  if [ -d "$work/play" ]; then
    sed -n 's/^secret //p; ' "$work/play/names.txt" 2>/dev/null | xargs -r podman secret rm >/dev/null 2>&1
    sed -n 's/^volume //p' "$work/play/names.txt" 2>/dev/null | xargs -r podman volume rm -f >/dev/null 2>&1
  fi
  rm -rf "$work/play"
}
if [ -n "$down" ]; then undo; say "Ended and removed; the images stay (podman images | grep emporium)."; exit 0; fi

# Jars ------------------------------------------------------------------------------------------------------------
if [ -z "${SKIP_BUILD:-}" ]; then
  say "Building the jars"
  (cd "$root" && ./mvnw -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true package) > "$work/build.log" 2>&1 || { tail -n 20 "$work/build.log" >&2; die "the build failed; $work/build.log has all of it."; }
fi

# Images ----------------------------------------------------------------------------------------------------------
version=0.1.0
BASE=${BASE:-docker.io/library/eclipse-temurin:25-jre}
POSTGRES=${POSTGRES:-docker.io/library/postgres:18}
KAFKA=${KAFKA:-docker.io/apache/kafka:4.1.0}
have() { podman image exists "$1" || timeout 120 podman pull -q "$1" >/dev/null 2>&1; }

debian() {
  podman image exists localhost/emporium-try/debian && return
  command -v debootstrap >/dev/null || die "no registry answers and debootstrap is not installed: apt-get install debootstrap"
  say "  Debian, by debootstrap"
  rm -rf "$work/rootfs"
  debootstrap --variant=minbase --include=ca-certificates,postgresql bookworm "$work/rootfs" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" > "$work/debootstrap.log" 2>&1 || { tail -n 5 "$work/debootstrap.log" >&2; die "debootstrap failed."; }
  tar -C "$work/rootfs" --exclude=./dev --exclude=./proc --exclude=./sys --exclude=./var/cache/apt --exclude=./var/lib/apt/lists -c . | podman import -q - localhost/emporium-try/debian >/dev/null
  rm -rf "$work/rootfs"
}
stand_in() { # name; the Dockerfile comes on standard input, the context is $work/context
  cat > "$work/Dockerfile"
  podman build -q -f "$work/Dockerfile" -t "localhost/emporium-try/$1" "$work/context" >/dev/null
  rm -rf "$work/context"
}
jre() {
  podman image exists localhost/emporium-try/jre && return
  debian
  home=${JRE_HOME:-}
  [ -n "$home" ] || home=$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -n 1)
  [ -n "$home" ] || home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  say "  a JRE of $home"
  mkdir -p "$work/context"
  modules=$("$home/bin/java" --list-modules | sed 's/@.*//' | grep -v -E 'jlink|javadoc|jshell|jpackage|incubator' | paste -sd,)
  "$home/bin/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --output "$work/context/jre" >/dev/null || die "jlink of $home failed."
  chmod -R go+rX "$work/context"
  stand_in jre <<'END'
FROM localhost/emporium-try/debian
COPY jre/ /opt/java/
ENV PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
END
}
postgresql() {
  podman image exists localhost/emporium-try/postgresql && return
  debian
  mkdir -p "$work/context"
  stand_in postgresql <<'END'
FROM localhost/emporium-try/debian
RUN usermod -u 999 postgres && groupmod -g 999 postgres && rm -rf /var/lib/postgresql && install -d -o postgres -g postgres -m 700 /var/lib/postgresql && ln -s /usr/lib/postgresql/*/bin /opt/postgresql
ENV PATH=/opt/postgresql:/usr/local/bin:/usr/bin:/bin
USER 999:999
END
}
kafka() {
  podman image exists localhost/emporium-try/kafka && return
  jre
  mkdir -p "$work/context/bin"
  cp -r "$root/embedded/kafka-broker/target/classes/kafka-libs" "$work/context/libs"
  printf '#!/bin/sh\nexec java -cp "/opt/kafka/libs/*" kafka.tools.StorageTool "$@"\n' > "$work/context/bin/kafka-storage.sh"
  printf '#!/bin/sh\nexec java $KAFKA_HEAP_OPTS -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "/opt/kafka/libs/*" kafka.Kafka "$@"\n' > "$work/context/bin/kafka-server-start.sh"
  chmod -R go+rX "$work/context"; chmod 755 "$work"/context/bin/*
  stand_in kafka <<'END'
FROM localhost/emporium-try/jre
COPY libs/ /opt/kafka/libs/
COPY bin/ /opt/kafka/bin/
RUN install -d -o 1000 -g 1000 -m 700 /var/lib/kafka
USER 1000:1000
END
}

say "Images"
if have "$BASE"; then :; else say "  $BASE cannot be had; a stand-in is made here"; jre; BASE=localhost/emporium-try/jre; fi
if [ "$BASE" != localhost/emporium-try/jre ] && have "$POSTGRES"; then :; else postgresql; POSTGRES=localhost/emporium-try/postgresql; fi
if [ "$BASE" != localhost/emporium-try/jre ] && have "$KAFKA"; then :; else kafka; KAFKA=localhost/emporium-try/kafka; fi
for name in gateway catalog checkout billing installation; do
  # each starts its process once (deploy/local's Rehearsal)
  podman build --build-arg BASE="$BASE" -f "$root/deploy/images/$name.Dockerfile" -t "localhost/emporium/$name:$version" "$root" > "$work/image.log" 2>&1 || { tail -n 20 "$work/image.log" >&2; die "the image of $name cannot be built; $work/image.log has all of it."; }
  say "  emporium/$name:$version"
done
[ -z "$only" ] || exit 0

# Pods ------------------------------------------------------------------------------------------------------------
undo
trap 'status=$?; [ -n "$keep" ] && [ $status = 0 ] || { say "Undoing"; undo; }; exit $status' EXIT
trap 'exit 130' INT TERM
mkdir -p "$work/play"
"$here/secrets.sh" "$here/overlays/try"
set -- postgres:18="$POSTGRES" apache/kafka:4.1.0="$KAFKA"
for name in gateway catalog checkout billing installation; do set -- "$@" "emporium/$name:$version=localhost/emporium/$name:$version"; done
"$java" -cp "$root/deploy/manifests/target/classes:$root/deploy/manifests/target/lib/*" dev.emporium.manifests.PodmanPlay "$here/overlays/try" "$work/play" "$port" "$@"
# until 4.4 podman understands Secrets that pods refer to, but not the documents that make them
for secret in "$work"/play/secrets/*.json; do
  name=$(basename "$secret" .json)
  case $(podman version --format '{{.Client.Version}}') in
    4.[0-3].*) podman secret create "$name" "$secret" >/dev/null ;;
    *) podman kube play "$work/play/secrets/$name.yaml" >/dev/null ;;
  esac
done

ready() { # name url
  i=0
  until curl -sf -o /dev/null "$2"; do
    i=$((i + 1))
    [ $i -lt 600 ] || { curl -s "$2" >&2 || true; podman logs --tail 20 "$1-pod-0-main" >&2 2>/dev/null || true; die "$1 is not ready after five minutes."; }
    sleep 0.5
  done
  say "  $1 is ready"
}
say "Playing PostgreSQL and Kafka"
podman kube play "$work/play/infrastructure.yaml" >/dev/null
say "Playing migrations, services and gateway"
podman kube play "$work/play/application.yaml" >/dev/null
for pair in catalog:11 checkout:12 billing:13 installation:14 gateway:10; do
  ready "${pair%:*}" "http://127.0.0.1:$((port + ${pair#*:}))/health/ready"
done
for container in $(podman ps -a --format '{{.Names}}' --filter name=-pod-0-); do
  case $container in *-infra) continue ;; esac
  seen=$(podman inspect "$container" --format '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}')
  case $seen in
    0:*|root*|:*|*false) die "$container runs as $seen" ;;
  esac
  say "  $container: user and read-only root: $seen"
done
say "The gateway answers at http://127.0.0.1:$port"

[ -z "$untold" ] || exit 0
# The story -------------------------------------------------------------------------------------------------------
say "Telling the story"
. "$here/overlays/try/secrets/installation-secrets.env"
printf 'OPERATOR_SECRET=%s\n' "$BOOTSTRAP_OPERATOR_CLIENT_SECRET" > "$work/play/secrets.properties"
(cd "$root" && ./mvnw -B -ntp -q ${MAVEN_MORE:-} -pl deploy/local -am -Dspotless.check.skip=true -Dsurefire.failIfNoSpecifiedTests=false -Dtest=StoryTest \
  -Demporium.url="http://127.0.0.1:$port" -Demporium.kafka="127.0.0.1:$((port + 21))" -Demporium.secrets="$work/play/secrets.properties" test) > "$work/story.log" 2>&1 \
  || { grep -E 'ERROR|Tests run' "$work/story.log" | head -n 30 >&2; die "the story failed; $work/story.log has all of it."; }
say "The story passed: $(sed -n 's/.*tests="\([0-9]*\)".*failures="\([0-9]*\)".*/\1 steps, \2 failed/p' "$root"/deploy/local/target/surefire-reports/TEST-*StoryTest.xml | head -n 1)"
[ -z "$keep" ] || say "It goes on running; deploy/kubernetes/try.sh --down ends it."
