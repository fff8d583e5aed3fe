"""Repositories that behave as a forge does on a push, by the contracts in tests/contracts/; git runs their hooks."""

import json
import sys
from pathlib import Path

CONTRACTS = Path(__file__).parent / "contracts"


def contract(name: str) -> dict:
    """What the documentation of a forge says."""
    return json.loads((CONTRACTS / f"{name}.json").read_text())


def filled(words: str, **names: str) -> str:
    """The words with {names} filled in."""
    for name, value in names.items():
        words = words.replace("{" + name + "}", value)
    return words


def hook(bare: Path, name: str, *lines: str) -> None:
    """Give a repository a hook in Python."""
    path = bare / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([f"#!{sys.executable}", *lines, ""]))
    path.chmod(0o755)


def as_gitlab(bare: Path, web: str, works: bool = True) -> None:
    """Make a merge request of a push that asks for one, and tell where it is; or say why not."""
    told = contract("gitlab")
    says = [filled(line, web=web) for line in told["says" if works else "fails"]]
    hook(
        bare, "post-receive", "import os, subprocess, sys",
        "number = int(os.environ.get('GIT_PUSH_OPTION_COUNT', 0))",
        "options = [os.environ[f'GIT_PUSH_OPTION_{n}'] for n in range(number)]",
        "old, new, ref = sys.stdin.readline().split()",
        "open('asked', 'a').write(repr((ref, options)) + '\\n')",
        "if 'merge_request.create' in options:",
        f"    if {works}: subprocess.run(['git', 'update-ref', {told['head']!r}, new], check=True)",
        f"    print('\\n'.join({says!r}), file=sys.stderr)",
    )  # fmt: skip


def as_github(bare: Path, web: str) -> None:
    """Take branches, and say where a request could be made of one."""
    says = [filled(line, web=web) for line in contract("github")["says"]]
    hook(
        bare, "post-receive", "import sys",
        "old, new, ref = sys.stdin.readline().split()",
        "open('asked', 'a').write(repr((ref, [])) + '\\n')",
        f"print('\\n'.join({says!r}), file=sys.stderr)",
    )  # fmt: skip


# git hands pushes to refs/for/ over to this hook (gitprotocol: githooks, proc-receive).
_PROC_RECEIVE = """
import os, subprocess, sys

def read():
    lines = []
    while size := int(sys.stdin.buffer.read(4), 16):
        lines.append(sys.stdin.buffer.read(size - 4).rstrip(b"\\n"))
    return lines

def write(*lines):
    for line in lines:
        sys.stdout.buffer.write(b"%04x" % (len(line) + 4) + line)
    sys.stdout.buffer.write(b"0000")
    sys.stdout.buffer.flush()

read()
write(b"version=1\\0push-options")
old, new, ref = read()[0].decode().split()
options = [option.decode() for option in read()]
open("asked", "a").write(repr((ref, options)) + "\\n")
before = subprocess.run(["git", "rev-parse", "--verify", "--quiet", HEAD], capture_output=True).stdout.decode().strip()
if before:
    why = SAME if before == new else FORCE
    write(f"ng {ref} {why}".encode())
else:
    subprocess.run(["git", "update-ref", HEAD, new], check=True)
    print("\\n".join(SAYS), file=sys.stderr)
    write(f"ok {ref}".encode(), f"option refname {HEAD}".encode(), f"option new-oid {new}".encode())
"""


def as_forgejo(bare: Path, web: str, git) -> None:
    """Make a pull request of a push to refs/for/, one for each topic."""
    told = contract("forgejo")
    git(bare, "config", "receive.procReceiveRefs", "refs/for")
    same, force = told["refuses"].values()
    hook(
        bare, "proc-receive", f"HEAD, SAME, FORCE = {told['head']!r}, {same!r}, {force!r}",
        f"SAYS = {[filled(line, web=web) for line in told['says']]!r}", _PROC_RECEIVE,
    )  # fmt: skip


def asked(bare: Path) -> list[tuple[str, list[str]]]:
    """The pushes that the forge saw: the ref and the options."""
    file = bare / "asked"
    return [eval(line) for line in file.read_text().splitlines()] if file.exists() else []
