"""Git as a program: no shell, a time limit, nothing asked, nothing of the caller's surroundings taken along.

What git says when it fails becomes one of a forge's errors; credentials reach it through its environment alone.
"""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from agenda.problem import Fault

from .change import Refused, Undelivered, Unreachable

PATIENCE = 60  # seconds for one command of git
TOKEN = "AGENDA_FORGE_TOKEN"  # noqa: S105  the name of the variable that holds it
USER = "AGENDA_FORGE_USER"
# What a command inherits: where programs, keys and proxies are. Another GIT_DIR or GIT_INDEX_FILE would lead it astray.
_KEPT = re.compile(
    r"PATH|HOME|USER|LOGNAME|TMPDIR|SSH_AUTH_SOCK|GIT_SSH|GIT_SSH_COMMAND|GIT_SSL_CAINFO|SSL_CERT_FILE|SSL_CERT_DIR"
    r"|(?i:https?_proxy|no_proxy|all_proxy)"
)
# The words name variables; what these hold stands in no argument, address or file.
_HELPER = f'!f() {{ test "$1" = get && printf \'username=%s\\npassword=%s\\n\' "${USER}" "${TOKEN}"; }}; f'


@dataclass(frozen=True)
class Credentials:
    """Who pushes: a user's name and a token, for one server (`https://forge.example.org`)."""

    server: str
    user: str
    token: str

    def __repr__(self) -> str:
        """Without the token: what is shown may be logged."""
        return f"Credentials({self.server!r}, {self.user!r})"


class GitFailed(Exception):
    """A command of git that did not work. `says` is what it wrote, in English; `out` what it printed."""

    def __init__(self, says: str, out: str = "") -> None:
        self.says, self.out = says, out
        super().__init__(says)


@dataclass(frozen=True)
class Git:
    """Runs git in one folder."""

    folder: Path
    credentials: Credentials | None = None
    patience: float = PATIENCE

    def run(self, *words: str, data: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
        """What git prints. Raises GitFailed, and Unreachable when it takes too long or is not there."""
        return self.heard(*words, data=data, environment=environment)[0]

    def text(self, *words: str, **given) -> str:
        """The same as text, without the line break at its end."""
        return self.run(*words, **given).decode(errors="replace").rstrip("\n")

    def heard(self, *words: str, data: bytes = b"", environment: Mapping[str, str] | None = None) -> tuple[bytes, str]:
        """What git prints, and what it says beside that: there a server's own words stand."""
        command = ["git", *self._settings(), "-C", str(self.folder), *words]
        try:
            process = subprocess.Popen(  # noqa: S603  no shell; paths and keys are matched before they come here
                command, env={**self._environment(), **(environment or {})}, start_new_session=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
        except OSError as error:
            raise Unreachable(
                Fault("git cannot be started ({reason}). Install git on this machine.", reason=error.strerror)
            ) from None
        try:
            out, err = process.communicate(data, timeout=self.patience)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)  # its children hold the connection
            process.communicate()
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            raise Unreachable(
                Fault("the repository did not answer within {seconds} seconds. It is tried again.",
                      seconds=round(self.patience))
            ) from None  # fmt: skip
        says = err.decode(errors="replace")
        if process.returncode:
            raise GitFailed(says, out.decode(errors="replace"))
        return out, says

    def _settings(self) -> list[str]:
        settings = [
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "http.followRedirects=false",  # a token goes to the server that it is for
            "http.lowSpeedLimit=1",
            f"http.lowSpeedTime={max(1, round(self.patience))}",
            "protocol.allow=never",
            *(f"protocol.{name}.allow=always" for name in ("https", "http", "ssh", "file")),
            "credential.helper=",
        ]
        if self.credentials and self.credentials.server:
            settings.append(f"credential.{self.credentials.server}.helper={_HELPER}")
        return [word for setting in settings for word in ("-c", setting)]

    def _environment(self) -> dict[str, str]:
        environment = {name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)}
        environment.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=20")
        environment |= {
            "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS": "",
            "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1",
        }  # fmt: skip
        if self.credentials:
            environment |= {USER: self.credentials.user, TOKEN: self.credentials.token}
        return environment


