update identity set issuer = null, subject = null, name = null, erased_at = now()
where id = $1 and erased_at is null
