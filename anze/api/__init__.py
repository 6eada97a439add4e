"""The HTTP API: what pages show, read by programs (接口), with exactly the rights of the account that asks."""
