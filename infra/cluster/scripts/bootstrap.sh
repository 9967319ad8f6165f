#!/bin/sh
# Brings k3s to a host and keeps it as described; a second run changes nothing, and a run that was cut off is
# completed by the next. The program sends this text on standard input to `sh -s -- <action> <node> <version>`,
# as root, followed by what `script-of.ts` adds: the settings, the function `declared_files` and the call of `main`.
#
#   install     this host: files, binary, service; waits until the node is ready
#   drain       on a server, before another host is upgraded: moves the pods off that node
#   admit       on a server, after that: waits until the node is ready, lets pods onto it again
#   kubeconfig  on a server: prints the administrator's kubeconfig
#
# Secrets are in the files only. None is ever an argument or a variable of a program, and no message holds one:
# what is printed here ends up in the engine's messages.
set -eu
umask 077

ROOT=${GOALIXA_ROOT:-}
WAIT_SECONDS=${GOALIXA_WAIT_SECONDS:-600}
BIN=$ROOT/usr/local/bin/k3s
DATA=$ROOT/var/lib/rancher/k3s
CONFIG=$ROOT/etc/rancher/k3s/config.yaml
KUBECONFIG_FILE=$ROOT/etc/rancher/k3s/k3s.yaml
STATE=$ROOT/var/lib/goalixa

main() {
  ACTION=$1 NODE=$2 K3S_VERSION=$3
  [ "$(id -u)" = 0 ] || [ -n "$ROOT" ] || fail 'must run as root'
  lock
  case $ACTION in
    install) install_node ;;
    drain) drain_node "$NODE" ;;
    admit)
      wait_until_ready "$NODE"
      uncordon_node "$NODE"
      ;;
    kubeconfig) cat "$KUBECONFIG_FILE" ;;
    *) fail "unknown action $ACTION" ;;
  esac
}

# An `up` that was cut off may have left its script running here.
lock() {
  command -v flock >/dev/null || fail 'has no flock'
  mkdir -p "$ROOT/run"
  exec 9>"$ROOT/run/goalixa.lock"
  flock -w "$WAIT_SECONDS" 9 || fail 'another run is still at work on this host'
}

fail() {
  printf '%s\n' "goalixa: $NODE: $*" >&2
  exit 1
}

note() {
  printf '%s\n' "goalixa: $NODE: $*" >&2
}

pause() {
  [ "$waited" -lt "$WAIT_SECONDS" ] || fail "$1"
  sleep 1
  waited=$((waited + 1))
}

# `version`: the one last seen ready, as a newer binary may be in place already without having run.
# `applied`: the fingerprint of what the service was last started with.
recall() {
  if [ -f "$STATE/$1" ]; then cat "$STATE/$1"; fi
}

remember() {
  printf '%s' "$2" >"$STATE/$1.new"
  mv "$STATE/$1.new" "$STATE/$1"
}
