"""Lets the execution benchmark drive a running Routewright over its REST interface. Python standard library only.

ROUTEWRIGHT_SERVER   control plane, http://127.0.0.1:8080 unless set
ROUTEWRIGHT_INGRESS  where integrations answer, http://127.0.0.1:8090 unless set
ROUTEWRIGHT_DATA     data directory of the server, ./data unless set
ROUTEWRIGHT_KAFKA    host:port of the broker the server uses; without it the harness skips the Kafka cases
ROUTEWRIGHT_WAIT     seconds to wait for a description to come to rest, 1800 unless set
"""
import json
import os
import re
import time
import urllib.error
import urllib.parse
import urllib.request

SERVER = os.environ.get("ROUTEWRIGHT_SERVER", "http://127.0.0.1:8080").rstrip("/")
INGRESS = os.environ.get("ROUTEWRIGHT_INGRESS", "http://127.0.0.1:8090").rstrip("/")
DATA = os.environ.get("ROUTEWRIGHT_DATA", "data")
WAIT = float(os.environ.get("ROUTEWRIGHT_WAIT", "1800"))

WORKING = ("drafting", "rehearsing")
STATUS = {"live": "live", "needs-answers": "needs_input", "rejected": "rejected"}

# The server is local; a proxy from the environment must not come between.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))

current = {"case": "case", "name": None}


class Answer:
    def __init__(self, status, text, location=None):
        self.status, self.text, self.location = status, text, location

    @property
    def ok(self):
        return 200 <= self.status < 300

    def json(self):
        try:
            return json.loads(self.text)
        except ValueError:
            return {}

    def problem(self):
        body = self.json()
        return (isinstance(body, dict) and (body.get("detail") or body.get("title"))) or self.text or f"status {self.status}"


def ask(method, path, body=None):
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8")
    request = urllib.request.Request(urllib.parse.urljoin(SERVER + "/", path), data=data, method=method)
    request.add_header("Accept", "application/json")
    if data is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with OPENER.open(request, timeout=60) as reply:
            return Answer(reply.status, reply.read().decode("utf-8"), reply.headers.get("Location"))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode("utf-8", "replace"))


def must(answer, what):
    if not answer.ok:
        raise RuntimeError(f"{what}: {answer.status} {answer.problem()}")
    return answer


def names(path, member):
    listed = must(ask("GET", path), f"GET {path}").json()
    rows = listed if isinstance(listed, list) else listed.get(member, [])
    # What is built in cannot be removed.
    return [row["name"] for row in rows if not row.get("builtIn")]


def begin_case(case, lang):
    slug = re.sub(r"[^a-z0-9-]+", "-", case.slug.lower()).strip("-")
    current.update(case=f"bench-{slug}-{lang}"[:60].rstrip("-"), name=None)


def register_services(docs):
    for name in names("/api/services", "services"):
        must(ask("DELETE", f"/api/services/{name}"), f"The service {name} cannot be removed")
    for name, document in docs.items():
        must(ask("PUT", f"/api/services/{name}", document), f"The service {name} cannot be registered")


def submit(text, lang):
    began = time.monotonic()
    current["name"] = current["case"]
    answer = ask("POST", "/api/integrations", {"name": current["name"], "description": text, "language": lang})
    if answer.status != 202:
        status = "rejected" if 400 <= answer.status < 500 else "failed"
        return {"status": status, "findings": [answer.problem()], "seconds": time.monotonic() - began}
    place = answer.location
    version = settled(place, began)
    if version.get("status") == "awaiting-approval":
        approved = ask("POST", place + "/approve", {})
        if not approved.ok:
            return outcome({**version, "status": "failed", "findings": [approved.problem()]}, began)
        version = settled(place, began)
    return outcome(version, began)


def settled(place, began):
    pause = 0.05
    while True:
        version = must(ask("GET", place), f"GET {place}").json()
        if version.get("status") not in WORKING or time.monotonic() - began > WAIT:
            return version
        time.sleep(pause)
        pause = min(pause * 1.2, 1.0)


def outcome(version, began):
    questions = version.get("questions") or []
    findings = list(version.get("findings") or [])
    if version.get("status") not in ("live", "needs-answers") and not findings and version.get("rehearsal"):
        findings.append({"rehearsal": version["rehearsal"]})
    return {
        "status": STATUS.get(version.get("status"), "failed"),
        "questions": [q.get("text", "") if isinstance(q, dict) else str(q) for q in questions],
        "findings": findings,
        "yaml": version.get("yaml"),
        "seconds": round(time.monotonic() - began, 3),
    }


def entry_url(case):
    return INGRESS


def data_dir():
    return os.path.abspath(os.path.join(DATA, "files"))


def kafka_bootstrap():
    return os.environ.get("ROUTEWRIGHT_KAFKA")


def remove():
    name, current["name"] = current["name"], None
    if name:
        gone = ask("DELETE", f"/api/integrations/{name}")
        if gone.status != 404:
            must(gone, f"The integration {name} cannot be removed")
