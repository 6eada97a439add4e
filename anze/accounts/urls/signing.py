"""Addresses of signing in and out."""

from django.urls import path

from anze.accounts.views import signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-in/demo/", signing.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
]
