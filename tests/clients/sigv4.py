"""Signs requests again with botocore and compares the signatures.

Reads a list of requests in JSON from standard input: method, url, body, headers,
region, key, secret and session.
"""

import json
import sys

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

requests = json.load(sys.stdin)
for ours in requests:
    headers = dict(ours["headers"])
    authorization = headers.pop("authorization")
    request = AWSRequest(ours["method"], ours["url"], headers=headers, data=ours["body"])
    request.context["timestamp"] = headers["x-amz-date"]
    signer = SigV4Auth(Credentials(ours["key"], ours["secret"], ours["session"]), "sts", ours["region"])
    text = signer.string_to_sign(request, signer.canonical_request(request))
    signature = signer.signature(text, request)
    assert authorization.endswith(f"Signature={signature}"), ours["url"]
    names = signer.signed_headers(signer.headers_to_sign(request))
    assert f"Credential={signer.scope(request)}, SignedHeaders={names}," in authorization, ours["url"]
print(f"botocore: {len(requests)} signatures agree")
