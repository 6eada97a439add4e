"""The form one signs in with."""

from django import forms


class SignInForm(forms.Form):
    """Account and password; which of the two is wrong is never said."""

    username = forms.CharField(label="账号", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}))
    password = forms.CharField(label="密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
