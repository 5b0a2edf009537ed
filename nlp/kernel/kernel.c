/* The inner loops of tagging (内核): a text folded, an instrument's words found in it, what its clauses say added up, and
 * mentions judged.
 *
 * Each does what the Python beside its caller does (nlp.text.fold, nlp.themes.placing, nlp.themes.learned,
 * nlp.themes.scene); tests hold the two to the same results. Nothing here knows a theme or a language.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#ifdef _MSC_VER
#define restrict __restrict
#endif

#define VERSION 1 /* as in nlp/kernel/__init__.py */
#define BMP 0x10000
#define REPLACED '?' /* what is no character of the basic plane is heard as this */

/* ---------------------------------------------------------------------------------------------- sets of characters */

static int
is_set(const uint8_t *bits, Py_UCS4 character)
{
    return character < BMP && bits[character >> 3] >> (character & 7) & 1;
}

PyDoc_STRVAR(followed_doc,
"followed(text, first, second, /)\n--\n\n"
"Return whether a character of one set stands right before one of another; the sets are of 65,536 bits each.");

static PyObject *
followed(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    if (given != 3 || !PyUnicode_Check(args[0]) || !PyBytes_Check(args[1]) || !PyBytes_Check(args[2]) ||
        PyBytes_GET_SIZE(args[1]) != BMP / 8 || PyBytes_GET_SIZE(args[2]) != BMP / 8) {
        PyErr_SetString(PyExc_TypeError, "followed(text: str, first: bytes of 8,192, second: bytes of 8,192)");
        return NULL;
    }
    int kind = PyUnicode_KIND(args[0]);
    const void *data = PyUnicode_DATA(args[0]);
    const uint8_t *first = (const uint8_t *)PyBytes_AS_STRING(args[1]);
    const uint8_t *second = (const uint8_t *)PyBytes_AS_STRING(args[2]);
    for (Py_ssize_t at = 0; at + 1 < PyUnicode_GET_LENGTH(args[0]); at++) {
        if (is_set(first, PyUnicode_READ(kind, data, at)) && is_set(second, PyUnicode_READ(kind, data, at + 1)))
            Py_RETURN_TRUE;
    }
    Py_RETURN_FALSE;
}

/* --------------------------------------------------------------------------------------------------------- folding */

PyDoc_STRVAR(fold_doc,
"fold(text, table, /)\n--\n\n"
"Return a text with each character replaced by its entry in a table, None where an entry is zero.\n\n"
"table : 65,536 numbers of 16 bits, in the machine's order. Characters beyond it are not known: None as well.");

static PyObject *
fold(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    if (given != 2 || !PyUnicode_Check(args[0]) || !PyBytes_Check(args[1]) || PyBytes_GET_SIZE(args[1]) != 2 * BMP) {
        PyErr_SetString(PyExc_TypeError, "fold(text: str, table: bytes of 131,072)");
        return NULL;
    }
    PyObject *text = args[0];
    const uint16_t *table = (const uint16_t *)PyBytes_AS_STRING(args[1]);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (kind == PyUnicode_4BYTE_KIND)
        Py_RETURN_NONE;
    Py_UCS4 highest = 0, changed = 0, unknown = 0;
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 character = PyUnicode_READ(kind, data, at), folded = table[character];
        highest |= folded;
        changed |= folded ^ character;
        unknown |= folded == 0;
    }
    if (unknown)
        Py_RETURN_NONE;
    if (!changed && PyUnicode_CheckExact(text))
        return Py_NewRef(text);
    /* a string is as narrow as its highest character allows, and which of the widths that is the bits of all tell */
    PyObject *key = PyUnicode_New(length, highest >= 0x100 ? 0xffff : highest >= 0x80 ? 0xff : 0x7f);
    if (key == NULL)
        return NULL;
    int width = PyUnicode_KIND(key);
    void *into = PyUnicode_DATA(key);
    for (Py_ssize_t at = 0; at < length; at++)
        PyUnicode_WRITE(width, into, at, table[PyUnicode_READ(kind, data, at)]);
    return key;
}

