/* The plain loop that `make bench` holds the decoder against: same bytes, same sums, `cc -O2`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 11, LONGEST = 256 };
enum { FINGER_OUT = 2, SEARCHING = 4, FAULT = 32, LOW_PERFUSION = 64, ARTIFACT = 256, DISTURBED = 512, ALARM = 2048, SILENCED = 4096 };

struct sums {
    uint64_t frames, spo2, pulse, pleth, flags;
};

struct number {
    unsigned value, width;
    int padded;
};

struct line {
    uint64_t stamp;
    struct number spo2, pulse;
    uint32_t exceptions, alarms;
    unsigned exceptions_width, alarms_width, perfusion;
};

/* What a byte is: padding between lines, a gap in a line, an end of line, no text. */
enum { PAD = 1, GAP = 2, END = 4, BAD = 8 };
static uint8_t kind[256];

static void make_kinds(void) {
    for (int c = 0; c < 256; c++) kind[c] = c < 0x20 || c >= 0x7F ? BAD : 0;
    kind[0] = kind['\t'] = kind[' '] = PAD | GAP;
    kind['\r'] = kind['\n'] = PAD | GAP | END;
    kind[0x11] = kind[0x13] = PAD | BAD;
}

static const uint8_t *gap(const uint8_t *p) {
    while ((kind[*p] & (GAP | END)) == GAP) p++;
    return p;
}

static int digit(uint8_t c) { return (unsigned)c - '0' < 10; }

static const uint8_t *number(const uint8_t *p, int most, unsigned *value) {
    if (!digit(*p)) return NULL;
    unsigned v = 0;
    for (const uint8_t *end = p + most; p < end && digit(*p); p++) v = v * 10 + (*p - '0');
    *value = v;
    return p;
}

static const uint8_t *two(const uint8_t *p, unsigned *value) {
    if (!digit(p[0]) || !digit(p[1])) return NULL;
    *value = (unsigned)(p[0] - '0') * 10 + (p[1] - '0');
    return p + 2;
}

static const uint8_t *read_stamp(const uint8_t *p, uint64_t *stamp) {
    static const uint8_t days[13] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned d, m, y, h, min, s;
    if (!(p = number(p, 2, &m)) || *p++ != '/') return NULL;
    if (!(p = number(p, 2, &d)) || *p++ != '/') return NULL;
    const uint8_t *year = p;
    if (!(p = number(year, 4, &y)) || (p - year != 2 && p - year != 4)) return NULL;
    if (m > 12 || d < 1 || d > days[m] || !(kind[*p] & GAP)) return NULL;
    p = gap(p);
    if (!(p = number(p, 2, &h)) || h > 23 || *p++ != ':') return NULL;
    if (!(p = two(p, &min)) || min > 59 || *p++ != ':') return NULL;
    if (!(p = two(p, &s)) || s > 59) return NULL;
    *stamp = (((uint64_t)y << 4 | m) << 5 | d) << 17 | (h * 3600 + min * 60 + s);
    return p;
}

/* Up to three digits or any dashes, with or without %. */
static const uint8_t *value(const uint8_t *p, struct number *n) {
    const uint8_t *start = p;
    *n = (struct number){0, 3, 0};
    if (*p == '-') {
        while (*p == '-') p++;
    } else {
        if (!(p = number(p, 3, &n->value))) return NULL;
        n->width = (unsigned)(p - start);
        n->padded = n->width > 1 && *start == '0';
    }
    return *p == '%' ? p + 1 : p;
}

static const uint8_t *percentage(const uint8_t *p, unsigned *hundredths) {
    if (*p == '-') {
        while (*p == '-' || *p == '.') p++;
    } else {
        unsigned whole, decimals = 0;
        if (!(p = number(p, 2, &whole))) return NULL;
        if (*p == '.') {
            const uint8_t *start = ++p;
            if (!(p = number(p, 2, &decimals))) return NULL;
            if (p - start == 1) decimals *= 10;
        }
        *hundredths = whole * 100 + decimals;
    }
    return *p == '%' ? p + 1 : p;
}

static const uint8_t *hexadecimal(const uint8_t *p, uint32_t *value) {
    const uint8_t *start = p;
    uint32_t v = 0;
    for (; p - start < 8; p++) {
        unsigned c = *p, d;
        if (c - '0' < 10) d = c - '0';
        else if ((c | 0x20) - 'a' < 6) d = (c | 0x20) - 'a' + 10;
        else break;
        v = v << 4 | d;
    }
    *value = v;
    return p - start >= 4 ? p : NULL;
}

enum { SPO2 = 1, BPM = 2, EXC = 4, NEEDED = SPO2 | BPM | EXC };

