"""A bucket of an object store that speaks S3; a server or a network in front of it shows it to readers."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from agenda.state import PATH as STATE

from . import headers
from .failure import PublishError
from .record import PATH, Record
from .shipment import Shipment
from .target import Found


class Bucket:
    """The objects below `prefix` in a bucket. What no publication made is left alone.

    What changed is told by the digest of its content, which the store says of each object (its ETag). Credentials come
    from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), as boto3 finds them.
    """

    compress, headers = False, False  # the store says one thing of a file; who stands in front of it compresses

    def __init__(self, bucket: str, prefix: str, endpoint: str, region: str) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        try:
            import boto3
            from botocore.config import Config
        except ImportError:
            raise PublishError(
                "An object store needs boto3, which is not installed: pip install boto3. Nothing was published."
            ) from None
        with self._told():
            self.client = boto3.client(
                "s3",
                endpoint_url=endpoint or None,
                region_name=region or None,
                # Not every store knows the newer checksums.
                config=Config(
                    request_checksum_calculation="when_required", response_checksum_validation="when_required"
                ),
            )

    def found(self) -> Found:
        """What stands there now."""
        record = self.fetch(PATH)
        return Found(Record.read(record), self.fetch(STATE), record is not None or self.fetch("build.json") is not None)

    def fetch(self, name: str) -> bytes | None:
        """The bytes of an object; None if it is not there."""
        with self._told():
            try:
                return self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)["Body"].read()
            except self.client.exceptions.NoSuchKey:
                return None

    def send(self, shipment: Shipment) -> Iterator[str]:
        """The state, a record of both publications, all else in its order; last what is no longer made goes."""
        with self._told():
            yield from self._send(shipment)

    def _send(self, shipment: Shipment) -> Iterator[str]:
        there = dict(self._there())
        before, now = shipment.before, shipment.record
        same_headers = before.headers == now.headers
        if STATE in shipment.files:
            self._put(STATE, shipment.read(STATE))
            yield "the feed state"
        self._put(PATH, before.halfway(now).written())
        yield "the record of what is under way"
        sent = 0
        for name in shipment.files:
            data = shipment.read(name)
            if name != STATE and not (same_headers and there.get(name) == _etag(data)):
                self._put(name, data)
                sent += 1
        yield f"{sent} of {len(shipment.files)} files"
        gone = [name for name in there if before.made_it(name) and not now.made_it(name)]
        for name in gone:
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + name)
        yield f"{len(gone)} files deleted"
        self._put(PATH, now.written())
        yield "the record"

    def _there(self) -> Iterator[tuple[str, str]]:
        """The objects of the site: their names, and what the store says of their content."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        for one in (one for page in pages for one in page.get("Contents", ())):
            yield one["Key"].removeprefix(self.prefix), one["ETag"].strip('"')

    def _put(self, name: str, data: bytes) -> None:
        self.client.put_object(
            Bucket=self.bucket,
            Key=self.prefix + name,
            Body=data,
            ContentType=headers.media_type(name),
            CacheControl=headers.kept(name),
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong, in words."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except (BotoCoreError, ClientError, ValueError) as error:
            raise PublishError(
                f"The bucket {self.bucket}: {error}. Look at its name, the endpoint and the credentials "
                "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY). Readers see whole files, old and new; publish again."
            ) from None


def _etag(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
