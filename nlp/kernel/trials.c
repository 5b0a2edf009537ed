/* A mention judged by trials (nlp.themes.scene). */
#include "kernel.h"

enum { BEFORE, AFTER, WHOLE, TEXTS };
#define REMAINDERS 2048

/* The nearest marks on both sides of a stretch of a text, or how far they are looked for. */
static void
nearest(PyObject *text, const uint8_t *marks, Py_ssize_t reach, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *left,
        Py_ssize_t *right)
{
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), last = reach < length - end ? end + reach : length;
    Py_ssize_t first = reach < start ? start - reach : 0;
    for (*left = start; *left > first && !is_set(marks, PyUnicode_READ(kind, data, *left - 1));)
        (*left)--;
    for (*right = end; *right < last && !is_set(marks, PyUnicode_READ(kind, data, *right));)
        (*right)++;
}

static const uint8_t *
set_of(PyObject *bits)
{
    if (!PyBytes_Check(bits) || PyBytes_GET_SIZE(bits) != BMP / 8) {
        PyErr_SetString(PyExc_TypeError, "marks are bytes of 8,192");
        return NULL;
    }
    return (const uint8_t *)PyBytes_AS_STRING(bits);
}

static int
lies_in(PyObject *text, Py_ssize_t start, Py_ssize_t end)
{
    if (start >= 0 && start <= end && end <= PyUnicode_GET_LENGTH(text))
        return 1;
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "what is looked at does not lie in its text");
    return 0;
}

PyDoc_STRVAR(between_doc,
"between(text, start, end, marks, reach, /)\n--\n\n"
"Return where the nearest marks on both sides of start:end leave room, looked for no farther than they reach.\n\n"
"marks : 65,536 bits.");

static PyObject *
between(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    if (given != 5 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "between(text, start, end, marks, reach)");
        return NULL;
    }
    Py_ssize_t start = PyLong_AsSsize_t(args[1]), end = PyLong_AsSsize_t(args[2]), reach = PyLong_AsSsize_t(args[4]);
    const uint8_t *marks = set_of(args[3]);
    if (marks == NULL || !lies_in(args[0], start, end))
        return NULL;
    if (reach < 0) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "marks are looked for no less far than nowhere");
        return NULL;
    }
    Py_ssize_t left, right;
    nearest(args[0], marks, reach, start, end, &left, &right);
    return Py_BuildValue("nn", left, right);
}

PyDoc_STRVAR(judged_doc,
"judged(key, hold, about, trials, default, start, end, /)\n--\n\n"
"Return the outcome of the first of some trials that holds for the mention start:end in its clause, or the default.\n\n"
"trials : (which, look, more, outcome, opening).\n"
"which : 0 the clause before the mention, 1 behind it, 2 the whole; look : called with that text, None where it finds\n"
"nothing; more : what else is asked, (which, look, wanted), of what stands beyond the clause by hold(which, look, left,\n"
"right); opening : 2,048 bits, set for the remainders of the characters that what is looked for can begin with (behind\n"
"the mention, it stands there first), or None.\n"
"about : where the clause begins and ends; or (marks, the longest clause looked at whole, by how much the blocks of a\n"
"longer one overlap).");

/* A clause that is known. */
static int
clause_given(PyObject *key, PyObject *about, Py_ssize_t *bounds)
{
    bounds[0] = PyLong_AsSsize_t(PyTuple_GET_ITEM(about, 0));
    bounds[3] = PyLong_AsSsize_t(PyTuple_GET_ITEM(about, 1));
    return lies_in(key, bounds[0], bounds[1]) && lies_in(key, bounds[1], bounds[2]) && lies_in(key, bounds[2], bounds[3])
               ? 0
               : -1;
}

/* The clause around a mention: `nlp.themes.scene.Scene.around`. */
static int
clause_around(PyObject *key, PyObject *about, Py_ssize_t *bounds)
{
    if (!PyTuple_CheckExact(about) || PyTuple_GET_SIZE(about) < 2 || PyTuple_GET_SIZE(about) > 3) {
        PyErr_SetString(PyExc_TypeError, "about is (left, right) or (marks, longest, margin)");
        return -1;
    }
    if (PyTuple_GET_SIZE(about) == 2)
        return clause_given(key, about, bounds);
    const uint8_t *marks = set_of(PyTuple_GET_ITEM(about, 0));
    Py_ssize_t longest = PyLong_AsSsize_t(PyTuple_GET_ITEM(about, 1));
    Py_ssize_t margin = PyLong_AsSsize_t(PyTuple_GET_ITEM(about, 2));
    Py_ssize_t start = bounds[1], end = bounds[2], left, right;
    if (marks == NULL || !lies_in(key, start, end))
        return -1;
    if (longest < 1 || longest > BMP || margin < 0 || margin > BMP) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "a clause without length");
        return -1;
    }
    nearest(key, marks, longest + margin, start, end, &left, &right);
    if (right - left > longest) {
        Py_ssize_t block = start - start % longest, past = end > block + longest ? end : block + longest;
        left = left > block - margin ? left : block - margin;
        right = right < past + margin ? right : past + margin;
    }
    bounds[0] = left;
    bounds[3] = right;
    return 0;
}

/* What a mention is judged by: the texts asked about are cut when they are first asked for. */
typedef struct {
    PyObject *key, *hold;
    Py_ssize_t bounds[4];
    PyObject *texts[TEXTS];
} Mention;

/* which of a mention's bounds each text lies between */
static const int text_from[TEXTS] = {0, 2, 0}, text_to[TEXTS] = {1, 3, 3};

