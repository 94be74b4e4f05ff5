select r.asset, {columns} from asset_row r
  where {within} and {conditions}
  order by {order} limit {most}
