/* Pages of the program and its libraries that only the start needed. */
#ifndef BASE_PAGES_H
#define BASE_PAGES_H

/* Gives back what is mapped of files and never written: code and tables. Whatever is wanted again
 * is read from the file, or is still in the system's cache. For a process that is going to rest. */
void pages_give_back(void);

#endif
