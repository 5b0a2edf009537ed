/* The inner loops of tagging (内核): a text folded, an instrument's words found in it, what its clauses say added up, and
 * mentions judged.
 *
 * Each does what the Python beside its caller does, which is named in its file; tests hold the two to the same results.
 * Nothing here knows a theme or a language.
 */
#ifndef GONGKAI_KERNEL_H
#define GONGKAI_KERNEL_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef _MSC_VER
#define restrict __restrict
#endif

#if defined(__GNUC__) || defined(__clang__)
#define FETCH(place) __builtin_prefetch(place)
#else
#define FETCH(place) ((void)0)
#endif

/* so many characters has the basic plane; sets of its characters are of as many bits, the lowest of a byte first */
#define BMP 0x10000

static inline int
is_set(const uint8_t *bits, Py_UCS4 character)
{
    return character < BMP && bits[character >> 3] >> (character & 7) & 1;
}

static inline void
set_bit(uint8_t *bits, uint16_t at)
{
    bits[at >> 3] |= (uint8_t)(1 << (at & 7));
}

/* what each file gives to the module */
extern PyMethodDef sets_methods[], fold_methods[], passages_methods[], trials_methods[];
extern PyTypeObject automaton_type, hits_type, hits_iterator_type;

#endif