/* ------------------------------------------------------------------------------------------- an automaton of words */

typedef struct {
    int32_t back;    /* the state of the longest ending of this one's characters that begins a word */
    int32_t shorter; /* of those endings, the longest that is a word; 0 is none */
    int32_t word;    /* the first word that ends here; -1 is none */
    int32_t depth;   /* so many characters from the start */
    int32_t from;    /* the state one character before, and the character that leads on from there */
    Py_UCS4 character;
    uint32_t onward; /* a bit for each remainder of 32 that a character leading on from here has */
} State;

/* What is needed while the words are taken up: the first state one character on, and the next beside this one. */
typedef struct {
    int32_t child, sibling;
} Branch;

typedef struct {
    int32_t word, start, end;
} Hit;

#define MOST_CHARACTERS 20000000

typedef struct {
    PyObject_HEAD
    State *states;
    int32_t count;
    int32_t *first; /* from the start, by character */
    int32_t *steps; /* from anywhere else: a hash table of the states that are led to, 0 an empty row */
    uint32_t mask;  /* how many rows it has, less one: a power of two, twice the steps or more */
    int32_t *same;  /* for each word, the next one with the same characters; -1 is none */
    int32_t *places, *edges;
    int32_t highest_place, highest_edge;
    int ready;
} Automaton;

static void
automaton_dealloc(Automaton *self)
{
    PyMem_Free(self->states);
    PyMem_Free(self->first);
    PyMem_Free(self->steps);
    PyMem_Free(self->same);
    PyMem_Free(self->places);
    PyMem_Free(self->edges);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static int32_t *
step(const Automaton *self, int32_t state, Py_UCS4 character)
{
    uint32_t row = ((uint32_t)state * 0x9E3779B1u) ^ ((uint32_t)character * 0x85EBCA77u);
    row ^= row >> 15;
    for (;; row++) {
        int32_t *at = &self->steps[row & self->mask];
        if (!*at || (self->states[*at].from == state && self->states[*at].character == character))
            return at;
    }
}

static int32_t
child_of(const Automaton *self, int32_t state, Py_UCS4 character)
{
    if (state == 0 && character < BMP)
        return self->first[character];
    /* most characters lead nowhere, and the table is far away */
    if (!(self->states[state].onward >> (character % 32) & 1))
        return 0;
    return *step(self, state, character);
}

static void
add_word(Automaton *self, Branch *branches, PyObject *text, int32_t word)
{
    int32_t state = 0;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 character = PyUnicode_READ_CHAR(text, at);
        int32_t child = child_of(self, state, character);
        if (!child) {
            child = self->count++;
            self->states[child] = (State){.word = -1, .depth = (int32_t)at + 1, .from = state, .character = character};
            branches[child] = (Branch){.sibling = branches[state].child};
            branches[state].child = child;
            self->states[state].onward |= 1u << (character % 32);
            if (state == 0 && character < BMP)
                self->first[character] = child;
            else
                *step(self, state, character) = child;
        }
        state = child;
    }
    /* the last of several same words: they are told in order */
    int32_t *tail = &self->states[state].word;
    while (*tail >= 0)
        tail = &self->same[*tail];
    *tail = word;
}

static int
link_states(Automaton *self, const Branch *branches)
{
    int32_t *queue = PyMem_Malloc(sizeof(int32_t) * (size_t)self->count);
    if (queue == NULL)
        return -1;
    int32_t head = 0, tail = 0;
    queue[tail++] = 0;
    while (head < tail) {
        int32_t state = queue[head++];
        for (int32_t child = branches[state].child; child; child = branches[child].sibling) {
            State *at = &self->states[child];
            int32_t back = self->states[state].back, found = 0;
            if (state) {
                while (!(found = child_of(self, back, at->character)) && back)
                    back = self->states[back].back;
            }
            at->back = found;
            at->shorter = self->states[found].word >= 0 ? found : self->states[found].shorter;
            queue[tail++] = child;
        }
    }
    PyMem_Free(queue);
    return 0;
}

