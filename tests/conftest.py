"""What all tests share."""

pytest_plugins = ["browser", "stores"]
