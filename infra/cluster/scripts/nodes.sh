#!/bin/sh
# Part of `bootstrap.sh`: what is asked of the cluster about its nodes.

kubectl() {
  config=$KUBECONFIG_FILE
  [ "$SERVICE" = k3s ] || config=$DATA/agent/kubelet.kubeconfig
  "$BIN" kubectl --kubeconfig "$config" "$@"
}

# "v1.36.4+k3s1 True" and, where no pods are let onto it, " true"; nothing for a node that is not there.
node_state() {
  kubectl get node "$1" --ignore-not-found \
    -o 'jsonpath={.status.nodeInfo.kubeletVersion} {.status.conditions[?(@.type=="Ready")].status} {.spec.unschedulable}'
}

wait_until_ready() {
  waited=0
  until state=$(node_state "$1" 2>/dev/null) && is_ready "$state"; do
    pause "$1 is not ready on $K3S_VERSION after $WAIT_SECONDS s (${state:-no answer})"
  done
}

is_ready() {
  case $1 in "$K3S_VERSION True"*) return 0 ;; *) return 1 ;; esac
}

# Notes that it was us who closed the node, so that one closed by hand stays closed.
drain_node() {
  state=$(node_state "$1") || fail "cannot ask the cluster about $1"
  case $state in '' | "$K3S_VERSION "*) return 0 ;; esac
  nodes=$(kubectl get nodes -o name) || fail 'cannot list the nodes'
  if [ "$(printf '%s\n' "$nodes" | wc -l)" -lt 2 ]; then
    note 'is the only node: its pods have nowhere to go, so it is not drained'
    return 0
  fi
  mkdir -p "$STATE"
  case $state in *' true') ;; *) : >"$STATE/cordoned-$1" ;; esac
  kubectl cordon "$1" >&2
  kubectl drain "$1" --ignore-daemonsets --delete-emptydir-data --timeout="${WAIT_SECONDS}s" >&2 || {
    uncordon_node "$1"
    fail "could not drain $1: a PodDisruptionBudget may have no room"
  }
}

uncordon_node() {
  [ -f "$STATE/cordoned-$1" ] || return 0
  kubectl uncordon "$1" >&2
  rm "$STATE/cordoned-$1"
}
