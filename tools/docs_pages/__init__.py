"""Pages of the documentation that are made from the rules, the schemas and the commands."""
