update identity set issuer = null, subject = null, name = null, erased_at = now()
where issuer = $1 and subject = $2
returning id