static int
read_numbers(PyObject *sequence, int32_t *into, Py_ssize_t count, int32_t *highest)
{
    *highest = -1;
    for (Py_ssize_t at = 0; at < count; at++) {
        long value = PyLong_AsLong(PyTuple_GET_ITEM(sequence, at));
        if (value == -1 && PyErr_Occurred())
            return -1;
        if (value < -1 || value > 1000000) {
            PyErr_SetString(PyExc_ValueError, "places and edges are from -1 to 1,000,000");
            return -1;
        }
        into[at] = (int32_t)value;
        if (value > *highest)
            *highest = (int32_t)value;
    }
    return 0;
}

static int
automaton_init(Automaton *self, PyObject *args, PyObject *named)
{
    static char *names[] = {"words", "places", "edges", NULL};
    PyObject *words, *places, *edges;
    if (self->states != NULL) {
        PyErr_SetString(PyExc_TypeError, "an automaton is made once");
        return -1;
    }
    if (!PyArg_ParseTupleAndKeywords(args, named, "O!O!O!", names, &PyTuple_Type, &words, &PyTuple_Type, &places,
                                     &PyTuple_Type, &edges))
        return -1;
    Py_ssize_t count = PyTuple_GET_SIZE(words), characters = 1;
    if (PyTuple_GET_SIZE(places) != count || PyTuple_GET_SIZE(edges) != count) {
        PyErr_SetString(PyExc_ValueError, "every word has a place and an edge");
        return -1;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *word = PyTuple_GET_ITEM(words, at);
        if (!PyUnicode_Check(word) || PyUnicode_GET_LENGTH(word) == 0) {
            PyErr_SetString(PyExc_ValueError, "words are strings, none empty");
            return -1;
        }
        characters += PyUnicode_GET_LENGTH(word);
    }
    if (characters > MOST_CHARACTERS) {
        PyErr_SetString(PyExc_ValueError, "words of too many characters in all");
        return -1;
    }
    uint32_t rows = 64;
    while (rows < 2 * (uint32_t)characters)
        rows *= 2;
    self->mask = rows - 1;
    self->steps = PyMem_Calloc(rows, sizeof(int32_t));
    self->states = PyMem_Calloc((size_t)characters, sizeof(State));
    self->first = PyMem_Calloc(BMP, sizeof(int32_t));
    self->same = PyMem_Malloc(sizeof(int32_t) * (size_t)(count + 1));
    self->places = PyMem_Malloc(sizeof(int32_t) * (size_t)(count + 1));
    self->edges = PyMem_Malloc(sizeof(int32_t) * (size_t)(count + 1));
    if (!self->states || !self->steps || !self->first || !self->same || !self->places || !self->edges) {
        PyErr_NoMemory();
        return -1;
    }
    self->count = 1;
    self->states[0].word = -1;
    if (read_numbers(places, self->places, count, &self->highest_place) < 0 ||
        read_numbers(edges, self->edges, count, &self->highest_edge) < 0)
        return -1;
    Branch *branches = PyMem_Calloc((size_t)characters, sizeof(Branch));
    int failed = branches == NULL;
    for (Py_ssize_t at = 0; at < count && !failed; at++) {
        if (self->places[at] < 0) {
            PyMem_Free(branches);
            PyErr_SetString(PyExc_ValueError, "every word has a place");
            return -1;
        }
        self->same[at] = -1;
        add_word(self, branches, PyTuple_GET_ITEM(words, at), (int32_t)at);
    }
    failed = failed || link_states(self, branches) < 0;
    PyMem_Free(branches);
    if (failed) {
        PyErr_NoMemory();
        return -1;
    }
    self->ready = 1;
    return 0;
}

