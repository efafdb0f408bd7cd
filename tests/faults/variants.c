/* The faults: each overrides one thing that a vendor's module was seen, or is allowed, to do. */
#include "faults.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* -- any function */
static ul crash(struct call *it) { if (is_trigger(it)) abort(); return pass(it); }
static ul hang(struct call *it) { while (is_trigger(it)) pause(); return pass(it); }
static ul slow(struct call *it) { if (is_trigger(it)) usleep((useconds_t)number(it) * 1000); return pass(it); }
static ul returns(struct call *it) { return is_trigger(it) ? number(it) : pass(it); }
/* It works, and says otherwise. */
static ul says(struct call *it) { ul rv = pass(it); return is_trigger(it) && !rv ? number(it) : rv; }

/* -- slots */
enum { PHANTOMS = 3, PHANTOM = 9000 };
static ul phantom_slots(struct call *it) {
    static const ul refused[PHANTOMS] = { 0x30, 0xE0, 0xE1 };
    if (it->at == GetSlotList) {
        ul *list = (ul *)it->b, *count = (ul *)it->c, room = *count, rv;
        if (list && room < PHANTOMS) return 0x150;
        if (list) *count = room - PHANTOMS;
        rv = pass(it);
        if (list && !rv) for (int n = 0; n < PHANTOMS; n++) list[*count + n] = PHANTOM + n;
        *count += PHANTOMS;
        return rv;
    }
    if (it->at <= OpenSession && it->at > GetSlotList && it->a >= PHANTOM && it->a < PHANTOM + PHANTOMS) {
        if (it->at != GetSlotInfo) return refused[it->a - PHANTOM];
        memset((void *)it->b, ' ', 96);
        SLOT_FLAGS(it->b) = 1;
        return 0;
    }
    return pass(it);
}
static ul moved_slots(struct call *it) {
    if (it->at > GetSlotList && it->at <= OpenSession) {
        it->a -= number(it);
        return it->a > 0x7fffffffUL ? 3 : pass(it);
    }
    ul rv = pass(it);
    if (it->at == GetSlotList && it->b && !rv)
        for (ul n = 0; n < *(ul *)it->c; n++) ((ul *)it->b)[n] += number(it);
    return rv;
}
/* CKR_BUFFER_TOO_SMALL: a reader was plugged in between the two calls. */
static ul growing_slots(struct call *it) {
    static int times;
    return it->at == GetSlotList && it->b && times++ < 2 ? 0x150 : pass(it);
}
static ul removed(struct call *it) {
    if (it->at == GetSlotList) { *(ul *)it->c = 0; return 0; }
    return it->at > GetSlotList ? number(it) : pass(it);
}

