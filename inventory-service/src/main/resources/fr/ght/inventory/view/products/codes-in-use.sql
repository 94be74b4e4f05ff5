select distinct code from software_product_row
  where ght = $1 and code = any ($2) and recorded_to = '9999-12-31Z'
