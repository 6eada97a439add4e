"""What is asked of tours: the cycle, lists, one tour, its checklist and sample, its group, news, figures."""
