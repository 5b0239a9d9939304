#!/bin/sh
# Makes a backup a day in /backups and keeps the newest BACKUPS_KEPT. A backup that failed is tried again after ten minutes.
trap 'exit 0' TERM INT
while :; do
  if parley backup "/backups/parley-$(date -u +%Y-%m-%dT%H-%M-%SZ).tar.gz"; then
    ls -1r /backups/parley-*.tar.gz | tail -n +"$((${BACKUPS_KEPT:-14} + 1))" | xargs -r rm -f
    pause=86400
  else
    pause=600
  fi
  sleep "$pause" &
  wait $!
done
