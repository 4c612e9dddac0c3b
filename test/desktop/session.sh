#!/usr/bin/env bash
# Runs a command in a desktop of its own: a display where there is none, a D-Bus session, a window manager, a key ring and a
# notification daemon, none of them the user's. Ends what it started, and nothing else, with the command; its status is the command's.
#   session.sh [--keyring unlocked|locked|none] [--size 1600x1000] -- COMMAND…
# With DISPLAY set it takes that one; called within itself it gives the command a bus and a key ring of its own.
set -u
keyring=unlocked size=1600x1000 inner=
while [ $# -gt 0 ]; do
  case $1 in
    --keyring) keyring=$2; shift 2 ;;
    --size) size=$2; shift 2 ;;
    --inner) inner=yes; shift ;;
    --) shift; break ;;
    *) echo "session.sh takes --keyring, --size and -- COMMAND; what is $1?" >&2; exit 2 ;;
  esac
done

started=() folders=()
finish() {
  [ ${#started[@]} = 0 ] || { kill "${started[@]}" 2>/dev/null; wait "${started[@]}" 2>/dev/null; }
  [ ${#folders[@]} = 0 ] || rm -rf "${folders[@]}"
}
trap finish EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

if [ -z "$inner" ]; then
  manager=
  if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    number=$(mktemp)
    Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$number" >/dev/null 2>&1 & started+=($!)
    for _ in $(seq 200); do [ -s "$number" ] && break; sleep 0.05; done
    DISPLAY=":$(cat "$number")"; export DISPLAY; rm -f "$number"
    [ "$DISPLAY" != : ] || { echo 'Xvfb did not come up.' >&2; exit 1; }
    manager=yes
  fi
  XDG_DATA_HOME=$(mktemp -d) XDG_RUNTIME_DIR=$(mktemp -d)
  export XDG_DATA_HOME XDG_RUNTIME_DIR XDG_CURRENT_DESKTOP=GNOME
  folders+=("$XDG_DATA_HOME" "$XDG_RUNTIME_DIR")
  # A bus that starts nothing by itself: else whoever asks first for a key ring gets another one than is meant.
  cat >"$XDG_RUNTIME_DIR/bus.conf" <<'CONF'
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
CONF
  export RELEVO_SESSION_MANAGER=$manager
  dbus-run-session --config-file="$XDG_RUNTIME_DIR/bus.conf" -- "$0" --keyring "$keyring" --inner -- "$@"
  exit $?
fi

owned() { gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus --method org.freedesktop.DBus.NameHasOwner "$1" 2>/dev/null | grep -q true; }
await() { for _ in $(seq 200); do owned "$1" && return 0; sleep 0.05; done; echo "session.sh: $1 did not come up." >&2; exit 1; }

[ -z "$RELEVO_SESSION_MANAGER" ] || { openbox >/dev/null 2>&1 & started+=($!); }
if [ "$keyring" != none ]; then
  printf 'relevo-tests' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 & started+=($!)
  await org.freedesktop.secrets
  if [ "$keyring" = locked ]; then
    gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \
      --method org.freedesktop.Secret.Service.Lock "['/org/freedesktop/secrets/collection/login']" >/dev/null
  fi
fi
dunst >/dev/null 2>&1 & started+=($!)
await org.freedesktop.Notifications
# In the background, so that a signal to this shell is heard at once and handed on.
"$@" <&0 & command=$!
trap 'kill -TERM $command 2>/dev/null' TERM
trap 'kill -INT $command 2>/dev/null' INT
wait $command; status=$?
while kill -0 $command 2>/dev/null; do wait $command; status=$?; done
exit $status
