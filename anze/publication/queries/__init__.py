"""What the public pages and the office's pages behind them show."""
