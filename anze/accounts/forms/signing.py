"""The form one signs in with."""

from django import forms


class SignInForm(forms.Form):
    """Account and password; which of the two is wrong is never said."""

    username = forms.CharField(label="账号", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}))
    password = forms.CharField(label="密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class FirstPasswordForm(forms.Form):
    """The password to take, twice."""

    new = forms.CharField(label="新密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    again = forms.CharField(label="再输一次新密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def clean_again(self) -> str:
        """Both must be the same."""
        if self.cleaned_data.get("new") != self.cleaned_data["again"]:
            raise forms.ValidationError("两次输入的新密码不一样，请重新输入。")
        return str(self.cleaned_data["again"])


class PasswordForm(FirstPasswordForm):
    """The password one has, too."""

    old = forms.CharField(label="原密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    field_order = ("old", "new", "again")


class CodeForm(forms.Form):
    """A code of the authenticator, or a backup code."""

    code = forms.CharField(label="验证码", max_length=20,
                           widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}))
