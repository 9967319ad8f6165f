# shellcheck shell=sh
# A neighbour of the node, in a network namespace of its own, that reaches all else through the node:
# attach <name> <address of the node> <address of the other side>
attach() {
  ip netns add "$1"
  ip link add "$1" type veth peer name eth0 netns "$1"
  ip addr add "$2/24" dev "$1"
  ip link set "$1" up
  ip -n "$1" addr add "$3/24" dev eth0
  ip -n "$1" link set lo up
  ip -n "$1" link set eth0 up
  ip -n "$1" route add default via "$2"
}
