/* Sets of characters (nlp.readers.outline.glance). */
#include "kernel.h"

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

PyMethodDef sets_methods[] = {
    {"followed", (PyCFunction)(void (*)(void))followed, METH_FASTCALL, followed_doc},
    {NULL, NULL, 0, NULL},
};
