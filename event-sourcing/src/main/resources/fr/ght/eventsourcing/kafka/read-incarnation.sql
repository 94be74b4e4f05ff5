select max(number) as number from incarnation
