#!/bin/sh
# The real one, but for questions to other servers: those are asked of the test's folder.
for last in "$@"; do :; done
case $last in
  https://*:6443/ping) [ ! -f "$GOALIXA_CLUSTER/answers" ] || echo pong ;;
  *) exec /usr/bin/curl "$@" ;;
esac
