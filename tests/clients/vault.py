"""Holds the stand-in for Vault to what hvac sees on the real server.

Usage: vault.py ADDRESS TOKEN JWT
TOKEN has a policy that allows `secret/data/allowed`; it expires and cannot be renewed.
"""

import sys

import hvac
from hvac import exceptions

address, limited, jwt = sys.argv[1:]
root = hvac.Client(url=address, token="root")
two, one = root.secrets.kv.v2, root.secrets.kv.v1


def refused(kind, text, call, *args, **kwargs):
    """The call fails with this kind of error and text."""
    try:
        call(*args, **kwargs)
    except exceptions.VaultError as error:
        assert type(error) is kind, (type(error), str(error))
        assert text in str(error), str(error)
    else:
        raise AssertionError(f"not refused: {text}")


def server_and_seal():
    health = root.sys.read_health_status(method="GET")
    assert health["initialized"] and not health["sealed"], health
    assert root.sys.read_seal_status()["type"] == "shamir"
    root.sys.seal()
    assert root.sys.is_sealed()
    refused(exceptions.VaultDown, "Vault is sealed", two.read_secret_version, "x", raise_on_deleted_version=True)
    root.sys.submit_unseal_key("key")
    assert not root.sys.is_sealed()


def kv_two():
    for value in ["first", "second"]:
        written = two.create_or_update_secret("a/b", {"key": value})
    assert written["data"]["version"] == 2, written
    read = two.read_secret_version("a/b", raise_on_deleted_version=True)
    assert read["data"]["data"] == {"key": "second"}, read
    assert read["data"]["metadata"]["version"] == 2, read
    assert (read["lease_id"], read["renewable"], read["lease_duration"]) == ("", False, 0), read
    old = two.read_secret_version("a/b", version=1, raise_on_deleted_version=True)
    assert old["data"]["data"] == {"key": "first"}, old
    refused(exceptions.InvalidPath, "", two.read_secret_version, "a/b", version=9, raise_on_deleted_version=True)
    refused(exceptions.InvalidPath, "", two.read_secret_version, "absent", raise_on_deleted_version=True)
    refused(exceptions.InvalidRequest, "check-and-set", two.create_or_update_secret, "a/b", {"key": "third"}, cas=1)
    nowhere = hvac.Client(url=address, token="root").secrets.kv.v2
    refused(exceptions.InvalidPath, "no handler for route 'nomount/data/x'", nowhere.read_secret_version, "x",
            mount_point="nomount", raise_on_deleted_version=True)


def kv_two_deleted():
    two.delete_latest_version_of_secret("a/b")
    refused(exceptions.InvalidPath, "", two.read_secret_version, "a/b", raise_on_deleted_version=True)
    deleted = two.read_secret_version("a/b", raise_on_deleted_version=False)
    assert deleted["data"]["data"] is None, deleted
    assert deleted["data"]["metadata"]["deletion_time"] != "", deleted
    assert not deleted["data"]["metadata"]["destroyed"], deleted
    two.destroy_secret_versions("a/b", versions=[1])
    try:
        two.read_secret_version("a/b", version=1, raise_on_deleted_version=False)
        raise AssertionError("a version that was destroyed is read")
    except exceptions.InvalidPath as error:
        destroyed = error.json["data"]
    assert destroyed["data"] is None and destroyed["metadata"]["destroyed"], destroyed


def kv_one():
    one.create_or_update_secret("x", {"key": "value", "ttl": "1h"}, mount_point="old")
    read = one.read_secret("x", mount_point="old")
    assert read["data"]["key"] == "value" and read["lease_duration"] == 3600, read
    refused(exceptions.InvalidPath, "", one.read_secret, "absent", mount_point="old")
    one.delete_secret("x", mount_point="old")
    refused(exceptions.InvalidPath, "", one.read_secret, "x", mount_point="old")
    try:
        one.read_secret("x", mount_point="secret")
    except exceptions.InvalidPath as error:
        assert "Invalid path for a versioned K/V secrets engine" in error.text, error.text


