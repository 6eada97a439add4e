"""What anybody may read (第二十四条): yearly results, notices, the regulation in plain words; checking a document; machine-readable copies."""
