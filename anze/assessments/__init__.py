"""The yearly assessment (年度安全生产责任制考核, 第二十条): scheme, data drawn, self-assessment, checking, scores, approval, publication."""
