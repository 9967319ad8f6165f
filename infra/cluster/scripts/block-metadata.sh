#!/bin/sh
# Closes the cloud's metadata address to pods: it hands out the machine's user data, and credentials in some clouds.
# Runs before k3s starts, so that no pod is there earlier. What a pod sends is forwarded, what the host itself sends
# is not; pods in the host's network are the host, and only trusted namespaces allow those. The chain comes after
# the translation of Service addresses and before k3s' own rules, none of which can let through what is dropped here.
set -eu

if command -v nft >/dev/null; then
  # Created, deleted and created again in one transaction: the same however often it runs.
  nft -f - <<'RULES'
table inet goalixa
delete table inet goalixa
table inet goalixa {
  chain metadata {
    type filter hook forward priority mangle; policy accept;
    ip daddr 169.254.169.254 drop
    ip6 daddr fd00:ec2::254 drop
  }
}
RULES
else
  rule='FORWARD -d 169.254.169.254 -j DROP'
  # shellcheck disable=SC2086
  iptables -w -t mangle -C $rule 2>/dev/null || iptables -w -t mangle -I $rule
fi