_MEANS: tuple[tuple[str, type[Undelivered], Callable[[str], Fault]], ...] = (  # the first that git's words fit
    (
        r"Permission denied \(",
        Refused,
        lambda says: Fault("the server does not know this machine's key. Add the public key there."),
    ),
    (
        r"Authentication failed|could not read (Username|Password)|error: 401|Access denied",
        Refused,
        lambda says: Fault(
            "the repository does not take the name or the token. Set AGENDA_FORGE_TOKEN to a valid one."
        ),
    ),
    (
        r"error: 403|not allowed to push|Permission to .* denied|You are not allowed|[Pp]rotected branch",
        Refused,
        lambda says: Fault("the token may not write there: {says}. Give it the right to.", says=says),
    ),
    (
        r"error: 404|[Rr]epository .*not found|does not appear to be a git repository|not a git repository",
        Refused,
        lambda says: Fault(
            "there is no such repository, or the token may not see it. Look at its address in the settings."
        ),
    ),
    (
        r"Host key verification failed|SSL certificate problem|certificate verification failed",
        Refused,
        lambda says: Fault("the server is not the one that is known: {says}. Look first who answers.", says=says),
    ),
    (
        r"redirect|error: 30\d",
        Refused,
        lambda says: Fault("the repository has moved: {says}. Write its new address in the settings.", says=says),
    ),
    (
        r"couldn't find remote ref|ambiguous argument|Needed a single revision",
        Refused,
        lambda says: Fault("the published branch is not there. Look at branch in the settings, or make it."),
    ),
    (
        r"No space left|Disk quota|Read-only file system|Permission denied|insufficient permission",
        Unreachable,
        lambda says: Fault("nothing can be written there: {says}. Make room, or look at the rights.", says=says),
    ),
    (
        r"\.lock'|cannot lock ref",
        Unreachable,
        lambda says: Fault("another program is writing in the repository: {says}. Wait; it is tried again.", says=says),
    ),
    (
        r"hook declined|denied|prohibited|\[remote rejected\]",
        Refused,
        lambda says: Fault("the server does not take it: {says}. Look at its rules; then send it again.", says=says),
    ),
    (
        r"[Cc]ould not resolve|[Cc]ouldn't connect|[Ff]ailed to connect|[Cc]onnection (was )?(refused|reset|timed out)"
        r"|timed out|too slow|No route to host|Network is unreachable|error: (429|5\d\d)|RPC failed|early EOF|hung up"
        r"|unexpected disconnect|[Ee]mpty reply|bad line length|expected flush|Could not read from remote|remote error",
        Unreachable,
        lambda says: Fault("the repository cannot be reached: {says}. Wait; it is tried again.", says=says),
    ),
)


def meaning(failed: GitFailed) -> Undelivered:
    """The error of a forge that git's words mean; what is not known somebody has to look at."""
    says = words(failed)
    for pattern, kind, fault in _MEANS:
        if re.search(pattern, f"{failed.says}\n{failed.out}"):
            return kind(fault(says))
    return Refused(Fault("git does not do it: {says}. Look at the repository; then send it again.", says=says))


def words(failed: GitFailed) -> str:
    """The line of what git said that tells most: a server's own, else that of what stopped it, else the last one."""
    lines = [line.strip() for line in failed.says.splitlines() if line.strip()]
    for sign in ("remote:", "fatal:", "error:"):
        told = [line.removeprefix(sign).strip() for line in lines if line.startswith(sign)]
        if first := next((line for line in told if re.search(r"[^\W\d_]", line)), ""):
            return re.sub(r"^unable to access '\S+': ", "", first).rstrip(".")
    return lines[-1].rstrip(".") if lines else "?"


def server_says(told: str) -> list[str]:
    """The lines that a server sends beside its answer."""
    return [line.removeprefix("remote:").strip() for line in told.splitlines() if line.startswith("remote:")]
