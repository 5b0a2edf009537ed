/* What the clauses of a passage say, by a linear model of pairs of characters (nlp.themes.learned). */
#include "kernel.h"

/* what is no character of the basic plane is heard as this */
#define REPLACED '?'
/* so many weights up to 127 add up to no more than 16 bits hold */
#define SHORT_SUM 256
/* columns are added so many at a time: what lies in a row beyond the last is not looked at */
#define BLOCK 16
#define MOST_COLUMNS 64
/* so many pairs are looked up before the first is added */
#define AT_ONCE 64
/* a clause counts for itself so many times as for each of its neighbours, and so many in a row are heard together (these
 * and the next as in nlp/themes/learned.py) */
#define OWN 3
#define PASSAGE 4
/* what stands before the first character; a blank is heard as the same */
#define BREAK '\n'

static uint16_t
unit(int kind, const void *data, Py_ssize_t at)
{
    Py_UCS4 character = PyUnicode_READ(kind, data, at);
    return character >= BMP || (character >= 0xD800 && character < 0xE000) ? REPLACED : (uint16_t)character;
}

typedef struct {
    const int8_t *rows;
    Py_ssize_t columns, width;
    unsigned int shift, next, spread;
    const uint8_t *marks, *bare;
} Model;

static void
flush(int32_t *restrict sum, int16_t *restrict some, Py_ssize_t columns)
{
    for (Py_ssize_t column = 0; column < columns; column++)
        sum[column] += some[column];
    memset(some, 0, (size_t)columns * sizeof(int16_t));
}

/* A pair of characters as it is heard: where its weights are, NULL where it says nothing, and whether it ends a clause. */
typedef struct {
    const int8_t *row;
    int ends;
} Pair;

/* Look up the pairs that end at some characters; before : the character before them. The weights are far away: they are
 * fetched while the others are looked up. */
static void
look_up(const Model *model, PyObject *text, Py_ssize_t from, Py_ssize_t to, uint16_t before, Pair *pairs)
{
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    int after_bare = is_set(model->bare, before);
    for (Py_ssize_t at = from; at < to; at++, pairs++) {
        uint16_t here = unit(kind, data, at), heard = here == ' ' ? BREAK : here;
        int bare = is_set(model->bare, here);
        uint16_t mixed = (uint16_t)((uint16_t)(before * model->next) ^ heard);
        pairs->row = NULL;
        if (!bare || !after_bare) {
            pairs->row = model->rows + ((uint16_t)(mixed * model->spread) >> model->shift) * model->width;
            FETCH(pairs->row);
        }
        pairs->ends = is_set(model->marks, here);
        before = heard;
        after_bare = bare;
    }
}

/* What the pairs of each clause weigh. */
static void
add_up(const Model *model, PyObject *text, int32_t *sum)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), columns = model->columns, width = model->width;
    int16_t some[MOST_COLUMNS] = {0};
    Pair pairs[AT_ONCE];
    int held = 0, ended = 0;
    for (Py_ssize_t from = 0; from < length; from += AT_ONCE) {
        Py_ssize_t to = from + AT_ONCE < length ? from + AT_ONCE : length;
        uint16_t before = from ? unit(PyUnicode_KIND(text), PyUnicode_DATA(text), from - 1) : BREAK;
        look_up(model, text, from, to, before == ' ' ? BREAK : before, pairs);
        for (const Pair *pair = pairs; pair < pairs + (to - from); pair++) {
            if (ended || held == SHORT_SUM) {
                flush(sum, some, columns);
                sum += ended ? columns : 0;
                held = 0;
            }
            if (pair->row != NULL) {
                for (Py_ssize_t block = 0; block < width; block += BLOCK) {
                    for (int column = 0; column < BLOCK; column++)
                        some[block + column] = (int16_t)(some[block + column] + pair->row[block + column]);
                }
                held++;
            }
            ended = pair->ends;
        }
    }
    flush(sum, some, columns);
}

/* The most that a passage says, of one column. */
static int64_t
most_said(const int32_t *sums, Py_ssize_t clauses, Py_ssize_t columns, int64_t begun)
{
    int64_t best = 0, together = 0, heard[PASSAGE] = {0};
    for (Py_ssize_t clause = 0; clause < clauses; clause++) {
        const int32_t *own = sums + clause * columns;
        int64_t said = begun + OWN * (int64_t)*own;
        if (clause > 0)
            said += own[-columns];
        if (clause + 1 < clauses)
            said += own[columns];
        said = said > 0 ? said : 0;
        together += said - heard[clause % PASSAGE];
        heard[clause % PASSAGE] = said;
        best = together > best ? together : best;
    }
    return best;
}

PyDoc_STRVAR(says_doc,
"says(text, weights, width, columns, begun, shift, next, spread, marks, bare, /)\n--\n\n"
"Return what a linear model of pairs of characters makes of a text: of each column the most that a passage says.\n\n"
"weights : numbers of 8 bits, -127 to 127, width of them (16 or a multiple) to each of 1 << (16 - shift) buckets;\n"
"begun : of 32 bits, what a clause says that holds nothing; next, spread : the multipliers of the hash; marks, bare :\n"
"65,536 bits, set for what ends a clause, and for what says nothing in a row.");

static PyObject *
says(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text;
    Py_buffer weights, begun, marks, bare;
    Model model;
    if (!PyArg_ParseTuple(args, "Uy*nny*IIIy*y*", &text, &weights, &model.width, &model.columns, &begun, &model.shift,
                          &model.next, &model.spread, &marks, &bare))
        return NULL;
    PyObject *found = NULL;
    int32_t *sums = NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), clauses = 1, columns = model.columns;
    if (columns < 1 || columns > model.width || model.width > MOST_COLUMNS || model.width % BLOCK != 0 ||
        model.shift > 15 || weights.len != model.width * (BMP >> model.shift) ||
        begun.len != columns * (Py_ssize_t)sizeof(int32_t) || marks.len != BMP / 8 || bare.len != BMP / 8) {
        PyErr_SetString(PyExc_ValueError, "says: weights that do not fit");
        goto done;
    }
    model.rows = weights.buf;
    model.marks = marks.buf;
    model.bare = bare.buf;
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t at = 0; at < length - 1; at++)
        clauses += is_set(model.marks, unit(kind, data, at));
    sums = PyMem_Calloc((size_t)(clauses * columns), sizeof(int32_t));
    if (sums == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    add_up(&model, text, sums);
    found = PyList_New(columns);
    for (Py_ssize_t column = 0; found != NULL && column < columns; column++) {
        PyObject *said = PyLong_FromLongLong(
            most_said(sums + column, clauses, columns, ((const int32_t *)begun.buf)[column]));
        if (said == NULL)
            Py_CLEAR(found);
        else
            PyList_SET_ITEM(found, column, said);
    }
done:
    PyMem_Free(sums);
    PyBuffer_Release(&weights);
    PyBuffer_Release(&begun);
    PyBuffer_Release(&marks);
    PyBuffer_Release(&bare);
    return found;
}

PyMethodDef passages_methods[] = {
    {"says", says, METH_VARARGS, says_doc},
    {NULL, NULL, 0, NULL},
};
