/*
 * A fuzz target is a file x_fuzz.c with this one function: it feeds the bytes to the
 * code, and aborts when something that must always hold does not. In meson.build:
 *
 *     test('form_fuzz', executable('form_fuzz', 'form_fuzz.c', dependencies: [web, fuzz]),
 *       args: corpus / 'form', protocol: 'tap', suite: 'fuzz')
 *
 * In an ordinary build that replays each file of tests/corpus/form/, a TAP line for each.
 * Built with -Dfuzz=true and clang, it looks for new inputs: tools/deep does so.
 */
#ifndef BASE_FUZZ_H
#define BASE_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#endif