/* Every occurrence of every word, by their ends, and of those with one end the longest first. */
static Py_ssize_t
find_all(const Automaton *self, PyObject *text, Hit **found)
{
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), count = 0, room = 512;
    Hit *hits = PyMem_Malloc(sizeof(Hit) * (size_t)room);
    if (hits == NULL || length > INT32_MAX - 1) {
        PyMem_Free(hits);
        PyErr_NoMemory();
        return -1;
    }
    int32_t state = 0;
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 character = PyUnicode_READ(kind, data, at);
        int32_t next;
        while (!(next = child_of(self, state, character)) && state)
            state = self->states[state].back;
        state = next;
        int32_t told = self->states[state].word >= 0 ? state : self->states[state].shorter;
        for (; told; told = self->states[told].shorter) {
            for (int32_t word = self->states[told].word; word >= 0; word = self->same[word]) {
                if (count == room) {
                    Hit *more = PyMem_Realloc(hits, sizeof(Hit) * (size_t)(room *= 2));
                    if (more == NULL) {
                        PyMem_Free(hits);
                        PyErr_NoMemory();
                        return -1;
                    }
                    hits = more;
                }
                hits[count++] = (Hit){word, (int32_t)at + 1 - self->states[told].depth, (int32_t)at + 1};
            }
        }
    }
    *found = hits;
    return count;
}

static int
keep(PyObject **lists, int32_t place, Hit hit)
{
    if (lists[place] == NULL && (lists[place] = PyList_New(0)) == NULL)
        return -1;
    PyObject *row = PyTuple_New(3);
    if (row == NULL)
        return -1;
    PyObject *word = PyLong_FromLong(hit.word), *start = PyLong_FromLong(hit.start), *end = PyLong_FromLong(hit.end);
    PyTuple_SET_ITEM(row, 0, word);
    PyTuple_SET_ITEM(row, 1, start);
    PyTuple_SET_ITEM(row, 2, end);
    int failed = !word || !start || !end || PyList_Append(lists[place], row) < 0;
    Py_DECREF(row);
    return failed ? -1 : 0;
}

/* From the last end to the first, the longest first where ends are equal: a word is nested exactly when one kept before
 * it under its edge begins no later. */
static int
place_all(const Automaton *self, const Hit *hits, Py_ssize_t count, PyObject **lists)
{
    size_t edges = (size_t)self->highest_edge + 1;
    int32_t *begun = PyMem_Malloc(sizeof(int32_t) * (edges + 1));
    if (begun == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t at = 0; at <= edges; at++)
        begun[at] = INT32_MAX;
    int failed = 0;
    for (Py_ssize_t past = count; past > 0 && !failed;) {
        Py_ssize_t from = past - 1;
        while (from > 0 && hits[from - 1].end == hits[past - 1].end)
            from--;
        for (Py_ssize_t at = from; at < past && !failed; at++) {
            int32_t edge = self->edges[hits[at].word];
            if (edge >= 0) {
                if (begun[edge] <= hits[at].start)
                    continue;
                begun[edge] = hits[at].start;
            }
            failed = keep(lists, self->places[hits[at].word], hits[at]);
        }
        past = from;
    }
    PyMem_Free(begun);
    return failed;
}

PyDoc_STRVAR(placed_doc,
"placed(text, /)\n--\n\n"
"Return the words that stand in a text by their place, as (word, start, end), from the last to the first.\n\n"
"A word is left out where it stands inside another of the same edge; one whose edge is -1 never is.");

static PyObject *
automaton_placed(Automaton *self, PyObject *text)
{
    if (!PyUnicode_Check(text) || !self->ready) {
        PyErr_SetString(PyExc_TypeError, "placed(text: str), of an automaton that was made");
        return NULL;
    }
    Hit *hits = NULL;
    Py_ssize_t count = find_all(self, text, &hits);
    if (count < 0)
        return NULL;
    size_t room = (size_t)self->highest_place + 1;
    PyObject **lists = PyMem_Calloc(room + 1, sizeof(PyObject *)), *found = PyDict_New();
    if (lists == NULL || found == NULL || place_all(self, hits, count, lists) < 0) {
        if (!PyErr_Occurred())
            PyErr_NoMemory();
        Py_CLEAR(found);
    }
    for (size_t place = 0; lists != NULL && place < room; place++) {
        if (lists[place] != NULL && found != NULL) {
            /* places come in order */
            PyObject *name = PyLong_FromSize_t(place);
            if (name == NULL || PyDict_SetItem(found, name, lists[place]) < 0)
                Py_CLEAR(found);
            Py_XDECREF(name);
        }
        Py_XDECREF(lists[place]);
    }
    PyMem_Free(lists);
    PyMem_Free(hits);
    return found;
}

