select to_json(t) as row from {table} t where t.{key} = any ($1) and t.recorded_to = '9999-12-31Z'
