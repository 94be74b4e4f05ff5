-- The software of a product as of an earlier instant, too: licences are counted so.
create index on software_product_row (ght, code, recorded_to);
