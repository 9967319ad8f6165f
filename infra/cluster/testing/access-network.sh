#!/bin/sh
# A node and who is around it as network namespaces: prints which of the node's ports each of them reaches, before
# and after the script of `restrict-access.ts` (the first argument; the second is Node) has run. To be started by
# `unshare`, with namespaces of its own for mounts and network.
set -eu
script=$1
node=$2
mount -t tmpfs none /run
ip link set lo up

. "$(dirname "$0")/attach.sh"
attach admin 203.0.113.1 203.0.113.7
attach stranger 198.51.100.1 198.51.100.7
attach peer 192.0.2.1 192.0.2.12
attach pod 10.42.0.1 10.42.0.2

# As on every host with k3s: the kernel follows connections.
nft add table ip follow
nft 'add chain ip follow input { type filter hook input priority 10; }'
nft add rule ip follow input ct state established accept

# Repeats what it is told, on every port.
"$node" -e '
  const ports = process.argv.slice(1);
  for (const port of ports) require("net").createServer((socket) => socket.pipe(socket)).listen(port);
  const udp = require("dgram").createSocket("udp4");
  udp.on("message", (text, { port, address }) => udp.send(text, port, address)).bind(8472);
' 22 80 443 2222 2379 2380 2381 6443 10250 &
echo=$!
trap 'kill $echo' EXIT

probe='
  const [who, host, ...ports] = process.argv.slice(1);
  const reaches = (port) => new Promise((resolve) => {
    const socket = require("net").connect({ host, port, timeout: 700 });
    socket.on("connect", () => resolve([port])).on("timeout", () => resolve([])).on("error", () => resolve([]));
  });
  const answers = new Promise((resolve) => {
    const udp = require("dgram").createSocket("udp4").on("message", () => resolve(["8472/udp"]));
    udp.send("?", 8472, host);
    setTimeout(() => resolve([]), 700);
  });
  Promise.all([...ports.map(reaches), answers]).then((found) => {
    console.log(`${who}: ${found.flat().join(" ")}`);
    process.exit(0);
  });
'
all='22 80 443 2222 2379 2380 2381 6443 10250'
everyone() {
  for place in admin/203.0.113.1 stranger/198.51.100.1 peer/192.0.2.1 pod/10.42.0.1; do
    # shellcheck disable=SC2086
    ip netns exec "${place%/*}" "$node" -e "$probe" "${place%/*}" "${place#*/}" $all
  done
  # shellcheck disable=SC2086
  "$node" -e "$probe" itself 192.0.2.1 $all
}
# Until it listens.
until "$node" -e "$probe" itself 127.0.0.1 10250 | grep -q 10250; do sleep 0.1; done

everyone
# Somebody who is connected while the doors are closed.
mkfifo /run/said
ip netns exec stranger "$node" -e '
  const socket = require("net").connect(22, "198.51.100.1", () => console.log("open"));
  socket.on("data", (text) => { console.log(`an open connection hears ${text}`); process.exit(0); });
  process.stdin.on("data", (text) => socket.write(text));
' </run/said >/run/heard &
connected=$!
exec 4>/run/said
until grep -q open /run/heard 2>/dev/null; do sleep 0.1; done
sh "$script"
once=$(nft list ruleset)
sh "$script"
[ "$once" = "$(nft list ruleset)" ] && echo 'the second run changes nothing'
printf 'what was said' >&4
timeout 5 tail --pid="$connected" -f /dev/null || kill "$connected"
tail -n 1 /run/heard
everyone
