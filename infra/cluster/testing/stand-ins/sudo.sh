#!/bin/sh
# The test's user may do all that the test needs.
[ "$1" = -n ] && shift
exec "$@"
