select stream, version, fingerprint from command where tenant = $1 and id = $2
