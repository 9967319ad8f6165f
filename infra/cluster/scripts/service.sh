#!/bin/sh
# Part of `bootstrap.sh`: the files of the host and the service that reads them.

# put <mode> <path> <content>: as a whole or not at all, and only where it differs.
put() {
  target=$ROOT$2
  if [ -f "$target" ] && [ "$(stat -c %a "$target")" = "$1" ] && printf '%s' "$3" | cmp -s - "$target"; then
    return 0
  fi
  mkdir -p "${target%/*}"
  printf '%s' "$3" >"$target.new"
  chmod "$1" "$target.new"
  mv "$target.new" "$target"
}

# What the pods' network goes over: the device with the node's address, of another name on each kind of machine.
interface_line() {
  waited=0
  until device=$(ip -o -4 addr show to "$NODE_IP" | awk 'NR == 1 { print $2 }') && [ -n "$device" ]; do
    pause "has no device with the address $NODE_IP"
  done
  printf 'flannel-iface: "%s"\n' "$device"
}

# The first server makes the cluster; one that was lost and comes back empty joins those that still have it. A host
# that guards its own ports drops the question of one that it does not know: only a refusal says that no k3s is there.
cluster_line() {
  [ -n "$IS_FIRST" ] || return 0
  if [ -d "$DATA/server/db/etcd" ] && [ -f "$CONFIG" ]; then
    grep -E '^(cluster-init|server):' "$CONFIG" && return
  fi
  silent=
  for server in $OTHER_SERVERS; do
    case $(answer_of "$server") in
      pong)
        printf 'server: "https://%s:6443"\n' "$server"
        return
        ;;
      refused) ;;
      *) silent="$silent $server" ;;
    esac
  done
  [ -z "$silent" ] || [ -z "$ADMIN_CIDRS" ] || fail_for_silence
  printf 'cluster-init: true\n'
}

fail_for_silence() {
  fail "cannot tell whether there is a cluster already, as nothing comes back from port 6443 of$silent." \
    'If there is one, put a server of it first in goalixa:hosts.servers, and this one last;' \
    'if there is none, let the servers reach each other at that port'
}

# `pong`; `refused`, by a machine without k3s; nothing from one that does not answer.
answer_of() {
  if command -v curl >/dev/null; then
    curl --silent --insecure --max-time 5 "https://$1:6443/ping" || [ "$?" != 7 ] || printf 'refused'
  else
    LC_ALL=C wget -O - --no-check-certificate --timeout=5 --tries=1 "https://$1:6443/ping" 2>&1
  fi 2>/dev/null | sed -n 's/.*\(pong\|refused\).*/\1/p' | head -n 1
}

# What the service has to be started again for; not for who may reach the host.
fingerprint() {
  printf '%s ' "$SHA256"
  cat "$CONFIG" "$ROOT/etc/systemd/system/$SERVICE.service" "$ROOT/usr/local/lib/goalixa/block-metadata" |
    sha256sum
}

start_service() {
  systemctl daemon-reload
  systemctl enable --quiet "$SERVICE"
  timeout "$WAIT_SECONDS" systemctl restart "$SERVICE" ||
    fail "$SERVICE does not start: see \"journalctl -u $SERVICE\" there"
  wait_until_ready "$NODE"
}

# What the others check that they talk to the right cluster by. The file holds the token, too.
print_ca_hash() {
  hash=$(sed -n 's/^K10\([0-9a-f]\{64\}\)::.*/\1/p' "$DATA/server/token")
  [ -n "$hash" ] || fail 'k3s made no token file of the form that is known'
  printf 'caHash=%s\n' "$hash"
}
