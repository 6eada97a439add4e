"""Addresses of signing in and out, and of what a session may owe before anything opens."""

from django.urls import path

from anze.accounts.views import passwords, second_factor, sessions, sign_on, signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-in/demo/", signing.demo_sign_in, name="demo_sign_in"),
    path("sign-on/", sign_on.ask, name="sign_on"),
    path("sign-on/answer/", sign_on.answered, name="signed_on"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("me/password/", passwords.change, name="password"),
    path("me/second-factor/", second_factor.give, name="second_factor"),
    path("me/second-factor/on/", second_factor.turn_on, name="second_factor_on"),
    path("me/second-factor/off/", second_factor.turn_off, name="second_factor_off"),
    path("me/second-factor/codes/", second_factor.new_codes, name="second_factor_codes"),
    path("me/sessions/end/", sessions.end, name="sessions_end"),
    path("session/", sessions.left, name="session_left"),
    path("session/stay/", sessions.stay, name="session_stay"),
]
