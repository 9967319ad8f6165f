#!/bin/sh
# Part of `bootstrap.sh`: the action `install`, and what is looked at before anything is changed.

install_node() {
  check_access
  check_host
  check_role
  mkdir -p "$STATE"
  choose_checksum
  check_version
  fetch_binary
  CONFIG_TAIL=$(interface_line && cluster_line)
  (umask 022 && mkdir -p "$DATA")
  declared_files
  restrict_access
  wanted=$(fingerprint)
  # A new binary beside the old one: the version is another, or the old one has been altered.
  if [ "$wanted" != "$(recall applied)" ] || [ -f "$BIN.new" ] || ! systemctl is-active --quiet "$SERVICE"; then
    [ ! -f "$BIN.new" ] || replace_binary
    start_service
    # In this order: once the second is there, a run that was cut off does not come by here again.
    remember version "$K3S_VERSION"
    remember applied "$wanted"
  fi
  if [ "$SERVICE" = k3s ]; then
    uncordon_node "$NODE"
    print_ca_hash
  fi
}

check_host() {
  for tool in systemctl sha256sum timeout; do
    command -v "$tool" >/dev/null || fail "has no $tool"
  done
  command -v curl >/dev/null || command -v wget >/dev/null || fail 'has neither curl nor wget'
  command -v nft >/dev/null || command -v iptables >/dev/null ||
    fail 'has neither nft nor iptables, so the metadata address could not be closed to pods'
  [ -d "$STATE" ] || [ ! -e "$BIN" ] ||
    fail 'has a k3s that this program did not install: remove it, or use hosts.driver "existing"'
}

# Two services would be two nodes of one name.
check_role() {
  case $SERVICE in k3s) other=k3s-agent ;; *) other=k3s ;; esac
  [ ! -e "$ROOT/etc/systemd/system/$other.service" ] ||
    fail "was installed as $other before: drain and delete its node, and take k3s off the host" \
      'as infra/cluster/README.md says, before it comes back in another role'
}

choose_checksum() {
  case $(uname -m) in
    x86_64 | amd64) SHA256=$SHA256_AMD64 ARCH=amd64 SUFFIX='' ;;
    aarch64 | arm64) SHA256=$SHA256_ARM64 ARCH=arm64 SUFFIX=-arm64 ;;
    *) fail "has an architecture that k3s is not made for, $(uname -m)" ;;
  esac
  [ -n "$SHA256" ] ||
    fail "goalixa:cluster.sha256.$ARCH is missing: it is in the release's sha256sum-$ARCH.txt"
}

# Kubernetes supports neither the way back nor a jump over a minor version.
check_version() {
  from=$(recall version)
  [ -n "$from" ] || return 0
  [ "$(rank "$K3S_VERSION")" -ge "$(rank "$from")" ] || fail "no way back from $from to $K3S_VERSION"
  [ "$(minor "$K3S_VERSION")" -le "$(($(minor "$from") + 1))" ] ||
    fail "no way from $from to $K3S_VERSION: upgrade one minor version at a time"
}

minor() {
  rest=${1#v1.}
  printf '%s' "${rest%%.*}"
}

# v1.36.4+k3s1 -> 36004001
rank() {
  rest=${1#v1.*.}
  printf '%s' "$(($(minor "$1") * 1000000 + ${rest%%+*} * 1000 + ${rest##*+k3s}))"
}
