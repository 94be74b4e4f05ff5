-- Only what is not there yet, so that known software burns no numbers. In one order everywhere, since
-- several views add the same software at once and must not wait for each other in a ring. What has
-- neither purl nor cpe has the digest that it always had.
with given as (
  select g.*, sha256(convert_to(
    concat_ws(chr(31), name, version, publisher, architecture, nullif(purl, ''), nullif(cpe, '')), 'UTF8')) as digest
  from jsonb_to_recordset($1::text::jsonb)
    as g (n int, name text, version text, publisher text, architecture text, purl text, cpe text, search text)
)
insert into software (name, version, publisher, architecture, purl, cpe, search, digest)
  select name, version, publisher, architecture, purl, cpe, search, digest from given
  where not exists (select from software known where known.digest = given.digest)
  order by digest
  on conflict (digest) do nothing
