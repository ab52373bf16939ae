"""How costly a guess at a passphrase is made, by the speed and memory of this computer."""

import os
import time

from argon2.low_level import Type, hash_secret_raw

from casedesk.storage.keyring import FLOOR, Kdf

#: KiB; more than this is refused when a vault is opened
_MOST_MEMORY = 1 << 20
_MOST_PASSES = 12
#: KiB assumed where the system does not say
_USUAL_MEMORY = 2 << 20


def calibrated_kdf(target_seconds: float = 1.0) -> Kdf:
    """The cost that takes about ``target_seconds`` here and at most a quarter of the memory.

    Never below the floor. Memory first, then passes: memory is what guessing hardware lacks.
    """
    taken = max(_seconds(FLOOR), 0.001)
    times = max(target_seconds / taken, 1.0)
    most = max(min(_MOST_MEMORY, _memory() // 4), FLOOR.memory)
    memory = min(int(FLOOR.memory * times), most) // 1024 * 1024
    passes = round(FLOOR.passes * times * FLOOR.memory / memory)
    return Kdf(memory, min(max(passes, FLOOR.passes), _MOST_PASSES), FLOOR.lanes)


def _seconds(kdf: Kdf) -> float:
    begun = time.perf_counter()
    hash_secret_raw(bytes(16), bytes(16), kdf.passes, kdf.memory, kdf.lanes, 32, Type.ID)
    return time.perf_counter() - begun


def _memory() -> int:
    """The computer's memory in KiB."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024
    except (AttributeError, ValueError, OSError):
        return _USUAL_MEMORY
