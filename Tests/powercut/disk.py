"""What a disk may hold after the power failed: the recorder's log, replayed.

The rules of the model, which are harsher than the disks and file systems we know of:
  · what was written before a file's last completed sync is there;
  · of what was written since, each 512-byte sector is there or not, whatever came first;
  · a longer or shorter file since its last sync is as long as before or as after;
  · a new name, a removed or changed one since the directory's last sync is there up to some point of
    their order, except that a sync of a new file keeps its name.
"""

import os
import struct

SECTOR = 512
HEAD = struct.Struct("<BQQII")
# Made anew after a power cut, or never read: SQLite's map of its log, locks, held space.
LEFT_OUT = ("-shm", "/lock", "/reserve")


def records(data):
    """(position after the record, kind, inode, offset, first text, second text)"""
    place = 0
    while place + HEAD.size <= len(data):
        kind, inode, offset, first, second = HEAD.unpack_from(data, place)
        place += HEAD.size
        if place + first + second > len(data):
            return
        one, two = data[place:place + first], data[place + first:place + first + second]
        place += first + second
        yield place, chr(kind), inode, offset, one, two


class File:
    def __init__(self):
        self.kept = bytearray()
        self.pending = []

    def flush(self):
        """A completed sync. Gives what it made sure of: offset, bytes, and what was there before."""
        made_sure = []
        for kind, offset, data in self.pending:
            if kind == "T":
                resize(self.kept, offset)
            else:
                before = bytes(self.kept[offset:offset + len(data)])
                put(self.kept, offset, data)
                made_sure.append((offset, data, before))
        self.pending = []
        return made_sure

    def after_cut(self, choose, keep):
        """`keep`: all, none or some of what was written since the last sync."""
        content = bytearray(self.kept)
        if keep == "none":
            return content
        pending = list(self.pending)
        if keep == "some":
            choose.shuffle(pending)
        for kind, offset, data in pending:
            if keep == "some" and choose.random() < 0.3:
                continue
            if kind == "T":
                resize(content, offset)
            elif keep == "all":
                put(content, offset, data)
            else:
                for start, sector in sectors(offset, data):
                    if choose.random() < 0.7:
                        put(content, start, sector)
        return content


def sectors(offset, data):
    """The parts of a write that a disk writes at once."""
    place = 0
    while place < len(data):
        step = min(SECTOR - (offset + place) % SECTOR, len(data) - place)
        yield offset + place, data[place:place + step]
        place += step


def put(content, offset, data):
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset:offset + len(data)] = data


def resize(content, length):
    if length < len(content):
        del content[length:]
    else:
        content.extend(bytes(length - len(content)))


class Disk:
    """The directory as the program sees it, and as much of it as is sure."""

    def __init__(self):
        self.files = {}
        self.sure = {}
        self.pending = []
        self.newest = {}
        # The last writes that a sync made sure of, and where in the log, for the disk that lied.
        self.made_sure = []

    def apply(self, place, kind, inode, offset, one, two):
        if kind == "N":
            self.files[inode] = File()
            self.newest[one] = inode
            self.pending.append(("N", one, self.files[inode]))
        elif kind in "WT":
            if inode in self.files:
                self.files[inode].pending.append((kind, offset, two))
        elif kind == "S":
            if inode in self.files:
                self.synced(self.files[inode], place)
        elif kind == "D":
            self.settle(len(self.pending))
        elif kind in "UR":
            self.pending.append((kind, one, two))
        # A directory is made before the first file in it; it is made again for every cut.

    def synced(self, file, place):
        for offset, data, before in file.flush():
            self.made_sure.append((place, file, offset, data, before))
        del self.made_sure[:-4000]
        for number, change in enumerate(self.pending):
            if change[0] == "N" and change[2] is file:
                self.settle(number + 1)
                return

    def settle(self, count):
        for change in self.pending[:count]:
            rename(self.sure, change)
        del self.pending[:count]

    def after_cut(self, choose, keep):
        """path → bytes, as one of the ways a power cut now may leave them."""
        names = dict(self.sure)
        count = {"all": len(self.pending), "none": 0}.get(
            keep, choose.randint(0, len(self.pending)))
        for change in self.pending[:count]:
            rename(names, change)
        return {path: file.after_cut(choose, keep) for path, file in names.items()
                if not path.decode().endswith(LEFT_OUT)}


def rename(names, change):
    if change[0] == "N":
        names[change[1]] = change[2]
    elif change[0] == "U":
        names.pop(change[1], None)
    elif change[1] in names:
        names[change[2]] = names.pop(change[1])


def write(image, old_root, new_root):
    """Lays an image out under a directory of its own."""
    for path, content in image.items():
        place = new_root + path.decode()[len(old_root):]
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as out:
            out.write(content)
    os.makedirs(os.path.join(new_root, "recordings"), exist_ok=True)
    os.chmod(new_root, 0o700)
