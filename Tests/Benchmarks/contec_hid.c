/* The plain loop that `make bench` holds the decoder against: same bytes, same sums, `cc -O2`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 11 };

struct sums {
    uint64_t frames, spo2, pulse, pleth;
};

static size_t message_length(const uint8_t *b, size_t left) {
    uint8_t second = left > 1 ? b[1] : 0xFF;
    switch (b[0]) {
    case 0xEB: return second == 0 ? 6 : second == 1 ? 8 : second == 0x7F ? 3 : 0;
    case 0xED: return second == 4 ? 30 : second == 0x7F ? 7 : 0;
    case 0xD0: return 14;
    case 0xD1: case 0xD8: return 4;
    case 0xD2: case 0xD3: return 20;
    case 0xEC: return 21;
    case 0xEF: case 0xF2: return 8;
    case 0xF0: return 2;
    case 0xF1: case 0xFE: return 10;
    case 0xF3: return 3;
    default: return 0;
    }
}

static void decode(const uint8_t *b, size_t n, struct sums *s) {
    size_t i = 0;
    while (i < n) {
        size_t length = b[i] ? message_length(b + i, n - i) : 0;
        if (length == 0 || length > n - i) {
            i++;
            continue;
        }
        /* Only the head has bit 7 set. */
        uint8_t sum = b[i], high = 0;
        for (size_t j = 1; j < length - 1; j++) {
            sum += b[i + j];
            high |= b[i + j];
        }
        if ((high & 0x80) || (sum & 0x7F) != b[i + length - 1]) {
            i++;
            continue;
        }
        s->frames++;
        if (length == 6) {
            s->pleth += b[i + 3];
        } else if (b[i] == 0xEB && length == 8 && b[i + 4] != 127) {
            unsigned pulse = b[i + 3] + (b[i + 2] & 2) * 64;
            if (pulse >= 1 && pulse <= 254) s->pulse += pulse;
            if (b[i + 4] >= 1 && b[i + 4] <= 100) s->spo2 += b[i + 4];
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
    printf("{\"name\":\"c.contec-hid\",\"unit\":\"frames\",\"perSecond\":%.0f,\"count\":%llu,"
           "\"sums\":{\"spo2Percent\":%llu,\"pulseBpm\":%llu,\"pleth\":%llu}}\n",
           (double)s.frames / seconds[ROUNDS / 2], (unsigned long long)s.frames, (unsigned long long)s.spo2,
           (unsigned long long)s.pulse, (unsigned long long)s.pleth);
    return 0;
}
