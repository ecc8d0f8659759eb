"""Ask for a port of this machine, or whether one is free.

``port.py`` prints a port nobody listens on; ``port.py 8000`` succeeds if that one is
free to listen on.
"""

import socket
import sys

LOCALHOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Say whether a server could listen on this port."""
    with socket.socket() as wanted:
        wanted.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            wanted.bind((LOCALHOST, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as asked:
        asked.bind((LOCALHOST, 0))
        found: int = asked.getsockname()[1]
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(not is_free(int(sys.argv[1])))
    print(any_free())
