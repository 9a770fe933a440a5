"""Tests of tools/hardening: a small program built with everything passes, and without each thing in turn
exactly that is named. `hardening_test.py CC …` prints TAP."""

import os
import re
import subprocess
import sys
import tempfile

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../hardening')

SOURCE = r'''
#include <stdio.h>
#include <string.h>
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
__attribute__((used)) static const char level[] = "_FORTIFY_SOURCE=" TEXT(__USE_FORTIFY_LEVEL);
#ifdef WRITABLE_CODE
__asm__(".section .both,\"awx\"\n.byte 0\n.text");
#endif
#ifdef TEXT_RELOCATION
__asm__(".text\n.balign 8\n.quad main");
#endif
int main(int argc, char **argv)
{
    char name[20000]; /* more pages than one */
    snprintf(name, (size_t)argc * 100, "%s %d", argv[0], argc);
    return (int)strlen(name) + level[0] == 0;
}
'''

ALL = ['-O2', '-fPIE', '-pie', '-fstack-protector-strong', '-fstack-clash-protection', '-fcf-protection=full',
       '-U_FORTIFY_SOURCE', '-D_FORTIFY_SOURCE=3', '-Wl,-z,relro', '-Wl,-z,now', '-Wl,-z,noexecstack']

# What is added behind all of them, and what is then found to be wrong.
WITHOUT = [
    (['-fno-pie', '-no-pie'], 'pie'),
    (['-Wl,-z,norelro'], 'relro'),
    (['-Wl,-z,lazy'], 'bind_now'),
    (['-Wl,-z,execstack'], 'nx'),
    (['-DWRITABLE_CODE'], 'writable_code'),
    (['-DTEXT_RELOCATION', '-Wl,-z,notext'], 'text_relocations'),
    (['-Wl,-rpath,/opt/lib'], 'run_path'),
    (['-fno-stack-protector'], 'stack_protector'),
    (['-U_FORTIFY_SOURCE'], 'fortify fortify_level'),
    (['-U_FORTIFY_SOURCE', '-D_FORTIFY_SOURCE=2'], 'fortify_level'),
    (['-fcf-protection=none'], 'control_flow'),
    (['-fno-stack-clash-protection'], 'stack_clash'),
]


def wrong(cc, folder, flags):
    """What tools/hardening finds wrong with the program built so; None when it was not built."""
    program = os.path.join(folder, 'program')
    source = program + '.c'
    with open(source, 'w') as f:
        f.write(SOURCE)
    done = subprocess.run([*cc, *ALL, *flags, source, '-o', program], capture_output=True, text=True)
    if done.returncode != 0:
        print('# ' + done.stderr.replace('\n', '\n# '))
        return None
    said = subprocess.run([sys.executable, TOOL, program], capture_output=True, text=True)
    print('# ' + said.stderr.replace('\n', '\n# ')) if said.stderr else None
    found = re.findall(r'^not ok \d+ - (\w+)', said.stdout, re.M)
    return set(found) if '1..' in said.stdout and bool(found) == (said.returncode == 1) else None


def main():
    cc, n, failed = sys.argv[1:], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for flags, names in [([], ''), *WITHOUT]:
            found, n = wrong(cc, folder, flags), n + 1
            good = found == set(names.split())
            failed += not good
            print(f"{'ok' if good else 'not ok'} {n} - {' '.join(flags) or 'everything'}: {names or 'nothing is wrong'}")
            if not good:
                print(f'# found {found}')
    print(f'1..{n}')
    return 1 if failed else 0


sys.exit(main())
