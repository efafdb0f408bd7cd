/* The wrapping: the function list, the orders, the counting. */
#include "faults.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct { unsigned char version[2]; function f[FUNCTIONS]; } functions;
typedef struct { char fault[32], function[32]; unsigned nth; char value[64]; } order;

static functions *wrapped, table;
static unsigned calls[FUNCTIONS];
static const char *names[FUNCTIONS];
static order now;

ul real(int at, ul a, ul b, ul c, ul d, ul e) { return wrapped->f[at](a, b, c, d, e); }
ul pass(struct call *call) { return real(call->at, call->a, call->b, call->c, call->d, call->e); }
ul number(struct call *call) { return strtoul(call->value, 0, 0); }
int is_trigger(struct call *call) { return !strcmp(names[call->at], now.function); }

const char *beside(const char *suffix) {
    static char path[4096];
    const char *orders = getenv("ROKHAS_TEST_FAULTS");
    snprintf(path, sizeof path, "%s%s", orders ? orders : "", suffix);
    return path;
}

static void read_order(void) {
    const char *path = getenv("ROKHAS_TEST_FAULTS");
    FILE *file = path ? fopen(path, "r") : 0;
    memset(&now, 0, sizeof now);
    if (!file) return;
    if (fscanf(file, "%31s %31s %u %63s", now.fault, now.function, &now.nth, now.value) < 1) now.fault[0] = 0;
    fclose(file);
}

/* Whether the fault holds by now. */
static int holds(void) {
    if (!now.function[0] || !strcmp(now.function, "-")) return 1;
    for (int at = 0; at < FUNCTIONS; at++)
        if (names[at] && !strcmp(names[at], now.function)) return calls[at] >= (now.nth ? now.nth : 1);
    return 0;
}

static void note(int at, ul user) {
    if (at != Initialize && at != Finalize && at != Login && at != Sign && at != FindObjectsInit) return;
    char line[64];
    int file = open(beside(".log"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    int size = snprintf(line, sizeof line, at == Login ? "%s %lu\n" : "%s\n", names[at], user);
    if (file < 0) return;
    if (write(file, line, (size_t)size) != size) abort();
    close(file);
}

static ul dispatch(int at, ul a, ul b, ul c, ul d, ul e) {
    struct call call = { at, a, b, c, d, e, now.value };
    calls[at]++;
    read_order();
    note(at, b);
    if (now.fault[0] && holds())
        for (const struct fault *fault = FAULTS; fault->name; fault++)
            if (!strcmp(fault->name, now.fault)) return fault->play(&call);
    return pass(&call);
}

#define EACH(X) X(Initialize) X(Finalize) X(GetInfo) X(GetSlotList) X(GetSlotInfo) X(GetTokenInfo) X(GetMechanismList) \
    X(OpenSession) X(CloseSession) X(GetSessionInfo) X(Login) X(Logout) X(GetAttributeValue) X(FindObjectsInit) \
    X(FindObjects) X(FindObjectsFinal) X(SignInit) X(Sign)
#define WRAP(name) static ul my_##name(ul a, ul b, ul c, ul d, ul e) { return dispatch(name, a, b, c, d, e); }
#define INSTALL(name) table.f[name] = my_##name; names[name] = "C_" #name;
EACH(WRAP)

ul C_GetFunctionList(functions **list) {
    const char *path = getenv("ROKHAS_TEST_FAULTS_MODULE");
    void *library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : 0;
    ul (*get)(functions **) = library ? (ul (*)(functions **))dlsym(library, "C_GetFunctionList") : 0;
    if (!get || get(&wrapped)) return 5; /* CKR_GENERAL_ERROR */
    table = *wrapped;
    EACH(INSTALL)
    *list = &table;
    return 0;
}
