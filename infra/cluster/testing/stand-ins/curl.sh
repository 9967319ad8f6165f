#!/bin/sh
# The real one, but for questions to other servers: those are asked of the test's folder. In its file `answers`:
# `yes`, or `dropped` as by a packet filter; without it nobody listens there.
for last in "$@"; do :; done
case $last in
  https://*:6443/ping)
    [ -f "$GOALIXA_CLUSTER/answers" ] || exit 7
    [ "$(cat "$GOALIXA_CLUSTER/answers")" = yes ] || exit 28
    echo pong
    ;;
  *) exec /usr/bin/curl "$@" ;;
esac