def probe():
    read = root.adapter.get("/v1/sys/internal/ui/mounts/secret/a/b")
    assert read["data"]["path"] == "secret/" and read["data"]["options"] == {"version": "2"}, read
    read = root.adapter.get("/v1/sys/internal/ui/mounts/old")
    assert read["data"]["options"] == {"version": "1"}, read
    refused(exceptions.Forbidden, "preflight capability check returned 403", root.adapter.get,
            "/v1/sys/internal/ui/mounts/nomount")


def tokens():
    client = hvac.Client(url=address, token=limited)
    assert client.is_authenticated()
    assert client.auth.token.lookup_self()["data"]["ttl"] <= 60
    refused(exceptions.Forbidden, "1 error occurred:\n\t* permission denied", client.secrets.kv.v2.read_secret_version,
            "absent", raise_on_deleted_version=True)
    refused(exceptions.InvalidRequest, "lease is not renewable", client.auth.token.renew_self)
    refused(exceptions.InvalidRequest, "invalid lease ID", root.auth.token.renew_self)
    client.token = "expired"
    assert not client.is_authenticated()
    refused(exceptions.Forbidden, "permission denied", client.secrets.kv.v2.read_secret_version, "allowed",
            raise_on_deleted_version=True)
    nobody = hvac.Client(url=address)
    nobody.token = None
    refused(exceptions.InvalidRequest, "missing client token", nobody.secrets.kv.v2.read_secret_version, "allowed",
            raise_on_deleted_version=True)
    bearer = root.session.get(f"{address}/v1/auth/token/lookup-self", headers={"Authorization": "Bearer root"})
    assert bearer.status_code == 200, bearer.text


def app_role():
    client = hvac.Client(url=address)
    wrapped = root.auth.approle.generate_secret_id("role", wrap_ttl="60s")["wrap_info"]["token"]
    secret_id = hvac.Client(url=address, token=wrapped).sys.unwrap()["data"]["secret_id"]
    refused(exceptions.InvalidRequest, "wrapping token is not valid or does not exist",
            hvac.Client(url=address, token=wrapped).sys.unwrap)
    login = client.auth.approle.login(role_id="role", secret_id=secret_id)["auth"]
    assert login["lease_duration"] == 60 and login["renewable"] and login["token_type"] == "service", login
    assert client.auth.token.renew_self()["auth"]["lease_duration"] == 60
    refused(exceptions.InvalidRequest, "invalid secret id", client.auth.approle.login, role_id="role",
            secret_id=secret_id)
    refused(exceptions.InvalidRequest, "invalid role ID", client.auth.approle.login, role_id="other", secret_id="x")


def jwt_and_others():
    client = hvac.Client(url=address)
    assert client.auth.jwt.jwt_login(role="ci", jwt=jwt)["auth"]["client_token"]
    refused(exceptions.InvalidRequest, 'role "nope" could not be found', client.auth.jwt.jwt_login, role="nope", jwt=jwt)
    refused(exceptions.InvalidRequest, 'error validating claims: claim "sub"', client.auth.jwt.jwt_login, role="ci",
            jwt="e30.e30.e30")
    refused(exceptions.InvalidRequest, "missing client token", client.auth.approle.login, role_id="role",
            secret_id="x", mount_point="disabled")
    assert client.auth.kubernetes.login(role="ci", jwt=jwt)["auth"]["client_token"]
    login = client.auth.aws.iam_login("id", "key", "session", header_value="vault.example", role="web")
    assert login["auth"]["client_token"]


CHECKS = [server_and_seal, kv_two, kv_two_deleted, kv_one, probe, tokens, app_role, jwt_and_others]
for check in CHECKS:
    check()
print(f"hvac: {len(CHECKS)} groups of answers are as on the real server")
