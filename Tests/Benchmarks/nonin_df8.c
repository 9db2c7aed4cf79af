/* The plain loop that `make bench` holds the decoder against: same bytes, same sums, `cc -O2`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 11 };

struct sums {
    uint64_t frames, spo2, pulse, pleth;
};

/* A byte with bit 7 set, then three without. A high-bit byte too early begins anew. */
static void decode(const uint8_t *b, size_t n, struct sums *s) {
    size_t i = 0;
    while (i < n) {
        if (b[i] < 0x80) {
            i++;
            continue;
        }
        size_t j = 1;
        while (j < 4 && i + j < n && b[i + j] < 0x80) j++;
        if (j < 4) {
            i += j;
            continue;
        }
        s->frames++;
        const uint8_t *f = b + i;
        int none = (f[0] & 0x20) || (f[3] & 0x08);
        unsigned pulse = (f[0] & 3u) << 7 | f[1];
        if (!none && pulse >= 1 && pulse <= 510) s->pulse += pulse;
        if (!none && f[2] >= 1 && f[2] <= 100) s->spo2 += f[2];
        i += 4;
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
    printf("{\"name\":\"c.nonin-df8\",\"unit\":\"frames\",\"perSecond\":%.0f,\"count\":%llu,"
           "\"sums\":{\"spo2Percent\":%llu,\"pulseBpm\":%llu,\"pleth\":%llu}}\n",
           (double)s.frames / seconds[ROUNDS / 2], (unsigned long long)s.frames, (unsigned long long)s.spo2,
           (unsigned long long)s.pulse, (unsigned long long)s.pleth);
    return 0;
}
