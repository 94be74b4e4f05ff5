select key, version, holders from claim where key = any ($1)
