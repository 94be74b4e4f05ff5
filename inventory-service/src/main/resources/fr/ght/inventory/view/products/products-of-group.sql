select product from product_row where ght = $1 and recorded_to = '9999-12-31Z'
