"""Ask whether a PostgreSQL or a Redis can be used for the tests.

``probe.py URL`` succeeds if it can: a PostgreSQL must let us make databases, a Redis
must hold nothing in the database the address names, for the tests empty it.
"""

import sys

import psycopg
import redis


def postgres_is_usable(url: str) -> bool:
    """Say whether this PostgreSQL answers and lets us make databases."""
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    try:
        with psycopg.connect(plain, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolsuper OR rolcreatedb FROM pg_roles"
                " WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def redis_is_usable(url: str) -> bool:
    """Say whether this Redis answers and is empty where the tests will write."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3) as client:
            return bool(client.dbsize() == 0)
    except redis.RedisError:
        return False


if __name__ == "__main__":
    address = sys.argv[1]
    usable = redis_is_usable if address.startswith("redis") else postgres_is_usable
    sys.exit(not usable(address))
