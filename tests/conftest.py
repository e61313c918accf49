"""What all tests share."""

pytest_plugins = ["browser", "neo4j_servers", "published_schemas", "stores", "commandline"]
