select number, rules from catalogue_rules where ght = $1
