#!/bin/sh
# Part of `bootstrap.sh`: who may reach this host, where no provider's firewall sees to that.

# Before anything is changed: whoever shuts himself out of a machine may have no other way into it.
check_access() {
  [ -n "$ADMIN_CIDRS" ] || return 0
  command -v nft >/dev/null || fail 'has no nft, so SSH and the API server could not be closed to others'
  from=$(client_address)
  for range in $ADMIN_CIDRS 127.0.0.0/8; do
    if [ -z "$from" ] || in_range "$from" "$range"; then return 0; fi
  done
  fail "you are connected from $from, which is in no range of goalixa:hosts.adminCidrs: add it there"
}

# Of the one who runs this; nothing where it is not known. `sudo` hands no variable on, but has it itself.
client_address() {
  from=${SSH_CONNECTION:-$(tr '\0' '\n' <"/proc/$PPID/environ" 2>/dev/null | sed -n 's/^SSH_CONNECTION=//p')}
  printf '%s' "${from%% *}"
}

# in_range 203.0.113.9 203.0.113.0/24
in_range() {
  case $1 in *[!0-9.]*) return 1 ;; esac
  size=$((1 << (32 - ${2#*/})))
  [ "$(($(number_of "$1") / size))" = "$(($(number_of "${2%/*}") / size))" ]
}

number_of() {
  rest=${1#*.*.}
  high=${1%."$rest"}
  printf '%s' "$((${high%.*} << 24 | ${high#*.} << 16 | ${rest%.*} << 8 | ${rest#*.}))"
}

# At once, without starting k3s again: a node that is to join waits at the door of the others.
restrict_access() {
  [ -z "$ADMIN_CIDRS" ] || "$ROOT/usr/local/lib/goalixa/restrict-access" ||
    fail 'could not close SSH and the API server to others: see what nft says above'
}
