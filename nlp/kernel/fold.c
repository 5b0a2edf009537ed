/* Folding (nlp.text.fold). */
#include "kernel.h"

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

PyMethodDef fold_methods[] = {
    {"fold", (PyCFunction)(void (*)(void))fold, METH_FASTCALL, fold_doc},
    {NULL, NULL, 0, NULL},
};
