select asset, seen_at from machine_seen where asset = any ($1)