static PyMethodDef automaton_methods[] = {
    {"placed", (PyCFunction)automaton_placed, METH_O, placed_doc},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject automaton_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "nlp.kernel.compiled.Automaton",
    .tp_doc = PyDoc_STR("Automaton(words, places, edges)\n--\n\nWords to look for, each with its place and its edge."),
    .tp_basicsize = sizeof(Automaton),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)automaton_init,
    .tp_dealloc = (destructor)automaton_dealloc,
    .tp_methods = automaton_methods,
};

/* -------------------------------------------------------------------------------------------------- a linear model */

/* so many weights up to 127 add up to no more than 16 bits hold */
#define SHORT_SUM 256
/* columns are added so many at a time: what lies in a row beyond the last is not looked at */
#define BLOCK 16
#define MOST_COLUMNS 64
/* a clause counts for itself so many times as for each of its neighbours, and so many in a row are heard together */
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

/* What the pairs of each clause weigh. */
static void
add_up(const Model *model, PyObject *text, int32_t *sum)
{
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), columns = model->columns, width = model->width;
    int16_t some[MOST_COLUMNS] = {0};
    uint16_t before = BREAK;
    int held = 0, after_bare = 1, after_mark = 0;
    for (Py_ssize_t at = 0; at < length; at++) {
        uint16_t here = unit(kind, data, at);
        int bare = is_set(model->bare, here);
        if (after_mark || held == SHORT_SUM) {
            flush(sum, some, columns);
            sum += after_mark ? columns : 0;
            held = 0;
        }
        if (!bare || !after_bare) {
            uint16_t mixed = (uint16_t)((uint16_t)(before * model->next) ^ (here == ' ' ? BREAK : here));
            const int8_t *row = model->rows + ((uint16_t)(mixed * model->spread) >> model->shift) * width;
            for (Py_ssize_t block = 0; block < width; block += BLOCK) {
                for (int column = 0; column < BLOCK; column++)
                    some[block + column] = (int16_t)(some[block + column] + row[block + column]);
            }
            held++;
        }
        before = here == ' ' ? BREAK : here;
        after_bare = bare;
        after_mark = is_set(model->marks, here);
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

/* ------------------------------------------------------------------------------------------------ a mention judged */

enum { BEFORE, AFTER, WHOLE, TEXTS };
#define REMAINDERS 2048

PyDoc_STRVAR(judged_doc,
"judged(key, clauses, hold, about, trials, default, start, end, /)\n--\n\n"
"Return the outcome of the first of some trials that holds for the mention start:end in its clause, or the default.\n\n"
"clauses : the key with one mark for all that end a clause; trials : (which, look, more, outcome, opening).\n"
"which : 0 the clause before the mention, 1 behind it, 2 the whole; look : called with that text, None where it finds\n"
"nothing; more : what else is asked, (which, look, wanted), of what stands beyond the clause by hold(which, look, left,\n"
"right); opening : 2,048 bits, set for the remainders of the characters that what is looked for can begin with (behind\n"
"the mention, it stands there first), or None.\n"
"about : where the clause begins and ends; or (mark, the longest clause looked at whole, by how much the blocks of a\n"
"longer one overlap).");

/* A clause that is known. */
static int
clause_given(PyObject *clauses, PyObject *about, Py_ssize_t *bounds)
{
    bounds[0] = PyLong_AsSsize_t(PyTuple_GET_ITEM(about, 0));
    bounds[3] = PyLong_AsSsize_t(PyTuple_GET_ITEM(about, 1));
    for (int at = 0; at < 3; at++) {
        if (bounds[at] < 0 || bounds[at] > bounds[at + 1] || bounds[at + 1] > PyUnicode_GET_LENGTH(clauses)) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "a mention that does not lie in its clause, or that not in its text");
            return -1;
        }
    }
    return 0;
}

