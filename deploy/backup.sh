#!/bin/sh
# Makes a backup a day in BACKUPS (/backups) and keeps the newest BACKUPS_KEPT. A backup that failed is tried again after ten minutes.
folder=${BACKUPS:-/backups}
child=
# A backup that is interrupted removes what it has written.
trap 'kill $child 2>/dev/null; wait $child; exit 0' TERM INT
while :; do
  parley backup "$folder/parley-$(date -u +%Y-%m-%dT%H-%M-%SZ).tar.gz" &
  child=$!
  if wait $child; then
    ls -1r "$folder"/parley-*.tar.gz | tail -n +"$((${BACKUPS_KEPT:-14} + 1))" | xargs -r rm -f
    pause=86400
  else
    pause=600
  fi
  sleep "$pause" &
  child=$!
  wait $child
done
