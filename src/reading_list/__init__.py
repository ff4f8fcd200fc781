"""Reading lists kept as plain records: checked, published, exported."""
