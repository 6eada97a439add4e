"""安责: a work-safety responsibility system for Party and government leaders."""
