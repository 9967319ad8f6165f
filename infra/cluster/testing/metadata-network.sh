#!/bin/sh
# A node, a pod and the cloud's metadata server as network namespaces: prints who reaches what before and after
# `block-metadata.sh` (given as the first argument; the second is Node) has run. To be started by `unshare`, with
# namespaces of its own for mounts and network.
set -eu
script=$1
node=$2
mount -t tmpfs none /run
ip link set lo up
echo 1 >/proc/sys/net/ipv4/ip_forward

. "$(dirname "$0")/attach.sh"
attach pod 10.42.0.1 10.42.0.2
attach metadata 192.0.2.1 192.0.2.254
ip -n metadata addr add 169.254.169.254/32 dev eth0
ip route add 169.254.169.254 via 192.0.2.254
# A Service whose endpoint is the metadata server.
nft add table ip services
nft 'add chain ip services prerouting { type nat hook prerouting priority dstnat; }'
nft add rule ip services prerouting ip daddr 10.43.0.1 dnat to 169.254.169.254

ip netns exec metadata "$node" -e 'require("net").createServer((s) => s.end()).listen(80)' &
server=$!
trap 'kill $server' EXIT

probe='
  const [who, host] = process.argv.slice(1);
  const socket = require("net").connect({ host, port: 80, timeout: 700 });
  const end = (word) => { console.log(`${who} ${word} ${host}`); process.exit(0); };
  socket.on("connect", () => end("reaches"));
  socket.on("timeout", () => end("misses"));
  socket.on("error", () => process.exit(1));
'
everyone() {
  for address in 169.254.169.254 10.43.0.1 192.0.2.254; do
    ip netns exec pod "$node" -e "$probe" pod "$address"
  done
  "$node" -e "$probe" node 169.254.169.254
}
# Until the server listens.
until ip netns exec metadata "$node" -e "$probe" metadata 127.0.0.1 >/dev/null; do sleep 0.1; done

everyone
sh "$script"
once=$(nft list ruleset)
sh "$script"
[ "$once" = "$(nft list ruleset)" ] && echo 'the second run changes nothing'
everyone
