"""What has been adopted: symbols, dates, titles, series."""