/* The clause around a mention: `nlp.themes.scene.Scene.around`. */
static int
clause_around(PyObject *clauses, PyObject *about, Py_ssize_t *bounds)
{
    if (PyTuple_CheckExact(about) && PyTuple_GET_SIZE(about) == 2)
        return clause_given(clauses, about, bounds);
    if (!PyTuple_CheckExact(about) || PyTuple_GET_SIZE(about) != 3 || !PyUnicode_Check(PyTuple_GET_ITEM(about, 0)) ||
        PyUnicode_GET_LENGTH(PyTuple_GET_ITEM(about, 0)) != 1) {
        PyErr_SetString(PyExc_TypeError, "about is (mark, longest, margin)");
        return -1;
    }
    Py_UCS4 mark = PyUnicode_READ_CHAR(PyTuple_GET_ITEM(about, 0), 0);
    Py_ssize_t longest = PyLong_AsSsize_t(PyTuple_GET_ITEM(about, 1));
    Py_ssize_t margin = PyLong_AsSsize_t(PyTuple_GET_ITEM(about, 2));
    Py_ssize_t start = bounds[1], end = bounds[2], left = start, right, length = PyUnicode_GET_LENGTH(clauses);
    if (longest < 1 || margin < 0 || start > end || end > length) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "a mention that does not lie in its text, or a clause without length");
        return -1;
    }
    int kind = PyUnicode_KIND(clauses);
    const void *data = PyUnicode_DATA(clauses);
    while (left > 0 && PyUnicode_READ(kind, data, left - 1) != mark)
        left--;
    for (right = end; right < length && PyUnicode_READ(kind, data, right) != mark;)
        right++;
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
    if (given != 8 || !PyUnicode_Check(args[0]) || !PyUnicode_Check(args[1]) || !PyTuple_CheckExact(args[4])) {
        PyErr_SetString(PyExc_TypeError, "judged(key, clauses, hold, about, trials, default, start, end)");
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(args[0]) != PyUnicode_GET_LENGTH(args[1])) {
        PyErr_SetString(PyExc_ValueError, "a key and its clauses are of one length");
        return NULL;
    }
    Mention mention = {.key = args[0], .hold = args[2]};
    mention.bounds[1] = PyLong_AsSsize_t(args[6]);
    mention.bounds[2] = PyLong_AsSsize_t(args[7]);
    if (mention.bounds[1] < 0 || mention.bounds[2] < 0) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "places are not negative");
        return NULL;
    }
    if (clause_around(args[1], args[3], mention.bounds) < 0)
        return NULL;
    PyObject *trials = args[4], *outcome = NULL;
    for (Py_ssize_t at = 0; outcome == NULL && at < PyTuple_GET_SIZE(trials); at++) {
        outcome = tried(&mention, PyTuple_GET_ITEM(trials, at));
        if (outcome == NULL && PyErr_Occurred())
            break;
    }
    if (outcome == NULL && !PyErr_Occurred())
        outcome = args[5];
    Py_XINCREF(outcome);
    for (int at = 0; at < TEXTS; at++)
        Py_XDECREF(mention.texts[at]);
    return outcome;
}

/* ------------------------------------------------------------------------------------------------------ the module */

static PyMethodDef functions[] = {
    {"followed", (PyCFunction)(void (*)(void))followed, METH_FASTCALL, followed_doc},
    {"fold", (PyCFunction)(void (*)(void))fold, METH_FASTCALL, fold_doc},
    {"judged", (PyCFunction)(void (*)(void))judged, METH_FASTCALL, judged_doc},
    {"says", says, METH_VARARGS, says_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "nlp.kernel.compiled",
    .m_doc = "The inner loops, compiled (内核).",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC
PyInit_compiled(void)
{
    if (PyType_Ready(&automaton_type) < 0)
        return NULL;
    PyObject *made = PyModule_Create(&module);
    if (made != NULL && PyModule_AddObjectRef(made, "Automaton", (PyObject *)&automaton_type) < 0)
        Py_CLEAR(made);
    if (made != NULL && PyModule_AddIntMacro(made, VERSION) < 0)
        Py_CLEAR(made);
    return made;
}
