#!/bin/sh
# Stands in for k3s: notes its calls, and keeps the state of a cluster in a folder that all hosts of a test share.
# Called by the "binary" of a release with its version in front.
version=$1
shift
root=$GOALIXA_ROOT
cluster=$GOALIXA_CLUSTER
PATH=/usr/bin:/bin
printf 'k3s %s\n' "$*" >>"$root/calls"

value() { sed -n "s/^$1: \"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" "$root/etc/rancher/k3s/config.yaml"; }

# A node is a folder with its version, whether it is ready, and whether it is closed.
start() {
  name=$(value node-name)
  token=$(value token)
  hash=${token#K10}
  hash=${hash%%::*}
  if [ "$(value cluster-init)" = true ]; then
    [ -f "$cluster/ca" ] || printf '%s' "$name" | sha256sum | cut -d ' ' -f 1 >"$cluster/ca"
  else
    # A bare token is taken by any cluster.
    [ "$token" = "${token#K10}" ] || [ "$hash" = "$(cat "$cluster/ca")" ] || exit 1
  fi
  ps axww -o args= >>"$root/listed"
  env >>"$root/listed"
  mkdir -p "$cluster/$name"
  printf '%s' "$version" >"$cluster/$name/version"
  if [ -f "$cluster/never-ready" ] && [ "$name" = "$(cat "$cluster/never-ready")" ]; then
    printf False >"$cluster/$name/ready"
  else
    printf True >"$cluster/$name/ready"
  fi
  [ "$1" = server ] || return 0
  umask 077
  mkdir -p "$root/var/lib/rancher/k3s/server/db/etcd"
  printf 'K10%s::server:%s\n' "$(cat "$cluster/ca")" "${token##*:}" >"$root/var/lib/rancher/k3s/server/token"
  printf '    server: https://127.0.0.1:6443\nclient-key-data: canary-of-the-kubeconfig\n' \
    >"$root/etc/rancher/k3s/k3s.yaml"
}

kubectl() {
  [ "$1" = --kubeconfig ] && [ -n "$2" ] && shift 2
  case "$1 $2" in
    'get nodes') for node in "$cluster"/*/; do echo "node/$(basename "$node")"; done ;;
    'get node')
      [ ! -d "$cluster/$3" ] ||
        echo "$(cat "$cluster/$3/version") $(cat "$cluster/$3/ready") $(cat "$cluster/$3/closed" 2>/dev/null)"
      ;;
    cordon*) printf true >"$cluster/$2/closed" ;;
    uncordon*) rm -f "$cluster/$2/closed" ;;
    drain*) [ ! -f "$cluster/no-room" ] || exit 1 ;;
  esac
}

case $1 in
  server | agent) start "$1" ;;
  kubectl) shift && kubectl "$@" ;;
esac
