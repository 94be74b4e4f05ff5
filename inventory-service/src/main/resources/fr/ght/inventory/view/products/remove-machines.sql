delete from product_machine where asset = any ($1)
