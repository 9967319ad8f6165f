#!/bin/sh
# Part of `bootstrap.sh`: the binary of k3s.

# Leaves it beside the old one, not executable before its checksum is seen to be right.
fetch_binary() {
  if is_genuine "$BIN"; then
    rm -f "$BIN.new"
    return
  fi
  mkdir -p "${BIN%/*}"
  is_genuine "$BIN.new" || download "$K3S_URL/$(printf '%s' "$K3S_VERSION" | sed 's/+/%2B/')/k3s$SUFFIX" "$BIN.new"
  is_genuine "$BIN.new" || {
    rm -f "$BIN.new"
    fail "what was downloaded is not $K3S_VERSION: its checksum is not the one in goalixa:cluster.sha256.$ARCH"
  }
}

is_genuine() {
  [ -f "$1" ] || return 1
  sum=$(sha256sum "$1") && [ "${sum%% *}" = "$SHA256" ]
}

download() {
  if command -v curl >/dev/null; then
    curl --fail --silent --show-error --location --retry 3 --max-time "$WAIT_SECONDS" --output "$2" "$1"
  else
    wget -q -O "$2" "$1"
  fi || fail "could not download $1"
}

# An altered binary of the same version is not run, not even to drain: the pods stay.
replace_binary() {
  if [ "$SERVICE" = k3s ] && [ "$(recall version)" != "$K3S_VERSION" ] && systemctl is-active --quiet k3s; then
    drain_node "$NODE"
  fi
  chmod 755 "$BIN.new"
  # What runs is no longer what lies here, until the service is started again.
  rm -f "$STATE/applied"
  mv "$BIN.new" "$BIN"
}
