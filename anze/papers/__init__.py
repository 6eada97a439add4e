"""Official documents that are sent out: number series, templates an office may replace, the register of issued documents, files of cases."""
