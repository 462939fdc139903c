/* ncursesw for Swift, the signals of an interactive program, and the restore of the terminal after a crash.
 *
 * What is declared here is what the Clang importer cannot bring over by itself: macros with arguments or casts,
 * mutable globals (Swift 6 refuses them as not concurrency-safe), arrays of unknown length, and what the Glibc module
 * leaves out. Everything else of ncurses imports directly. */
#ifndef CNCURSES_H
#define CNCURSES_H

/* Declares the wide-character interface, whatever _XOPEN_SOURCE_EXTENDED says; must come before the include. */
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

/* Globals. */
WINDOW *_Nullable cn_stdscr(void);
FILE *_Nullable cn_stdin(void);
FILE *_Nullable cn_stdout(void);
int cn_colors(void);

/* Attributes: cast macros. */
static const attr_t CN_NORMAL = WA_NORMAL;
static const attr_t CN_UNDERLINE = WA_UNDERLINE;
static const attr_t CN_REVERSE = WA_REVERSE;
static const attr_t CN_DIM = WA_DIM;
static const attr_t CN_BOLD = WA_BOLD;

/* The mouse: bit macros. */
static const mmask_t CN_BUTTON1_PRESSED = BUTTON1_PRESSED;
static const mmask_t CN_BUTTON1_CLICKED = BUTTON1_CLICKED;
static const mmask_t CN_WHEEL_UP = BUTTON4_PRESSED;
static const mmask_t CN_WHEEL_DOWN = BUTTON5_PRESSED;

/* The code of function key n, 0 to 63. */
int cn_key_f(int n);

/* wattr_set with a colour pair of more than 15 bits. */
int cn_attr_set(WINDOW *_Nonnull window, attr_t attributes, int pair);

/* The C library's width of a character: 0 to 2, or -1 when it cannot be printed in the locale. */
int cn_wcwidth(unsigned int scalar);

/* Whether the present locale's characters are UTF-8. */
bool cn_codeset_is_utf8(void);

/* --- the process and its terminal --------------------------------------------------------------------------- */

/* Remembers the modes of the terminal on `descriptor`. Call before newterm. 0, or -1 with errno. */
int cn_remember_modes(int descriptor);

/* Sends standard error to memory while the screen is up, so that a message neither spoils the screen nor is lost with
 * it. Only when standard error is a terminal; otherwise nothing. */
void cn_capture_standard_error(void);

/* Gives standard error back and writes to it what was caught. */
void cn_release_standard_error(void);

/* Arms the restore after a crash: `undo` (at most 511 bytes, copied) leaves the full-screen state of the terminal on
 * `descriptor`; its remembered modes are set again; then what standard error caught is written out. 0, or -1 when
 * `undo` is too long. */
int cn_arm_restore(int descriptor, const char *_Nonnull undo, size_t length);

/* The screen is gone in good order, nothing to restore. */
void cn_disarm_restore(void);

/* Sets the remembered modes again, exactly. */
void cn_restore_modes(int descriptor);

/* Installs the handlers: SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT and SIGFPE restore the terminal and then go on to
 * whoever handled them before; SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH and SIGTSTP each put their number as one
 * byte into a pipe, whose reading end is returned (non-blocking), or -1 with errno. */
int cn_install_signal_handlers(void);

/* Puts back the handlers that were there before. The pipe stays open: other threads may be writing into it. */
void cn_remove_signal_handlers(void);

/* Writes a zero byte into the same pipe: wakes whoever waits on it, from any thread. */
void cn_wake(void);

/* Stops this process as Ctrl-Z does; returns when it is continued. In an orphaned process group, where nobody could
 * continue it, the kernel does not stop it. */
void cn_stop_self(void);

/* How many bytes wait in the output queue of the terminal on `descriptor`; 0 when that is not known. */
int cn_bytes_waiting(int descriptor);

/* The speed of the line on `descriptor` in bits a second; 0 when it is above 38400 or not known. */
long cn_line_speed(int descriptor);

/* The size of the terminal on `descriptor`; false when it has none. */
bool cn_terminal_size(int descriptor, int *_Nonnull width, int *_Nonnull height);

#endif
