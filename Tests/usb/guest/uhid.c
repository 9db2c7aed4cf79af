/* A HID device that is made by a program: it bears the ids and the name of Contec's oximeter, and no
 * hardware stands behind it. It lasts as long as this runs, and says nothing. */
#include <fcntl.h>
#include <linux/input.h>
#include <linux/uhid.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One input and one output report of 64 bytes, on a page of the maker's own. */
static const unsigned char report[] = {
    0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
    0x95, 0x40, 0x09, 0x01, 0x81, 0x02, 0x95, 0x40, 0x09, 0x02, 0x91, 0x02, 0xc0,
};

int main(void) {
    struct uhid_event event = {.type = UHID_CREATE2};
    struct uhid_create2_req *made = &event.u.create2;
    int device = open("/dev/uhid", O_RDWR);

    strcpy((char *)made->name, "Pulse Oximeter");
    memcpy(made->rd_data, report, sizeof report);
    made->rd_size = sizeof report;
    made->bus = BUS_USB;
    made->vendor = 0x28e9;
    made->product = 0x028a;
    if (device < 0 || write(device, &event, sizeof event) < 0) {
        perror("/dev/uhid");
        return 1;
    }
    puts("made");
    fflush(stdout);
    while (read(device, &event, sizeof event) > 0) continue;
    return 0;
}
