/* SPDX-License-Identifier: MIT */
/* error(e) needs an object of type struct shm_error; timeout a number of
 * seconds. */
#include <shm.h>

typedef struct shm_error failure;

struct result {
    failure failure;
};

void right(struct shm_error *where, struct result *result, double seconds)
{
    struct shm_error error, several[2];
    failure renamed;

#pragma shm parallel error(error) timeout(0.5) onfail(abort)
    ;
#pragma shm parallel error(several[1]) timeout(seconds)
    ;
#pragma shm parallel error(renamed) timeout(1)
    ;
#pragma shm parallel error(*where)
    ;
#pragma shm parallel error((result->failure))
    ;
}

struct shm_error get(void);

void wrong(struct shm_error *where, const struct shm_error *fixed)
{
    int number = 0;
    struct result result;
    volatile struct shm_error changing;

#pragma shm parallel error(number)
    ;
#pragma shm parallel error(where)
    ;
#pragma shm parallel error(result)
    ;
#pragma shm parallel error(get())
    ;
#pragma shm parallel error(*fixed)
    ;
#pragma shm parallel error(changing)
    ;
#pragma shm parallel timeout(0)
    ;
#pragma shm parallel timeout(-3)
    ;
#pragma shm parallel timeout("soon")
    ;
}
