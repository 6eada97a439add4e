"""`python -m anze.project`: the same as `anze`, for processes that the site starts itself."""

from anze.project.cli import main

main()
