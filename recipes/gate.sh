#!/bin/sh
# Gates a submission: `gate.sh FILE...`, all language versions in one run, for any build server or by hand.
# Ends with 0: it may go in; 1: something is wrong; 2: it could not be judged. Writes reslint.xml (JUnit).
# A file that is named must hold a resolution: name the files, not their folder, and none is passed over.
set -eu
if [ "$#" -eq 0 ]; then
  echo "usage: gate.sh FILE..." >&2
  exit 2
fi
code=0
reslint check --profile gate --format text "$@" || code=$?
if [ "$code" -ne 2 ]; then
  reslint check --profile gate --format junit --output reslint.xml --exit-zero "$@"
fi
exit "$code"
