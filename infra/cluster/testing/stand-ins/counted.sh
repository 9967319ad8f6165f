#!/bin/sh
# Stands before every program that the script starts: notes the call, and ends the whole session with SIGKILL at the
# call whose number the test chose, before or after it does its work.
name=${0##*/}
root=$GOALIXA_ROOT
step=0
[ ! -f "$root/step" ] || read -r step <"$root/step"
step=$((step + 1))
echo "$step" >"$root/step"
printf '%s %s\n' "$name" "$*" >>"$root/steps"
[ ! -f "$root/cut-off" ] || read -r chosen when <"$root/cut-off"

cut_off() {
  [ "$step $1" = "${chosen-} ${when-}" ] || return 0
  PATH=/usr/bin:/bin
  session=$(ps -o sid= -p $$)
  # shellcheck disable=SC2046
  kill -9 $(ps -o pid= -s "$((session))")
}

cut_off before
program=$GOALIXA_STAND_INS/$name
[ -x "$program" ] || program=/usr/sbin/$name
[ -x "$program" ] || program=/usr/bin/$name
[ -x "$program" ] || program=/bin/$name
"$program" "$@"
status=$?
cut_off after
exit $status
