select set_config('search_path', quote_ident($1) || ', ' || current_setting('search_path'), true)
