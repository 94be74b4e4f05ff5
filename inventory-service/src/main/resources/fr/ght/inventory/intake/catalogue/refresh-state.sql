select succeeded_at, products, failed_at, reason from lifecycle_refresh
