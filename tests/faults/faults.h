/* A PKCS#11 module that passes each call on to another module and plays the fault that a file names.
 *
 * $ROKHAS_TEST_FAULTS names the file, which is read again at each call:
 *     FAULT [FUNCTION [NTH [VALUE]]]       e.g. "crash C_Sign 2", "return C_Login 1 0xA0", "pinpad - 0 24681357"
 * The fault holds from the NTH call of FUNCTION in this process on; without them it always holds.
 * $ROKHAS_TEST_FAULTS_MODULE names the module that is wrapped.  FILE.log takes a line a call of note, never an argument
 * that could be a PIN.
 */
#ifndef FAULTS_H
#define FAULTS_H

typedef unsigned long ul;
typedef ul (*function)(ul, ul, ul, ul, ul);
typedef struct { ul type; void *value; ul length; } attribute;

/* Positions in CK_FUNCTION_LIST. */
enum { Initialize = 0, Finalize = 1, GetInfo = 2, GetSlotList = 4, GetSlotInfo = 5, GetTokenInfo = 6,
       GetMechanismList = 7, OpenSession = 12, CloseSession = 13, GetSessionInfo = 15, Login = 18, Logout = 19,
       GetAttributeValue = 24, FindObjectsInit = 26, FindObjects = 27, FindObjectsFinal = 28, SignInit = 42, Sign = 43,
       FUNCTIONS = 68 };

/* One call under way: which function, its arguments, and the fault's VALUE. */
struct call { int at; ul a, b, c, d, e; const char *value; };

/* A fault: its name, and what it does instead of a call. */
struct fault { const char *name; ul (*play)(struct call *); };

extern const struct fault FAULTS[];

ul pass(struct call *call);                 /* the real call */
ul real(int at, ul a, ul b, ul c, ul d, ul e);
int is_trigger(struct call *call);          /* whether this is a call of the order's FUNCTION */
ul number(struct call *call);               /* VALUE as a number */
const char *beside(const char *suffix);     /* a file beside the orders */

#define SLOT_FLAGS(info) (*(ul *)((char *)(info) + 96))
#define TOKEN_FLAGS(info) (*(ul *)((char *)(info) + 96))
#endif
