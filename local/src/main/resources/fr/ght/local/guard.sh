# Runs one server and ends it when whoever started it is gone: our standard input is a pipe from
# there, and the kernel closes it whatever death that process dies.
#   $1 data folder (so that `ps` tells whose server this is)   $2 signal for a clean stop
#   $3 folder to remove after a clean stop, or empty           $4… the server
data=$1 signal=$2 remove=$3
shift 3
exec 3<&0 </dev/null
ending=
"$@" 3<&- &
server=$!

watch() {
  (
    trap - TERM HUP CHLD
    while read -r _ <&3; do :; done
    kill -s TERM $$
    exec 3<&- >/dev/null 2>&1
    sleep 3
    kill -s KILL $server
  ) &
  watcher=$!
}
watch
trap 'ending=1; kill -s "$signal" $server 2>/dev/null' TERM HUP
# The watcher itself may be killed.
trap 'kill -0 $watcher 2>/dev/null || watch' CHLD

while :; do
  wait $server
  status=$?
  kill -0 $server 2>/dev/null || break
done
trap - CHLD
kill $watcher 2>/dev/null
[ -z "$ending" ] || [ -z "$remove" ] || rm -rf -- "$remove"
exit $status