/* A line of data that ends with CR or LF. */
static int read_line(const uint8_t *p, struct line *l) {
    unsigned seen = 0;
    l->alarms = l->alarms_width = l->perfusion = 0;
    if (!(p = read_stamp(p, &l->stamp))) return 0;
    for (;;) {
        if (!(kind[*p] & GAP)) return 0;
        p = gap(p);
        if (kind[*p] & END) break;
        if (memcmp(p, "SPO2=", 5) == 0) {
            if ((seen & SPO2) || !(p = value(p + 5, &l->spo2))) return 0;
            seen |= SPO2;
        } else if (memcmp(p, "BPM=", 4) == 0) {
            if ((seen & BPM) || !(p = value(p + 4, &l->pulse))) return 0;
            seen |= BPM;
        } else if (memcmp(p, "PI=", 3) == 0) {
            if (!(p = percentage(p + 3, &l->perfusion))) return 0;
        } else if (memcmp(p, "EXC=", 4) == 0) {
            const uint8_t *digits = p + 4;
            if ((seen & EXC) || !(p = hexadecimal(digits, &l->exceptions))) return 0;
            l->exceptions_width = (unsigned)(p - digits);
            seen |= EXC;
        } else if (memcmp(p, "ALARM=", 6) == 0) {
            const uint8_t *digits = p + 6;
            if (!(p = hexadecimal(digits, &l->alarms))) return 0;
            l->alarms_width = (unsigned)(p - digits);
        } else {
            while (*p != '=' && !(kind[*p] & GAP)) p++;
            if (*p != '=') return 0;
            while (!(kind[*p] & GAP)) p++;
        }
    }
    int padded = l->spo2.padded || l->pulse.padded;
    return seen == NEEDED && !(padded && (l->spo2.width < 3 || l->pulse.width < 3));
}

static unsigned line_flags(const struct line *l) {
    unsigned flags = 0;
    if (l->exceptions & 0x083) flags |= FAULT;
    if (l->exceptions & 0x004) flags |= LOW_PERFUSION;
    if (l->exceptions & 0x008) flags |= SEARCHING;
    if (l->exceptions & 0x050) flags |= DISTURBED;
    if (l->exceptions & 0x020) flags |= FINGER_OUT;
    if (l->exceptions & 0x400) flags |= ARTIFACT;
    if (l->alarms & 0x1F) flags |= ALARM;
    if (l->alarms & 0x20) flags |= SILENCED;
    return flags;
}

static void decode(const uint8_t *b, size_t n, struct sums *s) {
    size_t i = 0;
    uint64_t last = 0;
    unsigned exceptions_width = 0, alarms_width = 0;
    while (i < n) {
        while (i < n && (kind[b[i]] & PAD)) i++;
        size_t end = i;
        uint8_t seen = 0;
        while (end < n && !(kind[b[end]] & END)) seen |= kind[b[end++]];
        if (end == n) break;
        const uint8_t *p = b + i;
        size_t length = end - i;
        i = end + 1;
        struct line l;
        if (length >= LONGEST || (seen & BAD) || !read_line(p, &l)) continue;
        int cut = l.exceptions_width < exceptions_width && l.alarms_width == alarms_width;
        exceptions_width = l.exceptions_width;
        alarms_width = l.alarms_width;
        if (cut) continue;
        s->frames++;
        if (l.stamp == last) continue;
        last = l.stamp;
        s->flags += line_flags(&l);
        if (l.exceptions & 0x0EB) continue;
        s->flags += l.perfusion;
        if (l.spo2.value >= 1 && l.spo2.value <= 100) s->spo2 += l.spo2.value;
        if (l.pulse.value >= 1 && l.pulse.value <= 300) s->pulse += l.pulse.value;
    }
}

static int order(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

int main(int argc, char **argv) {
    if (argc < 2) return 64;
    FILE *file = fopen(argv[1], "rb");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(size);
    if (fread(bytes, 1, size, file) != size) return 1;
    make_kinds();
    /* The middle one of several rounds, as spotter bench takes it. */
    double seconds[ROUNDS];
    struct sums s = {0};
    for (int round = 0; round < ROUNDS; round++) {
        struct timespec a, z;
        s = (struct sums){0};
        clock_gettime(CLOCK_MONOTONIC, &a);
        decode(bytes, size, &s);
        clock_gettime(CLOCK_MONOTONIC, &z);
        seconds[round] = (double)(z.tv_sec - a.tv_sec) + (double)(z.tv_nsec - a.tv_nsec) / 1e9;
    }
    qsort(seconds, ROUNDS, sizeof *seconds, order);
    /* So that no work on flags can be left out. */
    if (s.flags == UINT64_MAX) return 1;
    printf("{\"name\":\"c.masimo-ascii1\",\"unit\":\"frames\",\"perSecond\":%.0f,\"count\":%llu,"
           "\"sums\":{\"spo2Percent\":%llu,\"pulseBpm\":%llu,\"pleth\":%llu}}\n",
           (double)s.frames / seconds[ROUNDS / 2], (unsigned long long)s.frames, (unsigned long long)s.spo2,
           (unsigned long long)s.pulse, (unsigned long long)s.pleth);
    return 0;
}
