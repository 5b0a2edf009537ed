/* The module nlp.kernel.compiled. */
#include "kernel.h"

#define VERSION 2 /* as in nlp/kernel/__init__.py */

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "nlp.kernel.compiled",
    .m_doc = "The inner loops, compiled (内核).",
    .m_size = -1,
};

PyMODINIT_FUNC
PyInit_compiled(void)
{
    PyMethodDef *given[] = {sets_methods, fold_methods, passages_methods, trials_methods};
    if (PyType_Ready(&automaton_type) < 0 || PyType_Ready(&hits_type) < 0 || PyType_Ready(&hits_iterator_type) < 0)
        return NULL;
    PyObject *made = PyModule_Create(&module);
    int failed = made == NULL || PyModule_AddObjectRef(made, "Automaton", (PyObject *)&automaton_type) < 0 ||
                 PyModule_AddIntMacro(made, VERSION) < 0;
    for (size_t at = 0; at < sizeof(given) / sizeof(*given) && !failed; at++)
        failed = PyModule_AddFunctions(made, given[at]) < 0;
    if (failed)
        Py_CLEAR(made);
    return made;
}
