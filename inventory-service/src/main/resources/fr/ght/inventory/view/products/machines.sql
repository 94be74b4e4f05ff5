select m.asset, m.establishment, m.counted, m.software
from unnest($1::text[]) k (asset) join product_machine m using (asset)