static PyObject *
text_of(Mention *mention, int which)
{
    if (mention->texts[which] == NULL) {
        const Py_ssize_t *bounds = mention->bounds;
        mention->texts[which] = PyUnicode_Substring(mention->key, bounds[text_from[which]], bounds[text_to[which]]);
    }
    return mention->texts[which];
}

/* Whether a text of the mention's clause holds what is looked for; -1 where that cannot be told. */
static int
holds(Mention *mention, int which, PyObject *look)
{
    PyObject *text = text_of(mention, which);
    PyObject *found = text ? PyObject_CallOneArg(look, text) : NULL;
    if (found == NULL)
        return -1;
    Py_DECREF(found);
    return found != Py_None;
}

/* The same of what stands farther off, which its caller looks up. */
static int
holds_beyond(const Mention *mention, PyObject *which, PyObject *look)
{
    PyObject *answer =
        PyObject_CallFunction(mention->hold, "OOnn", which, look, mention->bounds[0], mention->bounds[3]);
    int found = answer ? PyObject_IsTrue(answer) : -1;
    Py_XDECREF(answer);
    return found;
}

/* Whether all of a tuple of (which, look, wanted) is as it is wanted. */
static int
all_hold(Mention *mention, PyObject *asks)
{
    if (!PyTuple_CheckExact(asks)) {
        PyErr_SetString(PyExc_TypeError, "what else is asked is a tuple");
        return -1;
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(asks); at++) {
        PyObject *ask = PyTuple_GET_ITEM(asks, at);
        if (!PyTuple_CheckExact(ask) || PyTuple_GET_SIZE(ask) != 3) {
            PyErr_SetString(PyExc_TypeError, "what is asked is (which, look, wanted)");
            return -1;
        }
        PyObject *number = PyTuple_GET_ITEM(ask, 0), *look = PyTuple_GET_ITEM(ask, 1);
        long which = PyLong_AsLong(number);
        if (which == -1 && PyErr_Occurred())
            return -1;
        int found = which >= 0 && which < TEXTS ? holds(mention, (int)which, look) : holds_beyond(mention, number, look);
        if (found < 0)
            return -1;
        if (found != (PyTuple_GET_ITEM(ask, 2) == Py_True))
            return 0;
    }
    return 1;
}

/* Whether a character stands in a text that what is looked for can begin with; behind the mention, it stands there first. */
static int
may_hold(const Mention *mention, int which, PyObject *opening)
{
    if (!PyBytes_Check(opening) || PyBytes_GET_SIZE(opening) != REMAINDERS / 8)
        return 1;
    const uint8_t *bits = (const uint8_t *)PyBytes_AS_STRING(opening);
    int kind = PyUnicode_KIND(mention->key);
    const void *data = PyUnicode_DATA(mention->key);
    Py_ssize_t at = mention->bounds[text_from[which]], to = mention->bounds[text_to[which]];
    if (which == AFTER && to > at)
        to = at + 1;
    for (; at < to; at++) {
        Py_UCS4 character = PyUnicode_READ(kind, data, at) % REMAINDERS;
        if (bits[character >> 3] >> (character & 7) & 1)
            return 1;
    }
    return 0;
}

/* The outcome of a trial that holds, borrowed; NULL where it does not hold, or with an error set. */
static PyObject *
tried(Mention *mention, PyObject *trial)
{
    if (!PyTuple_CheckExact(trial) || PyTuple_GET_SIZE(trial) != 5) {
        PyErr_SetString(PyExc_TypeError, "a trial is (which, look, more, outcome, opening)");
        return NULL;
    }
    long which = PyLong_AsLong(PyTuple_GET_ITEM(trial, 0));
    if (which < 0 || which >= TEXTS) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "a trial asks text 0, 1 or 2");
        return NULL;
    }
    if (may_hold(mention, (int)which, PyTuple_GET_ITEM(trial, 4)) &&
        holds(mention, (int)which, PyTuple_GET_ITEM(trial, 1)) > 0 && all_hold(mention, PyTuple_GET_ITEM(trial, 2)) > 0)
        return PyTuple_GET_ITEM(trial, 3);
    return NULL;
}

static PyObject *
judged(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    if (given != 7 || !PyUnicode_Check(args[0]) || !PyTuple_CheckExact(args[3])) {
        PyErr_SetString(PyExc_TypeError, "judged(key, hold, about, trials, default, start, end)");
        return NULL;
    }
    Mention mention = {.key = args[0], .hold = args[1]};
    mention.bounds[1] = PyLong_AsSsize_t(args[5]);
    mention.bounds[2] = PyLong_AsSsize_t(args[6]);
    if (clause_around(args[0], args[2], mention.bounds) < 0)
        return NULL;
    PyObject *trials = args[3], *outcome = NULL;
    for (Py_ssize_t at = 0; outcome == NULL && at < PyTuple_GET_SIZE(trials); at++) {
        outcome = tried(&mention, PyTuple_GET_ITEM(trials, at));
        if (outcome == NULL && PyErr_Occurred())
            break;
    }
    if (outcome == NULL && !PyErr_Occurred())
        outcome = args[4];
    Py_XINCREF(outcome);
    for (int at = 0; at < TEXTS; at++)
        Py_XDECREF(mention.texts[at]);
    return outcome;
}

PyMethodDef trials_methods[] = {
    {"between", (PyCFunction)(void (*)(void))between, METH_FASTCALL, between_doc},
    {"judged", (PyCFunction)(void (*)(void))judged, METH_FASTCALL, judged_doc},
    {NULL, NULL, 0, NULL},
};