/* -- PIN */
static ul flags(struct call *it) {
    ul rv = pass(it);
    if (it->at == GetTokenInfo && !rv) TOKEN_FLAGS(it->b) |= number(it);
    return rv;
}
static ul no_pin_set(struct call *it) {
    ul rv = pass(it);
    if (it->at == GetTokenInfo && !rv) TOKEN_FLAGS(it->b) &= ~0x8UL;
    return it->at == Login ? 0x102 : rv;
}
static int tries(int wrong) {
    const char *path = beside(".tries");
    FILE *file = fopen(path, "r");
    int spent = 0;
    if (file) { if (fscanf(file, "%d", &spent) != 1) spent = 0; fclose(file); }
    if (wrong < 0) return spent;
    file = fopen(path, "w");
    if (file) { fprintf(file, "%d", wrong ? spent + 1 : 0); fclose(file); }
    return spent + 1;
}
static ul counter(struct call *it, int tells) {
    static const ul told[] = { 0, 0x10000, 0x20000, 0x40000 };
    int spent = tries(-1);
    if (it->at == Login && it->b == 1) {
        if (spent >= 3) return 0xA4;
        ul rv = pass(it);
        if (rv == 0xA0) { if (tries(1) >= 3) return 0xA4; } else if (!rv) tries(0);
        return rv;
    }
    ul rv = pass(it);
    if (it->at == GetTokenInfo && !rv) {
        TOKEN_FLAGS(it->b) &= ~0x70000UL;
        if (tells) TOKEN_FLAGS(it->b) |= told[spent < 3 ? spent : 3];
    }
    return rv;
}
static ul pin_counter(struct call *it) { return counter(it, 1); }
static ul silent_pin_counter(struct call *it) { return counter(it, 0); }
static ul pinpad(struct call *it) {
    if (it->at != Login) { ul rv = pass(it); if (it->at == GetTokenInfo) TOKEN_FLAGS(it->b) |= 0x100; return rv; }
    if (it->c || it->d) return 7;
    return real(Login, it->a, it->b, (ul)it->value, strlen(it->value), 0);
}
/* The key wants a context-specific log-in between C_SignInit and C_Sign. */
static ul always(struct call *it, int tells) {
    static int given;
    if (it->at == SignInit) given = 0;
    if (it->at == Login && it->b == 2) { given = it->d > 0; return given ? 0 : 0xA0; }
    if (it->at == Sign && !given) { /* ends the operation, as PKCS#11 wants (C_Sign) */
        ul rv = pass(it);
        if (!rv) memset((void *)it->d, 0, *(ul *)it->e);
        return 0x101;
    }
    attribute *wanted = (attribute *)it->c;
    if (it->at != GetAttributeValue || wanted->type != 0x202) return pass(it);
    if (!tells) return 0x12;
    wanted->length = 1;
    if (wanted->value) *(char *)wanted->value = 1;
    return 0;
}
static ul always_authenticate(struct call *it) { return always(it, 1); }
static ul always_unsaid(struct call *it) { return always(it, 0); }
/* Not logged in, whatever is done about it. */
static ul never_logged_in(struct call *it) {
    if (it->at == Login && it->b == 2) return 0;
    ul rv = pass(it);
    return it->at == Sign ? 0x101 : rv;
}
static ul info_logs_out(struct call *it) {
    static ul session;
    ul rv = pass(it);
    if (it->at == OpenSession && !rv) session = *(ul *)it->e;
    if (it->at == GetTokenInfo) real(Logout, session, 0, 0, 0, 0);
    return rv;
}

/* -- sessions */
static ul four_sessions(struct call *it) {
    static int open;
    if (it->at == OpenSession && open >= 4) return 0xB1;
    ul rv = pass(it);
    if (!rv) open += (it->at == OpenSession) - (it->at == CloseSession);
    return rv;
}
static ul suspended(struct call *it) { return it->at > OpenSession ? 0xB3 : pass(it); }

/* -- objects, mechanisms, signatures */
static ul only_rsa_pkcs(struct call *it) {
    if (it->at != GetMechanismList) return pass(it);
    if (it->b) *(ul *)it->b = 1;
    *(ul *)it->c = 1;
    return 0;
}
/* Objects of the class VALUE are not found. */
static ul hides(struct call *it) {
    static ul nobody = 0x7ffffff0;
    attribute *wanted = (attribute *)it->b;
    if (it->at != FindObjectsInit || !it->c || wanted->type || *(ul *)wanted->value != number(it)) return pass(it);
    attribute none = { 0, &nobody, sizeof nobody };
    return real(FindObjectsInit, it->a, (ul)&none, 1, 0, 0);
}
static ul class_of(struct call *it) {
    ul found = 0;
    attribute wanted = { 0, &found, sizeof found };
    real(GetAttributeValue, it->a, it->b, (ul)&wanted, 1, 0);
    return found;
}
static ul other_id(struct call *it) {
    ul rv = pass(it);
    attribute *seen = (attribute *)it->c;
    if (it->at == GetAttributeValue && !rv && seen->type == 0x102 && seen->value && class_of(it) != 1)
        ((unsigned char *)seen->value)[0] ^= 0xFF;
    return rv;
}
/* Another token of the same label was put in: it answers under the same slot, session and handles, logged in with the
 * PIN VALUE that the driver kept.  Objects correspond by class. */
