"""What publication answers: pages for anybody, and the office's pages behind them."""
