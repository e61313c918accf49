"""What all tests share."""

pytest_plugins = ["browser", "neo4j_servers", "stores", "commandline"]
