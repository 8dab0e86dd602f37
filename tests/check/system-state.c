/* What the C library and the runtime keep for themselves is no lost write:
 * streams, errno, locale, random numbers, getenv, time, memory. */
// env: SHM_CHECK=writes,fatal
#include <errno.h>
#include <locale.h>
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int
main(void)
{
    FILE *file = tmpfile();
    char *line = malloc(8);
    size_t room = 8;

    fputs("a line that is longer than eight bytes\n", file);
    #pragma shm parallel
    {
        time_t now = time(NULL);
        char words[] = "a b c";

        srand(3);
        errno = rand() > 0 ? ERANGE : 0;
        setlocale(LC_ALL, "C");
        localtime(&now);
        strtok(words, " ");
        #pragma shm critical(file)
        {
            rewind(file);
            getline(&line, &room, file);
        }
        printf("%s%g\n", line, strtod("0.5", NULL));
        #pragma shm critical
        setenv("CHECKED", "1", 1);
    }
    free(line);
    fclose(file);
    return 0;
}
