"""Workbooks: every list goes out as Excel in the columns in which it comes in; what takes long waits under 我的导出."""
