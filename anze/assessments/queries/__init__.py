"""What pages read of assessments."""
