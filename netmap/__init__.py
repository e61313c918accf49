"""netmap: stakeholder network mapping for the people who coordinate a city's education landscape for newcomers."""

__version__ = "0.1.0"
