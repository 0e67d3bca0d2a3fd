#!/usr/bin/env bash
# In a shell, single quotes keep a dollar sign and double quotes do not. In a .env file python-dotenv
# replaces ${NAME} between either, and $NAME between neither; what is not set becomes nothing. A
# secret in single quotes that holds ${ loses a piece.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python python-dotenv==1.2.4
cat >.env <<'ENV'
BRACES_IN_SINGLE_QUOTES='k9${x}7'
NO_BRACES_IN_DOUBLE_QUOTES="k9$x"
ENV

seen=$(
    env -u x bash -c 'source .env; echo "bash  " "$BRACES_IN_SINGLE_QUOTES" "$NO_BRACES_IN_DOUBLE_QUOTES"'
    "$python" -c 'from dotenv import dotenv_values; print("dotenv", *dotenv_values(".env").values())'
)

tell 'Between single quotes ${x} is replaced, between double quotes $x is not.' "$seen" \
'bash   k9${x}7 k9
dotenv k97 k9$x'
