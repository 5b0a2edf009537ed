/* An automaton of words, each kept in its place (nlp.themes.placing). */
#include "kernel.h"

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
    uint8_t *begun; /* a bit for each remainder of 65,536 that the first two characters of a word have */
    uint8_t *alone; /* and one for each that a word of one character has */
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
    PyMem_Free(self->begun);
    PyMem_Free(self->alone);
    PyMem_Free(self->same);
    PyMem_Free(self->places);
    PyMem_Free(self->edges);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static uint16_t
two(Py_UCS4 first, Py_UCS4 second)
{
    return (uint16_t)(((uint32_t)first * 0x9E37u) ^ ((uint32_t)second * 0x6A35u));
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
    if (length == 1)
        set_bit(self->alone, (uint16_t)PyUnicode_READ_CHAR(text, 0));
    else
        set_bit(self->begun, two(PyUnicode_READ_CHAR(text, 0), PyUnicode_READ_CHAR(text, 1)));
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
    self->begun = PyMem_Calloc(BMP / 8, 1);
    self->alone = PyMem_Calloc(BMP / 8, 1);
    self->same = PyMem_Malloc(sizeof(int32_t) * (size_t)(count + 1));
    self->places = PyMem_Malloc(sizeof(int32_t) * (size_t)(count + 1));
    self->edges = PyMem_Malloc(sizeof(int32_t) * (size_t)(count + 1));
    if (!self->states || !self->steps || !self->first || !self->begun || !self->alone || !self->same || !self->places || !self->edges) {
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
        /* where nothing has begun, most characters and the one behind them begin nothing: told without going far */
        if (state == 0 && !is_set(self->alone, (uint16_t)character) &&
            (at + 1 == length || !is_set(self->begun, two(character, PyUnicode_READ(kind, data, at + 1)))))
            continue;
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

/* --- hits: (word, start, end), made when somebody looks at them */

typedef struct {
    PyObject_VAR_HEAD
    Hit hits[1];
} Hits;

typedef struct {
    PyObject_HEAD
    Hits *hits;
    Py_ssize_t at;
} HitsIterator;

static PyObject *
hit_told(const Hit *hit)
{
    PyObject *row = PyTuple_New(3);
    if (row == NULL)
        return NULL;
    PyObject *word = PyLong_FromLong(hit->word), *start = PyLong_FromLong(hit->start), *end = PyLong_FromLong(hit->end);
    PyTuple_SET_ITEM(row, 0, word);
    PyTuple_SET_ITEM(row, 1, start);
    PyTuple_SET_ITEM(row, 2, end);
    if (!word || !start || !end)
        Py_CLEAR(row);
    return row;
}

static Py_ssize_t
hits_length(PyObject *self)
{
    return Py_SIZE(self);
}

static PyObject *
hits_item(PyObject *self, Py_ssize_t at)
{
    if (at < 0 || at >= Py_SIZE(self)) {
        PyErr_SetString(PyExc_IndexError, "no such hit");
        return NULL;
    }
    return hit_told(&((Hits *)self)->hits[at]);
}

static void
iterator_dealloc(HitsIterator *self)
{
    Py_DECREF(self->hits);
    PyObject_Free(self);
}

static PyObject *
iterator_next(HitsIterator *self)
{
    return self->at < Py_SIZE(self->hits) ? hit_told(&self->hits->hits[self->at++]) : NULL;
}

PyTypeObject hits_iterator_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "nlp.kernel.compiled.HitsIterator",
    .tp_basicsize = sizeof(HitsIterator),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)iterator_dealloc,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = (iternextfunc)iterator_next,
};

static PyObject *
hits_iterator(PyObject *self)
{
    HitsIterator *iterator = PyObject_New(HitsIterator, &hits_iterator_type);
    if (iterator != NULL) {
        iterator->hits = (Hits *)Py_NewRef(self);
        iterator->at = 0;
    }
    return (PyObject *)iterator;
}

static PySequenceMethods hits_sequence = {.sq_length = hits_length, .sq_item = hits_item};

PyTypeObject hits_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "nlp.kernel.compiled.Hits",
    .tp_doc = PyDoc_STR("The words of one place, each (word, start, end)."),
    .tp_basicsize = offsetof(Hits, hits),
    .tp_itemsize = sizeof(Hit),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)PyObject_Free,
    .tp_iter = hits_iterator,
    .tp_as_sequence = &hits_sequence,
};

/* --- places */

/* Keep the hits that are in no other, in front and in order, and count them by place; return how many. From the last end to
 * the first, the longest first where ends are equal, a word is nested exactly when one kept before it under its edge begins
 * no later. */
static Py_ssize_t
keep_outer(const Automaton *self, const Hit *hits, Py_ssize_t count, Hit *kept, int32_t *begun, Py_ssize_t *counts)
{
    Py_ssize_t found = 0;
    for (int32_t edge = 0; edge <= self->highest_edge; edge++)
        begun[edge] = INT32_MAX;
    for (Py_ssize_t past = count; past > 0;) {
        Py_ssize_t from = past - 1;
        while (from > 0 && hits[from - 1].end == hits[past - 1].end)
            from--;
        for (Py_ssize_t at = from; at < past; at++) {
            int32_t edge = self->edges[hits[at].word];
            if (edge >= 0) {
                if (begun[edge] <= hits[at].start)
                    continue;
                begun[edge] = hits[at].start;
            }
            counts[self->places[hits[at].word]]++;
            kept[found++] = hits[at];
        }
        past = from;
    }
    return found;
}

/* Return kept hits by place, places in order. */
static PyObject *
by_place(const Automaton *self, const Hit *kept, Py_ssize_t count, Py_ssize_t *counts, Hits **filled)
{
    PyObject *found = PyDict_New();
    for (int32_t place = 0; found != NULL && place <= self->highest_place; place++) {
        if (counts[place] == 0)
            continue;
        filled[place] = PyObject_NewVar(Hits, &hits_type, counts[place]);
        PyObject *name = PyLong_FromLong(place);
        if (filled[place] == NULL || name == NULL || PyDict_SetItem(found, name, (PyObject *)filled[place]) < 0)
            Py_CLEAR(found);
        Py_XDECREF(name);
        /* the dictionary keeps it */
        Py_XDECREF(filled[place]);
        counts[place] = 0;
    }
    for (Py_ssize_t at = 0; found != NULL && at < count; at++) {
        int32_t place = self->places[kept[at].word];
        filled[place]->hits[counts[place]++] = kept[at];
    }
    return found;
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
    size_t places = (size_t)self->highest_place + 1, edges = (size_t)self->highest_edge + 1;
    Hit *kept = PyMem_Malloc(sizeof(Hit) * (size_t)(count + 1));
    int32_t *begun = PyMem_Malloc(sizeof(int32_t) * (edges + 1));
    Py_ssize_t *counts = PyMem_Calloc(places + 1, sizeof(Py_ssize_t));
    Hits **filled = PyMem_Calloc(places + 1, sizeof(Hits *));
    PyObject *found = NULL;
    if (kept && begun && counts && filled)
        found = by_place(self, kept, keep_outer(self, hits, count, kept, begun, counts), counts, filled);
    else
        PyErr_NoMemory();
    PyMem_Free(filled);
    PyMem_Free(counts);
    PyMem_Free(begun);
    PyMem_Free(kept);
    PyMem_Free(hits);
    return found;
}

static PyMethodDef automaton_methods[] = {
    {"placed", (PyCFunction)automaton_placed, METH_O, placed_doc},
    {NULL, NULL, 0, NULL},
};

PyTypeObject automaton_type = {
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
