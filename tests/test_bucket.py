"""An object store that speaks S3 gets what changed, with types and times to keep it; a crash may cut it anywhere."""

import re

import boto3
import pytest
from moto.server import ThreadedMotoServer

import shipping
from publish.bucket import Bucket
from publish.failure import PublishError
from publish.record import PATH, Record
from published import commit, publish, town
from shipping import FIRST, NEW_THEME, OLD_THEME, SECOND, STATE, pack
from small_town import WALK


class Stop(BaseException):
    """The power fails."""


@pytest.fixture(scope="module")
def store():
    """The address of a store, and a client that looks into it."""
    patch = pytest.MonkeyPatch()
    patch.setenv("AWS_ACCESS_KEY_ID", "a-key")
    patch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    yield address, boto3.client("s3", endpoint_url=address, region_name="eu-west-1")
    server.stop()
    patch.undo()


@pytest.fixture
def bucket(store, request) -> Bucket:
    address, client = store
    made = made_bucket(client, address, request.node.name)
    return made


def made_bucket(client, address: str, name: str) -> Bucket:
    name = "".join(letter if letter.isalnum() else "-" for letter in name.lower())[:60].strip("-")
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    return Bucket(name, "town", address, "eu-west-1")


def there(target: Bucket) -> dict[str, bytes]:
    pages = target.client.get_paginator("list_objects_v2").paginate(Bucket=target.bucket)
    keys = [one["Key"] for page in pages for one in page.get("Contents", ())]
    return {
        key.removeprefix("town/"): target.client.get_object(Bucket=target.bucket, Key=key)["Body"].read()
        for key in keys
    }


def asked(target: Bucket) -> list[tuple[str, str]]:
    """From now on: what is put and deleted, in order."""
    done: list[tuple[str, str]] = []

    def note(params, model, **_rest) -> None:
        if model.name in ("PutObject", "DeleteObject"):
            done.append((model.name, params["Key"].removeprefix("town/")))

    target.client.meta.events.register("provide-client-params.s3", note)
    return done


def send(target: Bucket, work, files: dict[str, str]) -> list[str]:
    return list(target.send(pack(work, files, target, compress=False)))


def test_first_publication_has_every_file(bucket, tmp_path):
    send(bucket, tmp_path, FIRST)
    found = there(bucket)
    assert Record.of(found.pop(PATH)).assets[0].folder == OLD_THEME
    assert {name: data.decode() for name, data in found.items()} == {
        name: text for name, text in FIRST.items() if name != ".manifest"
    }


def test_only_what_changed_is_sent_and_deletions_come_last(bucket, tmp_path):
    send(bucket, tmp_path, FIRST)
    done = asked(bucket)
    send(bucket, tmp_path, SECOND)
    assert done[:2] == [("PutObject", STATE), ("PutObject", PATH)]
    assert [name for method, name in done[2:5]] == [f"{NEW_THEME}/{one}" for one in (
        "css/site.css", "js/later.js", "js/site.js"
    )]  # fmt: skip
    assert [name for _, name in done[5:]] == [
        "finder.json",
        "area/north/index.html", "becomes/index.html", "index.html", "new/index.html",
        "area/north/agenda.ics", "rss.xml",
        "becomes", "gone/index.html",
        PATH,
    ]  # fmt: skip
    assert [name for method, name in done if method == "DeleteObject"] == ["becomes", "gone/index.html"]


def test_nothing_changed_nothing_but_state_and_record_is_sent(bucket, tmp_path):
    send(bucket, tmp_path, FIRST)
    done = asked(bucket)
    send(bucket, tmp_path, FIRST)
    assert {name for _, name in done} == {STATE, PATH}


