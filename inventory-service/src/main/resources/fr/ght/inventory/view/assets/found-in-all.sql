select r.asset, {columns} from {tables}
  where {within} and {conditions}
