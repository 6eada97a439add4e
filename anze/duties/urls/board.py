"""Addresses of duties: board."""

from django.urls import path

from anze.duties.views import board, boardpages

urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/cell/", board.cell, name="cell"),
    path("board/person/<path:code>/", boardpages.person, name="person"),
    path("board/unit/<path:code>/", boardpages.unit, name="board_unit"),
]
