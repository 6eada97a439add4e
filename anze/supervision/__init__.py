"""Supervision (督查督办, 第十七条): items with undertakers and deadlines, from the plan to the closure; the assignments that 第三十条 asks about."""