static ul other_slot(ul slot) {
    ul slots[64], count = 64;
    char own[512], one[512];
    if (real(GetSlotList, 1, (ul)slots, (ul)&count, 0, 0) || real(GetTokenInfo, slot, (ul)own, 0, 0, 0)) return slot;
    for (ul n = 0; n < count; n++)
        if (slots[n] != slot && !real(GetTokenInfo, slots[n], (ul)one, 0, 0, 0) && !memcmp(own, one, 32)) return slots[n];
    return slot;
}
static ul twin(ul session, ul own, ul object) {
    ul kind = 0, found = 0, count = 0;
    attribute wanted = { 0, &kind, sizeof kind };
    real(GetAttributeValue, own, object, (ul)&wanted, 1, 0);
    real(FindObjectsInit, session, (ul)&wanted, 1, 0, 0);
    real(FindObjects, session, (ul)&found, 1, (ul)&count, 0);
    real(FindObjectsFinal, session, 0, 0, 0, 0);
    return count ? found : object;
}
static ul other_token(struct call *it) {
    static ul session;
    ul own = it->a, info[4];
    if (it->at == GetSlotInfo || it->at == GetTokenInfo) { it->a = other_slot(it->a); return pass(it); }
    if (it->at <= OpenSession || it->at == CloseSession || it->at == Logout) return pass(it);
    if (it->at == Sign && !session) return pass(it); /* begun with the first token */
    if (!session) {
        if (real(GetSessionInfo, own, (ul)info, 0, 0, 0) || real(OpenSession, other_slot(info[0]), 4, 0, 0, (ul)&session))
            return pass(it);
        real(Login, session, 1, (ul)it->value, strlen(it->value), 0);
    }
    if (it->at == GetAttributeValue) it->b = twin(session, own, it->b);
    if (it->at == SignInit) it->c = twin(session, own, it->c);
    it->a = session;
    return pass(it);
}
static ul swapped(struct call *it) {
    ul rv = pass(it);
    attribute *seen = (attribute *)it->c;
    if (it->at == GetAttributeValue && !rv && seen->type == 0x11 && seen->value)
        ((unsigned char *)seen->value)[seen->length - 1] ^= 1;
    return rv;
}
static ul wrong_signature(struct call *it) {
    ul rv = pass(it);
    if (it->at == Sign && !rv) ((unsigned char *)it->d)[9] ^= 1;
    return rv;
}
static void *idle(void *ignored) { printf("a thread of the driver\n"); fflush(stdout); pause(); return ignored; }
static ul noisy(struct call *it) {
    static int threads;
    pthread_t thread;
    printf("the driver says %d\n", it->at);
    fflush(stdout);
    if (threads < 4 && !pthread_create(&thread, 0, idle, 0)) threads++;
    return pass(it);
}

const struct fault FAULTS[] = {
    { "crash", crash }, { "hang", hang }, { "slow", slow }, { "return", returns }, { "says", says },
    { "phantom-slots", phantom_slots }, { "moved-slots", moved_slots }, { "growing-slots", growing_slots },
    { "removed", removed }, { "flags", flags }, { "no-pin-set", no_pin_set }, { "pin-counter", pin_counter },
    { "silent-pin-counter", silent_pin_counter }, { "pinpad", pinpad }, { "always", always_authenticate },
    { "always-unsaid", always_unsaid }, { "never-logged-in", never_logged_in },
    { "info-logs-out", info_logs_out }, { "four-sessions", four_sessions },
    { "suspended", suspended }, { "only-rsa-pkcs", only_rsa_pkcs }, { "hides", hides }, { "other-id", other_id },
    { "swapped", swapped }, { "other-token", other_token }, { "wrong-signature", wrong_signature }, { "noisy", noisy }, { 0, 0 },
};
