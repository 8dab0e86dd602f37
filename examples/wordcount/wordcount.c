/* SPDX-License-Identifier: MIT */
/* wordcount.c -- counts chosen words in many files.
 *
 *     wordcount word,word,... file...
 *
 * Each file is one iteration: a worker reads it and counts in a struct of its
 * own; a reduce block adds the struct to the total, in the master. Then all is
 * done once more in serial mode, and both counts must agree. A word is a run
 * of letters; capitals do not matter. */
#include <ctype.h>
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 32, LONGEST = 64 };

struct words {
    int n;
    char text[MOST_WORDS][LONGEST];
};

struct counts {
    long files;
    long unreadable;
    long bytes;
    long words;
    long chosen[MOST_WORDS];
};

/* Cuts the list at its commas; false when it does not fit. */
static int parse_words(struct words *words, const char *list)
{
    const char *p = list;

    for (words->n = 0; words->n < MOST_WORDS; p++) {
        char *text = words->text[words->n++];
        size_t length = strcspn(p, ",");

        if (length == 0 || length >= LONGEST)
            return 0;
        for (size_t i = 0; i < length; i++)
            text[i] = (char)tolower((unsigned char)p[i]);
        text[length] = '\0';
        p += length;
        if (!*p)
            return 1;
    }
    return 0;
}

static void count_word(struct counts *counts, const struct words *words,
                       const char *word)
{
    counts->words++;
    for (int i = 0; i < words->n; i++)
        if (!strcmp(words->text[i], word))
            counts->chosen[i]++;
}

static struct counts count_file(const char *name, const struct words *words)
{
    struct counts counts = {0};
    FILE *file = fopen(name, "r");
    char word[LONGEST];
    size_t length = 0;
    int c;

    if (!file) {
        counts.unreadable = 1;
        return counts;
    }
    do {
        c = getc(file);
        if (c != EOF && isalpha(c)) {
            if (length < LONGEST - 1)
                word[length++] = (char)tolower(c);
        } else if (length > 0) {
            word[length] = '\0';
            count_word(&counts, words, word);
            length = 0;
        }
        counts.bytes += c != EOF;
    } while (c != EOF);
    counts.files = !ferror(file);
    counts.unreadable = !counts.files;
    fclose(file);
    return counts;
}

static void add(struct counts *total, const struct counts *part)
{
    total->files += part->files;
    total->unreadable += part->unreadable;
    total->bytes += part->bytes;
    total->words += part->words;
    for (int i = 0; i < MOST_WORDS; i++)
        total->chosen[i] += part->chosen[i];
}

static struct counts count(char **names, int n, const struct words *words)
{
    struct counts total = {0};

#pragma shm parallel for schedule(dynamic) label("count")
    for (int i = 0; i < n; i++) {
        struct counts part = count_file(names[i], words);

#pragma shm reduce(part)
        add(&total, &part);
    }
    return total;
}

static void report(const struct counts *counts, const struct words *words)
{
    for (int i = 0; i < words->n; i++)
        printf("%12ld  %s\n", counts->chosen[i], words->text[i]);
    printf("%12ld  words in %ld bytes of %ld files\n", counts->words,
           counts->bytes, counts->files);
    if (counts->unreadable)
        printf("%12ld  files could not be read\n", counts->unreadable);
}

int main(int argc, char **argv)
{
    struct words words;
    struct counts parallel, serial;
    double start, middle, end;

    if (argc < 3 || !parse_words(&words, argv[1])) {
        fprintf(stderr, "usage: wordcount word,word,... file...\n");
        return 2;
    }
    start = shm_wtime();
    parallel = count(argv + 2, argc - 2, &words);
    middle = shm_wtime();
    shm_set_serial(1);
    serial = count(argv + 2, argc - 2, &words);
    end = shm_wtime();

    report(&parallel, &words);
    if (memcmp(&parallel, &serial, sizeof serial)) {
        puts("IN SERIAL MODE THE COUNTS ARE OTHERS:");
        report(&serial, &words);
        return 1;
    }
    puts("the same in serial mode");
    if (getenv("TIMES"))
        printf("%.3f s, in serial mode %.3f s\n", middle - start,
               end - middle);
    return 0;
}
