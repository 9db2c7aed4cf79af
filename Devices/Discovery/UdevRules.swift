/// The udev rules that `spotter devices install-rules` writes.
public enum UdevRules {
    /// Where they go, under the root directory. An administrator's own rules live there.
    public static let directory = "etc/udev/rules.d"
    /// The file's name, whose number says when the rules are read.
    public static let fileName = "65-spotter-oximeters.rules"

    /// The text of `Devices/udev/65-spotter-oximeters.rules`, which a test holds to be the same: a
    /// program that is installed has no source beside it.
    public static let text = oximeterRules
}

private let oximeterRules = #"""
    # Pulse oximeters for Spotter. Installed and removed by `spotter devices install-rules`.
    #
    # The ids are those of chips, so these lines hold for every cable in the box that has one of them.
    # The number matters: after 60-autosuspend, before 69-libmtp, 73-seat-late (which acts on uaccess),
    # 80-mm-candidate and brltty's 85 or 90.

    ACTION=="remove", GOTO="spotter_oximeters_end"
    SUBSYSTEM!="usb|tty|hidraw|input", GOTO="spotter_oximeters_end"

    # Silicon Labs CP210x: in Contec's grey cable (CMS50D, D+, E, F, I).
    ATTRS{idVendor}=="10c4", ATTRS{idProduct}=="ea60", ENV{.SPOTTER_BUS}="serial"
    # FTDI: in Nonin's Xpod and in RS-232 adapters.
    ATTRS{idVendor}=="0403", ATTRS{idProduct}=="6001|6010|6011|6014|6015", \
      ENV{.SPOTTER_BUS}="serial"
    # Prolific PL2303 and WCH CH340: RS-232 adapters on bedside monitors.
    ATTRS{idVendor}=="067b", ATTRS{idProduct}=="2303", ENV{.SPOTTER_BUS}="serial"
    ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", ENV{.SPOTTER_BUS}="serial"
    # Contec's clips of today, Beurer PO 80, Pulox PO-400. Unlike devices share the id: the name tells.
    ATTRS{idVendor}=="28e9", ATTRS{idProduct}=="028a", \
      ATTRS{product}=="*[Pp]ulse [Oo]ximeter*", ENV{.SPOTTER_BUS}="hid"

    ENV{.SPOTTER_BUS}!="?*", GOTO="spotter_oximeters_end"
    SUBSYSTEM=="tty", GOTO="spotter_oximeters_port"
    SUBSYSTEM=="hidraw", GOTO="spotter_oximeters_port"

    # A desktop may take the HID clips for a joystick.
    SUBSYSTEM=="input", ENV{LIBINPUT_IGNORE_DEVICE}="1"

    # The USB device itself: neither ModemManager nor libmtp tries it, and it is never put to sleep.
    SUBSYSTEM!="usb", GOTO="spotter_oximeters_end"
    ENV{DEVTYPE}!="usb_device", GOTO="spotter_oximeters_end"
    ENV{ID_MM_DEVICE_IGNORE}="1", ENV{MTP_NO_PROBE}="1"
    TEST=="power/control", ATTR{power/control}="on"
    # brltty's rules know a Braille display by PRODUCT alone and overwrite whatever else is set before
    # them. A site that reads Braille through such a chip takes this line out.
    ENV{.SPOTTER_BUS}=="serial", ENV{PRODUCT}=""
    GOTO="spotter_oximeters_end"

    # The port: for the group dialout and for whoever sits at the box, and a name that says where it is
    # plugged in: many cables carry the same serial number, and ttyUSB numbers change.
    LABEL="spotter_oximeters_port"
    TAG+="uaccess", GROUP="dialout", MODE="0660"
    SUBSYSTEM=="tty", ENV{ID_MM_PORT_IGNORE}="1"
    IMPORT{builtin}="path_id"
    ENV{ID_PATH}!="?*", GOTO="spotter_oximeters_end"
    # An adapter with several ports has them on one place: all but the first carry their number.
    SUBSYSTEMS=="usb-serial", ATTRS{port_number}!="0", \
      ENV{.SPOTTER_PORT}="-port$attr{port_number}"
    SYMLINK+="spotter/by-path/$env{ID_PATH}$env{.SPOTTER_PORT}"

    LABEL="spotter_oximeters_end"

    """#
