-- What a product is for, by the group's rules; null is unclassified. Products that were there before
-- are classified by a rebuild of the view, or when the group adopts rules.
alter table product_row add column segment text collate "C";
