"""Letters of responsibility (责任书, 第十九条): a year's pattern, letters for all direct subordinates in one act, signed on paper or on the page."""
