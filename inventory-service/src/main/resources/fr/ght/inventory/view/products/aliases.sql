select alias_key, code, name, publisher from product_alias_row where ght = $1 and recorded_to = '9999-12-31Z'
