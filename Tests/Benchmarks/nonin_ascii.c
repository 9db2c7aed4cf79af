/* The plain loop that `make bench` holds the decoder against: same bytes, same sums, `cc -O2`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

enum { ROUNDS = 11, LONGEST = 256 };

struct sums {
    uint64_t frames, spo2, pulse, pleth;
};

struct field {
    unsigned value, width;
    int padded;
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

/* Blanks, then up to three digits or any dashes. */
static const uint8_t *field(const uint8_t *p, struct field *f) {
    const uint8_t *start = p;
    p = gap(p);
    *f = (struct field){0, 3, 0};
    if (*p == '-') {
        while (*p == '-') p++;
    } else {
        const uint8_t *digits = p;
        if (!(p = number(p, 3, &f->value))) return NULL;
        f->width = (unsigned)(p - start);
        f->padded = p - digits > 1 && *digits == '0';
    }
    return p;
}

static int in_stamp(uint8_t c) { return c >= '-' && c <= ':'; }

/* A line of data that ends with CR or LF. */
static int read_line(const uint8_t *p, struct field *spo2, struct field *pulse) {
    while (in_stamp(*p)) {
        while (in_stamp(*p)) p++;
        if (!(kind[*p] & GAP)) return 0;
        p = gap(p);
    }
    if (p[0] != 'S' || p[1] != 'P' || p[2] != 'O' || p[3] != '2' || p[4] != '=') return 0;
    if (!(p = field(p + 5, spo2)) || !(kind[*p] & GAP)) return 0;
    p = gap(p);
    if (p[0] != 'H' || p[1] != 'R' || p[2] != '=') return 0;
    if (!(p = field(p + 3, pulse))) return 0;
    if ((spo2->padded || pulse->padded) && (spo2->width < 3 || pulse->width < 3)) return 0;
    if (pulse->width < 3 && !(kind[*p] & GAP)) return 0;
    for (;; p++) {
        p = gap(p);
        if (*p != '*' && *p != 'B' && *p != 'F') return kind[*p] & END;
    }
}

/* A line with a unit's name and no value. */
static int is_header(const uint8_t *p) {
    int named = 0;
    for (; !(kind[*p] & END); p = gap(p)) {
        const uint8_t *word = p;
        for (; !(kind[*p] & GAP); p++)
            if (*p == '=') return 0;
        if (p - word != 5) continue;
        if (strncasecmp((const char *)word, "NONIN", 5) == 0 || strncasecmp((const char *)word, "MODEL", 5) == 0) named = 1;
    }
    return named;
}

static void decode(const uint8_t *b, size_t n, struct sums *s) {
    size_t i = 0;
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
        struct field spo2, pulse;
        if (!read_line(p, &spo2, &pulse)) {
            s->frames += (uint64_t)is_header(p);
            continue;
        }
        s->frames++;
        if (spo2.value >= 1 && spo2.value <= 100) s->spo2 += spo2.value;
        if (pulse.value >= 1 && pulse.value <= 510) s->pulse += pulse.value;
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
    printf("{\"name\":\"c.nonin-ascii\",\"unit\":\"frames\",\"perSecond\":%.0f,\"count\":%llu,"
           "\"sums\":{\"spo2Percent\":%llu,\"pulseBpm\":%llu,\"pleth\":%llu}}\n",
           (double)s.frames / seconds[ROUNDS / 2], (unsigned long long)s.frames, (unsigned long long)s.spo2,
           (unsigned long long)s.pulse, (unsigned long long)s.pleth);
    return 0;
}
