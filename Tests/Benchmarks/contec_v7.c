/* The plain loop that `make bench` holds the decoder against: same bytes, same sums, `cc -O2`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const uint8_t lengths[22] = {0, 9, 9, 9, 9, 9, 4, 8, 8, 6, 4, 4, 2, 3, 3, 8, 3, 9, 8, 9, 9, 9};

enum { ROUNDS = 11 };

struct sums {
    uint64_t frames, spo2, pulse, pleth;
};

static void decode(const uint8_t *b, size_t n, struct sums *s) {
    size_t i = 0;
    while (i < n) {
        uint8_t type = b[i];
        size_t length = type < 22 ? lengths[type] : 0;
        if (length == 0) {
            i++;
            continue;
        }
        size_t j = 1;
        while (j < length && i + j < n && b[i + j] >= 0x80) j++;
        if (j < length) {
            i += j;
            continue;
        }
        s->frames++;
        if (type == 1) {
            uint8_t high = b[i + 1], d[7];
            for (int k = 0; k < 7; k++) d[k] = (b[i + 2 + k] & 0x7F) | (uint8_t)(((high >> k) & 1) << 7);
            int none = (d[0] & 0x80) || (d[1] & 0x80);
            s->pleth += d[1] & 0x7F;
            if (!none && d[3] >= 1 && d[3] <= 254) s->pulse += d[3];
            if (!none && d[4] >= 1 && d[4] <= 100) s->spo2 += d[4];
        }
        i += length;
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
    printf("{\"name\":\"c.contec-v7\",\"unit\":\"frames\",\"perSecond\":%.0f,\"count\":%llu,"
           "\"sums\":{\"spo2Percent\":%llu,\"pulseBpm\":%llu,\"pleth\":%llu}}\n",
           (double)s.frames / seconds[ROUNDS / 2], (unsigned long long)s.frames, (unsigned long long)s.spo2,
           (unsigned long long)s.pulse, (unsigned long long)s.pleth);
    return 0;
}
