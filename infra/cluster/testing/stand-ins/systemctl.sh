#!/bin/sh
# Stands in for systemctl: `restart` runs what the unit says, in the foreground.
root=$GOALIXA_ROOT
PATH=/usr/bin:/bin:$GOALIXA_STAND_INS
for last in "$@"; do :; done
case $1 in
  is-active) [ -f "$root/active-$last" ] ;;
  restart)
    rm -f "$root/active-$last"
    unit=$root/etc/systemd/system/$last.service
    sed -n 's/^ExecStartPre=\([^-]\)/\1/p; s/^ExecStart=//p' "$unit" | while read -r line; do
      # shellcheck disable=SC2086
      "$root"$line || exit 1
    done && : >"$root/active-$last"
    ;;
esac
