/* The plain loop that `make bench` holds the decoder against: same bytes, same sums, `cc -O2`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 11 };

struct sums {
    uint64_t frames, spo2, pulse, pleth;
};

/* A status with bit 7 set, two bytes of pleth, float, the low byte of their sum. 25 of them are a packet; a number
   stands in its first three. */
static void decode(const uint8_t *b, size_t n, struct sums *s) {
    size_t i = 0;
    unsigned place = 0, high = 0;
    int none = 0;
    while (n - i >= 5) {
        const uint8_t *f = b + i;
        if (f[0] < 0x80 || (uint8_t)(f[0] + f[1] + f[2] + f[3]) != f[4]) {
            place = 0;
            i++;
            continue;
        }
        unsigned status = f[0];
        place = status & 1 ? 1 : place == 0 || place == 25 ? 0 : place + 1;
        s->frames++;
        s->pleth += (unsigned)f[1] << 8 | f[2];
        if (place == 1) {
            high = f[3];
            none = 0;
        }
        if (place >= 1 && place <= 3) none |= (status & 0x58) != 0;
        if (place == 2 && !none) {
            unsigned pulse = (high & 3) << 7 | (f[3] & 0x7F);
            if (pulse >= 1 && pulse <= 510) s->pulse += pulse;
        }
        if (place == 3 && !none && f[3] >= 1 && f[3] <= 100) s->spo2 += f[3];
        i += 5;
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
    printf("{\"name\":\"c.nonin-df7\",\"unit\":\"frames\",\"perSecond\":%.0f,\"count\":%llu,"
           "\"sums\":{\"spo2Percent\":%llu,\"pulseBpm\":%llu,\"pleth\":%llu}}\n",
           (double)s.frames / seconds[ROUNDS / 2], (unsigned long long)s.frames, (unsigned long long)s.spo2,
           (unsigned long long)s.pulse, (unsigned long long)s.pleth);
    return 0;
}
