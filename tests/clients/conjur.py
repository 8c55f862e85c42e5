"""Holds the stand-in for Conjur to what conjur-api sees on the real server.

Usage: conjur.py ADDRESS JWT
"""

import asyncio
import base64
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from conjur_api import Client
from conjur_api.errors.errors import HttpStatusError
from conjur_api.models import ConjurConnectionInfo, CredentialsData, SslVerificationMode
from conjur_api.providers import AuthnAuthenticationStrategy, SimpleCredentialsProvider
from conjur_api.providers.aws_iam_authentication_strategy import AWSIAMAuthenticationStrategy

address, jwt = sys.argv[1:]


def client(username="host/prod/web", api_key="key", account="dev", strategy=None):
    info = ConjurConnectionInfo(conjur_url=address, account=account, service_id="ci")
    provider = SimpleCredentialsProvider()
    provider.save(CredentialsData(machine=address, username=username, api_key=api_key))
    strategy = strategy or AuthnAuthenticationStrategy(provider)
    return Client(info, ssl_verification_mode=SslVerificationMode.INSECURE, authn_strategy=strategy, async_mode=False)


def refused(status, call, *args):
    """The call fails with this status."""
    try:
        call(*args)
    except HttpStatusError as error:
        assert error.status == status, (error.status, status)
        return error.response or ""
    raise AssertionError(f"not refused with {status}")


def answer(method, path, body=None, **headers):
    """What the client does not show: status, headers and body."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address + path, data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


LOGIN = "/authn/dev/host%2Fprod%2Fweb/authenticate"


def token():
    return answer("POST", LOGIN, b"key")[2]


def authorized(raw):
    return 'Token token="' + base64.b64encode(raw).decode() + '"'


def logins():
    raw = token()
    payload = json.loads(base64.b64decode(json.loads(raw)["payload"]))
    assert payload["exp"] - payload["iat"] == 480 and payload["sub"] == "host/prod/web", payload
    protected = json.loads(base64.b64decode(json.loads(raw)["protected"]))
    assert protected["alg"] == "conjur.org/slosilo/v2", protected
    status, headers, packed = answer("POST", LOGIN, b"key", Accept_Encoding="base64")
    assert (status, headers["content-encoding"], headers.get_content_type()) == (200, "base64", "text/plain")
    assert base64.b64decode(packed).startswith(b"{")
    assert client().whoami()["username"] == "host/prod/web"
    for wrong in [client(api_key="wrong"), client(username="host/unknown"), client(account="unknown")]:
        refused(401, wrong.authenticate)
    for body in [b"", b"key\n"]:
        assert answer("POST", LOGIN, body)[::2] == (401, b""), body
    assert answer("POST", "/authn/dev/host/prod/web/authenticate", b"key")[::2] == (404, b"")


def jwts():
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    path = "/authn-jwt/ci/dev/authenticate"
    assert answer("POST", path, b"jwt=" + jwt.encode(), **form)[0] == 200
    assert answer("POST", path, b"jwt=a.e30.b", **form)[::2] == (401, b"")
    assert answer("POST", path, b"jwt=" + jwt.encode(), Content_Type="text/plain")[0] == 400
    assert answer("POST", path, b"", **form)[0] == 400


def variables():
    web = client()
    web.set("prod/twilio/api_key", "second")
    assert web.get("prod/twilio/api_key") == b"second"
    assert web.get("prod/twilio/api_key", "1") == b"first"
    refused(404, web.get, "prod/twilio/api_key", "9")
    refused(422, web.get, "prod/twilio/api_key", "abc")
    assert web.get("with space") == b"value"
    for name in ["absent", "unset", "hidden"]:
        refused(404, web.get, name)
        body = answer("GET", "/secrets/dev/variable/" + name, Authorization=authorized(token()))[2]
        assert f"CONJ00076E Variable dev:variable:{name} is empty or not found." in body.decode(), body
    refused(403, web.get, "unreadable")
    refused(422, web.set, "prod/twilio/api_key", "")
    for path in ["prod%2ftwilio%2Fapi_key", "prod/twilio/api_key"]:
        status, headers, body = answer("GET", "/secrets/dev/variable/" + path, Authorization=authorized(token()))
        assert (status, headers.get_content_type(), body) == (200, "application/octet-stream", b"second")


def tokens():
    for header, text in [(None, b"Authorization missing"), ("Bearer x", b"Authorization missing"),
                         ('Token token="x"', b"Malformed authorization token"),
                         (authorized(b'{"payload":"x"}'), b"Unauthorized: Invalid token")]:
        headers = {"Authorization": header} if header else {}
        status, found, body = answer("GET", "/whoami", **headers)
        assert (status, found.get_content_type(), body) == (401, "text/plain", text), (header, body)


def batches():
    web = client()
    assert web.get_many("prod/twilio/api_key", "with space") == {"prod/twilio/api_key": "second", "with space": "value"}
    refused(404, web.get_many, "prod/twilio/api_key", "absent")
    refused(403, web.get_many, "prod/twilio/api_key", "unreadable")
    refused(403, web.get_many, "prod/twilio/api_key", "hidden")
    refused(406, web.get_many, "prod/twilio/api_key", "binary")
    ids = urllib.parse.quote("dev:variable:binary,dev:variable:prod/twilio/api_key", safe="")
    status, headers, body = answer("GET", "/secrets?variable_ids=" + ids, Authorization=authorized(token()),
                                   Accept_Encoding="base64")
    values = json.loads(body)
    assert status == 200 and headers["content-encoding"] == "base64"
    assert values["dev:variable:prod/twilio/api_key"] == base64.encodebytes(b"second").decode(), values
    assert base64.b64decode(values["dev:variable:binary"]) == bytes(range(256))
    assert "\n" in values["dev:variable:binary"][:-1]
    assert answer("GET", "/secrets", Authorization=authorized(token()))[0] == 422


def identity():
    os.environ.update(AWS_ACCESS_KEY_ID="id", AWS_SECRET_ACCESS_KEY="key", AWS_SESSION_TOKEN="session")
    strategy = AWSIAMAuthenticationStrategy("host/app/123456789012/role", "prod", "eu-west-1")
    assert client(strategy=strategy).whoami()["username"] == "host/app/123456789012/role"


CHECKS = [logins, jwts, variables, tokens, batches, identity]
for check in CHECKS:
    check()
print(f"conjur-api: {len(CHECKS)} groups of answers are as on the real server")
