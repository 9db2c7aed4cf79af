/* The plain loop that `make bench` holds the decoder against: same bytes, same sums, `cc -O2`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { ROUNDS = 11, LONGEST = 256 };
enum { FINGER_OUT = 2, SEARCHING = 4, DROPPING = 16, FAULT = 32, DISTURBED = 512, BATTERY = 1024, ALARM = 2048, SILENCED = 4096 };
enum { NO_READING = FINGER_OUT | SEARCHING | FAULT };

struct sums {
    uint64_t frames, spo2, pulse, pleth, flags;
};

struct line {
    uint64_t stamp;
    unsigned spo2, pulse, flags;
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

static unsigned month(const uint8_t *p) {
    uint32_t name = (uint32_t)(p[0] | 0x20) << 16 | (uint32_t)(p[1] | 0x20) << 8 | (p[2] | 0x20);
    switch (name) {
    case 0x6A616E: return 1;
    case 0x666562: return 2;
    case 0x6D6172: return 3;
    case 0x617072: return 4;
    case 0x6D6179: return 5;
    case 0x6A756E: return 6;
    case 0x6A756C: return 7;
    case 0x617567: return 8;
    case 0x736570: return 9;
    case 0x6F6374: return 10;
    case 0x6E6F76: return 11;
    case 0x646563: return 12;
    default: return 0;
    }
}

static const uint8_t *two(const uint8_t *p, unsigned *value) {
    if (!digit(p[0]) || !digit(p[1])) return NULL;
    *value = (unsigned)(p[0] - '0') * 10 + (p[1] - '0');
    return p + 2;
}

static const uint8_t *read_stamp(const uint8_t *p, uint64_t *stamp) {
    static const uint8_t days[13] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned d, m, y, h, min, s;
    if (!(p = number(p, 2, &d)) || *p++ != '-') return NULL;
    if (kind[p[0]] || kind[p[1]] || kind[p[2]] || !(m = month(p)) || p[3] != '-') return NULL;
    const uint8_t *year = p + 4;
    if (!(p = number(year, 4, &y)) || (p - year != 2 && p - year != 4)) return NULL;
    if (d < 1 || d > days[m] || !(kind[*p] & GAP)) return NULL;
    p = gap(p);
    if (!(p = number(p, 2, &h)) || h > 23 || *p++ != ':') return NULL;
    if (!(p = two(p, &min)) || min > 59 || *p++ != ':') return NULL;
    if (!(p = two(p, &s)) || s > 59) return NULL;
    *stamp = (((uint64_t)y << 4 | m) << 5 | d) << 17 | (h * 3600 + min * 60 + s);
    return p;
}

static const uint8_t *value(const uint8_t *p, unsigned *v, unsigned *flags) {
    if (!(kind[*p] & GAP)) return NULL;
    p = gap(p);
    if (*p == '-') {
        while (*p == '-') p++;
        *v = 0;
    } else if (!(p = number(p, 3, v))) {
        return NULL;
    }
    if (*p == '*') {
        *flags |= ALARM;
        p++;
    }
    return p;
}

#define CODE(a, b) ((a) << 8 | (b))
static unsigned code_flags(unsigned code) {
    switch (code) {
    case CODE('S', 'O'): return FINGER_OUT;
    case CODE('S', 'D'): return FAULT;
    case CODE('P', 'S'):
    case CODE('L', 'P'): return SEARCHING;
    case CODE('L', 'M'): return SEARCHING | DISTURBED;
    case CODE('M', 'O'): return DISTURBED;
    case CODE('L', 'B'): return BATTERY;
    case CODE('S', 'L'): return ALARM | DROPPING;
    case CODE('S', 'H'):
    case CODE('P', 'H'):
    case CODE('P', 'L'): return ALARM;
    case CODE('A', 'S'):
    case CODE('A', 'O'): return SILENCED;
    default: return 0;
    }
}

static int capital(uint8_t c) { return c >= 'A' && c <= 'Z'; }

/* A line of data that ends with CR or LF. */
static int read_line(const uint8_t *p, struct line *l) {
    unsigned amplitude;
    l->flags = 0;
    if (!(p = read_stamp(p, &l->stamp))) return 0;
    if (!(p = value(p, &l->spo2, &l->flags))) return 0;
    if (!(p = value(p, &l->pulse, &l->flags))) return 0;
    if (!(p = value(p, &amplitude, &l->flags))) return 0;
    for (;;) {
        if (!(kind[*p] & GAP)) return 0;
        p = gap(p);
        if (kind[*p] & END) return 1;
        if (!capital(p[0]) || !capital(p[1])) return 0;
        l->flags |= code_flags(CODE(p[0], p[1]));
        p += 2;
    }
}

static const uint8_t *word(const uint8_t *p) {
    while (!(kind[*p] & GAP)) p++;
    return p;
}

static int is(const uint8_t *p, const uint8_t *end, const char *text) {
    size_t n = strlen(text);
    return (size_t)(end - p) == n && strncasecmp((const char *)p, text, n) == 0;
}

enum { UNKNOWN, LIVE, TREND, WORDS };
static int heading(const uint8_t *a) {
    const uint8_t *ae = word(a), *b = gap(ae), *be = word(b), *next = gap(be);
    if (is(b, be, "VERSION")) {
        const uint8_t *d = gap(word(next));
        return is(d, word(d), "TREND") ? TREND : LIVE;
    }
    if (is(a, ae, "TIME") && is(b, be, "%SPO2")) return WORDS;
    int patient = (is(a, ae, "ADULT") && b == be) || (be - b >= 5 && is(be - 5, be, "SAT-S"));
    int end = is(a, ae, "OUTPUT") && is(b, be, "COMPLETE");
    return (patient || end) && (kind[*next] & END) ? WORDS : UNKNOWN;
}

static void decode(const uint8_t *b, size_t n, struct sums *s) {
    size_t i = 0;
    uint64_t last = 0;
    size_t last_length = 0;
    int trend = 0, filled = 0;
    while (i < n) {
        while (i < n && (kind[b[i]] & PAD)) i++;
        size_t end = i;
        uint8_t seen = 0;
        while (end < n && !(kind[b[end]] & END)) seen |= kind[b[end++]];
        if (end == n) break;
        const uint8_t *p = b + i;
        size_t length = end - i;
        i = end + 1;
        if (length >= LONGEST || (seen & BAD)) continue;
        struct line l;
        if (!read_line(p, &l)) {
            int known = heading(p);
            if (known == UNKNOWN) continue;
            if (known != WORDS) trend = known == TREND;
            s->frames++;
            continue;
        }
        int cut = filled && length + 4 < last_length;
        last_length = length;
        filled = (kind[p[length - 1]] & GAP) && (kind[p[length - 2]] & GAP);
        if (cut) continue;
        s->frames++;
        if (trend || l.stamp == last) continue;
        last = l.stamp;
        s->flags += l.flags;
        if (l.flags & NO_READING) continue;
        if (l.spo2 >= 1 && l.spo2 <= 100) s->spo2 += l.spo2;
        if (l.pulse >= 1 && l.pulse <= 300) s->pulse += l.pulse;
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
    printf("{\"name\":\"c.nellcor-ascii\",\"unit\":\"frames\",\"perSecond\":%.0f,\"count\":%llu,"
           "\"sums\":{\"spo2Percent\":%llu,\"pulseBpm\":%llu,\"pleth\":%llu}}\n",
           (double)s.frames / seconds[ROUNDS / 2], (unsigned long long)s.frames, (unsigned long long)s.spo2,
           (unsigned long long)s.pulse, (unsigned long long)s.pleth);
    return 0;
}
