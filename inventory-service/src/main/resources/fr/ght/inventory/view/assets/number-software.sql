with given as (
  select n, sha256(convert_to(
    concat_ws(chr(31), name, version, publisher, architecture, nullif(purl, ''), nullif(cpe, '')), 'UTF8')) as digest
  from jsonb_to_recordset($1::text::jsonb)
    as g (n int, name text, version text, publisher text, architecture text, purl text, cpe text)
)
select given.n, software.id from given join software using (digest)
