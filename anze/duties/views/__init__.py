"""What duties answers to a request."""