def test_other_headers_send_all_again(bucket, tmp_path, monkeypatch):
    send(bucket, tmp_path, FIRST)
    monkeypatch.setattr("publish.headers.SHORT", "public, max-age=60")
    done = asked(bucket)
    send(bucket, tmp_path, FIRST)
    assert {name for _, name in done} == {*FIRST, PATH} - {".manifest"}


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("index.html", "text/html; charset=utf-8", "public, max-age=300"),
        ("area/north/agenda.ics", "text/calendar; charset=utf-8", "public, max-age=300"),
        ("rss.xml", "application/rss+xml; charset=utf-8", "public, max-age=300"),
        (f"{OLD_THEME}/js/site.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        (STATE, "application/json; charset=utf-8", "no-cache"),
    ],
)
def test_each_file_has_its_type_and_time(bucket, tmp_path, name, kind, kept):
    send(bucket, tmp_path, FIRST)
    head = bucket.client.head_object(Bucket=bucket.bucket, Key=f"town/{name}")
    assert (head["ContentType"], head["CacheControl"]) == (kind, kept)


def test_what_no_publication_made_stays(bucket, tmp_path):
    bucket.client.put_object(Bucket=bucket.bucket, Key="town/own.txt", Body=b"mine")
    bucket.client.put_object(Bucket=bucket.bucket, Key="other.txt", Body=b"of another site")
    send(bucket, tmp_path, FIRST)
    send(bucket, tmp_path, SECOND)
    assert {"own.txt", "other.txt"} <= set(there(bucket))


def test_a_crash_at_any_moment_breaks_nothing_and_is_mended(store, tmp_path):
    """Stopped before each request in turn: all is old or new, pages find their assets; then it goes on."""
    address, client = store
    counting = made_bucket(client, address, "counting")
    send(counting, tmp_path, FIRST)
    done = asked(counting)
    send(counting, tmp_path, SECOND)
    whole = there(counting)
    assert len(done) > 12
    for moment in range(len(done)):
        target = made_bucket(client, address, f"crash-{moment}")
        send(target, tmp_path, FIRST)
        shipped = pack(tmp_path, SECOND, target, compress=False)
        left = [moment]

        def stop(model, left=left, **_rest) -> None:
            if model.name in ("PutObject", "DeleteObject"):
                if left[0] == 0:
                    raise Stop
                left[0] -= 1

        target.client.meta.events.register("provide-client-params.s3", stop)
        with pytest.raises(Stop):
            list(target.send(shipped))
        target.client.meta.events.unregister("provide-client-params.s3", stop)
        assert shipping.wrong(there(target), FIRST, SECOND) == [], moment
        send(target, tmp_path, SECOND)
        assert there(target) == whole, moment


def test_first_publication_one_change_and_back_by_the_command(store, tmp_path):
    """Going back is the old content with the newest state."""
    address, client = store
    client.create_bucket(Bucket="town", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})

    def feed() -> str:
        return client.get_object(Bucket="town", Key="agenda.ics")["Body"].read().decode()

    place = town(tmp_path / "town")
    first = publish(place, "store", to=address)
    assert "20261210T100000" in feed()
    place.write("activities/walkers/walk.md", WALK.replace("10:00-12:00", "11:00-13:00"))
    commit(place)
    second = publish(place, "store", to=address)
    assert "20261210T110000" in feed()
    publish(place, "store", "--back", to=address)
    assert "20261210T100000" in feed()
    assert "LAST-MODIFIED:20261122T000002Z" in feed()
    assert "SEQUENCE:2" in feed()
    sent = [re.search(r"(\d+) of (\d+) files", told).groups() for told in (first, second)]
    assert int(sent[0][0]) > 200
    assert int(sent[1][0]) < 100
    assert sent[0][1] == sent[1][1]


@pytest.mark.parametrize(
    ("bucket", "message"),
    [
        pytest.param("not-there", "The bucket not-there: .*NoSuchBucket", id="no such bucket"),
        pytest.param("Not A Name", "(?s)The bucket Not A Name: .*Invalid bucket name", id="no name of a bucket"),
    ],
)
def test_what_is_wrong_is_told(store, bucket, message):
    with pytest.raises(PublishError, match=message):
        Bucket(bucket, "", store[0], "eu-west-1").found()


def test_a_store_that_cannot_be_reached_is_told(store, monkeypatch):
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(PublishError, match="Could not connect to the endpoint"):
        Bucket("town", "", "http://127.0.0.1:9", "eu-west-1").found()


def test_without_boto3_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "boto3", None)
    with pytest.raises(PublishError, match="pip install boto3"):
        Bucket("town", "", "", "")
