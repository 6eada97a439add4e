"""Tours (巡查): planned over a cycle, made with a checklist and a sample, fed back, and followed until everything is put right (第十八条)."""
