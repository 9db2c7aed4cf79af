"""Mock USB devices for the acceptance scripts: what the kernel shows, as umockdev's text."""

BUS = "/devices/pci0000:00/0000:00:14.0/usb1"

# What stands above every device; udev names a place by it.
ROOT = f"""P: {BUS.rpartition("/")[0]}
E: SUBSYSTEM=pci
E: PCI_SLOT_NAME=0000:00:14.0

P: {BUS}
E: SUBSYSTEM=usb
E: DEVTYPE=usb_device
A: idVendor=1d6b
A: idProduct=0002

"""


def usb(place, vendor, product, name=None, driver=None, power="on"):
    """A USB device and its first interface, without a port."""
    lines = [f"P: {BUS}/{place}", "E: SUBSYSTEM=usb", "E: DEVTYPE=usb_device",
             f"E: PRODUCT={vendor.lstrip('0')}/{product.lstrip('0')}/100", f"A: idVendor={vendor}",
             f"A: idProduct={product}", "A: serial=0001", "A: bDeviceClass=00",
             f"A: power/control={power}", "A: power/runtime_status=active"]
    if name:
        lines.append(f"A: product={name}")
    lines += ["", f"P: {BUS}/{place}/{place}:1.0", "E: SUBSYSTEM=usb", "E: DEVTYPE=usb_interface"]
    if driver:
        lines.append(f"L: driver=../../../../../../bus/usb/drivers/{driver}")
    return "\n".join(lines) + "\n\n"


def serial_port(place, node="ttyUSB0", minor=0, number=0):
    """The port of a cable. Its node is a file, so that others can hold it."""
    port = f"{BUS}/{place}/{place}:1.0/{node}"
    return f"""P: {port}
E: SUBSYSTEM=usb-serial
A: port_number={number}

P: {port}/tty/{node}
N: {node}=00
E: SUBSYSTEM=tty
E: DEVNAME=/dev/{node}
E: MAJOR=188
E: MINOR={minor}
A: dev=188:{minor}

"""


def reports(place, vendor, product, node="hidraw0", minor=0, name="GigaDevice"):
    """The port of a human-interface device."""
    ids = f"{vendor}:{product}".upper()
    device = f"{BUS}/{place}/{place}:1.0/0003:{ids}.0001"
    return f"""P: {device}
E: SUBSYSTEM=hid
E: HID_ID=0003:0000{vendor.upper()}:0000{product.upper()}
E: HID_NAME={name}

P: {device}/hidraw/{node}
N: {node}=00
E: SUBSYSTEM=hidraw
E: DEVNAME=/dev/{node}
E: MAJOR=240
E: MINOR={minor}
A: dev=240:{minor}

"""


def cable(place="1-1.2", vendor="10c4", product="ea60", name="CP2102 USB to UART Bridge Controller",
          power="on", **port):
    return usb(place, vendor, product, name, "cp210x", power) + serial_port(place, **port)


def clip(place="1-3", name="Pulse Oximeter", **port):
    return usb(place, "28e9", "028a", name, "usbhid") + reports(
        place, "28e9", "028a", name=f"GigaDevice {name}", **port)


def keyboard(place="1-7"):
    return usb(place, "046d", "c31c", "USB Keyboard", "usbhid") + reports(
        place, "046d", "c31c", "hidraw7", 7, "Logitech USB Keyboard")
