insert into command (tenant, id, carried_out_at, version, stream, fingerprint)
select 'bench', gen_random_uuid(), clock_timestamp(), v, 'bench/filled-' || lpad(s::text, 8, '0'), 'f'
from generate_series(1, ?) s, generate_series(1, ?) v
