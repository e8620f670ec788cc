"""The verbs about sealed keys: seal a pack, make a class key; and what opens them."""

import argparse
import os
import sys
from pathlib import Path

from coder_sim.commands.code_library import open_library
from coder_sim.commands.packs import described
from coder_sim.errors import Exit, InputError, Problem
from coder_sim.packs import writer
from coder_sim.packs.sealing.class_keys import new_pair, private_key, public_key
from coder_sim.packs.sealing.header import Opener, SealFault
from coder_sim.packs.sealing.locks import ClassLock, Lock, PassphraseLock
from coder_sim.packs.sealing.openers import ClassOpener, PassphraseOpener
from coder_sim.packs.sealing.passphrases import new_passphrase

_LEAST = 12
"""Letters of a passphrase: shorter ones fall to guessing on the trainee's own machine."""
_PROMISE = (
    "Without the {what} nobody can read these keys or change them unnoticed. Nothing can keep a"
    " key secret on a machine once it was opened there. A lost {what} cannot be replaced: keep the"
    " folder with the open keys."
)


def seal(home: Path, options: argparse.Namespace) -> int:
    """Make one .casepack file whose answer keys are sealed."""
    folder = Path(os.path.realpath(options.folder))
    target = options.output or folder.parent / f"{folder.name}.sealed{writer.ENDING}"
    made = ""
    if options.to:
        lock: Lock = _class_lock(options.to)
    else:
        made = "" if options.passphrase_file else new_passphrase()
        lock = PassphraseLock(made or _passphrase(options.passphrase_file))
    with open_library(home) as library:
        pack = writer.build(folder, target, library, lock)
    print(f"{target}: {described(pack)}, keys sealed, SHA-256 {pack.content_hash}")
    if made:
        print(f"Passphrase (the program does not keep it): {made}")
    what = "class key" if options.to else "passphrase"
    print(_PROMISE.format(what=what), file=sys.stderr)
    return Exit.DONE


def class_key(home: Path, options: argparse.Namespace) -> int:
    """Make the key pair of a class: a private file under a passphrase, and a public line."""
    target: Path = options.file
    made = "" if options.passphrase_file else new_passphrase()
    line, private = new_pair(made or _passphrase(options.passphrase_file))
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(private)
    except OSError as error:
        what = f"Cannot be written: {error.strerror}."
        raise InputError(Problem(what, file=str(target), todo="Choose another name.")) from None
    print(line)
    if made:
        print(f"Passphrase of {target.name} (the program does not keep it): {made}")
    print("Give the first line to who seals packs for the class. Keep the file.", file=sys.stderr)
    return Exit.DONE


def opener_of(options: argparse.Namespace) -> Opener | None:
    """Return what opens sealed keys, as --passphrase-file and --class-key name it."""
    if not options.passphrase_file:
        if options.class_key:
            what = "The class key has a passphrase of its own."
            raise InputError(Problem(what, field="--class-key", todo="Add --passphrase-file."))
        return None
    passphrase = _passphrase(options.passphrase_file)
    if not options.class_key:
        return PassphraseOpener(passphrase)
    try:
        return ClassOpener(private_key(_content(options.class_key), passphrase))
    except SealFault as fault:
        raise InputError(Problem(str(fault), file=str(options.class_key))) from None


def _class_lock(path: Path) -> ClassLock:
    try:
        return ClassLock(public_key(_content(path).decode("utf-8", "replace")))
    except SealFault as fault:
        raise InputError(Problem(str(fault), file=str(path), field="--to")) from None


def _passphrase(path: Path) -> str:
    """Return the first line of a file, or of stdin for "-"; never from the command line itself."""
    if str(path) == "-":
        line = sys.stdin.readline()
    else:
        line = _content(path).decode("utf-8", "replace").partition("\n")[0]
    if len(line.strip()) < _LEAST:
        what = f"A passphrase has {_LEAST} characters or more."
        raise InputError(
            Problem(what, field="--passphrase-file", todo="Leave it out to have one made.")
        )
    return line


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"Cannot be read: {error.strerror}."
        raise InputError(Problem(what, file=str(path))) from None
