"""Pages as a browser has them: cookies, forms with their hidden fields. For staff and for complainants."""

import html
import re
from urllib.parse import urlencode


class Browser:
    def __init__(self, place):
        self.place, self.cookies = place, {}

    def request(self, method, path, body=None):
        heads = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        if body is not None:
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        status, text, answer = self.place.request(method, path, body, heads)
        for line in answer.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return status, text, answer

    def hidden(self, page, action):
        """The hidden fields of the form on the page that leads there; None when there is none."""
        form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.S)
        return form and {html.unescape(n): html.unescape(v) for n, v in
                         re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[1])}

    def fill(self, path, action=None):
        """What the form on that page sends before anybody wrote anything."""
        fields = self.hidden(self.request("GET", path)[1], action or path)
        if fields is None:
            raise SystemExit(f"{path} has no form to {action or path}")
        return fields

    def post(self, path, fields):
        return self.request("POST", path, urlencode(fields))

    def login(self, login, password):
        status, _, _ = self.post("/login", {**self.fill("/login"), "login": login, "password": password})
        if status != 303:
            raise SystemExit(f"the login of {login} answers {status}")
        return self
