#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

WINDOW *cn_stdscr(void) { return stdscr; }
FILE *cn_stdin(void) { return stdin; }
FILE *cn_stdout(void) { return stdout; }
int cn_colors(void) { return COLORS; }
int cn_key_f(int n) { return KEY_F(n); }
int cn_attr_set(WINDOW *window, attr_t attributes, int pair) { return wattr_set(window, attributes, (short)0, &pair); }
int cn_wcwidth(unsigned int scalar) { return wcwidth((wchar_t)scalar); }
bool cn_codeset_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

/* All of this state is read by signal handlers, so it lives here, once, and is plain. */
static struct termios remembered;
static volatile sig_atomic_t has_remembered;
static char undo_bytes[512];
static volatile size_t undo_length;
static volatile sig_atomic_t armed;
static int screen_descriptor = -1;
static int real_standard_error = -1;
static int caught_standard_error = -1;
/* Made once and never closed: another thread may be in the middle of cn_wake() when the screen is closed, and the number of a
 * closed descriptor is soon another file's. The end that is written to is looked at by other threads and by signal handlers. */
static int wake_pipe[2] = { -1, -1 };
static _Atomic int waking = -1;
static bool has_handlers;

int cn_remember_modes(int descriptor) {
    if (tcgetattr(descriptor, &remembered) != 0) return -1;
    has_remembered = 1;
    return 0;
}

void cn_restore_modes(int descriptor) {
    if (has_remembered) tcsetattr(descriptor, TCSADRAIN, &remembered);
}

static void write_all(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

void cn_capture_standard_error(void) {
    if (!isatty(STDERR_FILENO) || real_standard_error >= 0) return;
    int memory = memfd_create("standard error", MFD_CLOEXEC);
    int real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (memory < 0 || real < 0 || dup2(memory, STDERR_FILENO) < 0) {
        if (memory >= 0) close(memory);
        if (real >= 0) close(real);
        return;
    }
    caught_standard_error = memory;
    real_standard_error = real;
}

/* Safe in a signal handler: pread, write and dup2 only. */
static void replay_standard_error(void) {
    if (real_standard_error < 0) return;
    dup2(real_standard_error, STDERR_FILENO);
    char bytes[4096];
    off_t position = 0;
    ssize_t count;
    while ((count = pread(caught_standard_error, bytes, sizeof bytes, position)) > 0) {
        write_all(real_standard_error, bytes, (size_t)count);
        position += count;
    }
}

void cn_release_standard_error(void) {
    if (real_standard_error < 0) return;
    fflush(stderr);
    replay_standard_error();
    close(real_standard_error);
    close(caught_standard_error);
    real_standard_error = caught_standard_error = -1;
}

int cn_arm_restore(int descriptor, const char *undo, size_t length) {
    if (length >= sizeof undo_bytes) return -1;
    memcpy(undo_bytes, undo, length);
    undo_length = length;
    screen_descriptor = descriptor;
    armed = 1;
    return 0;
}

void cn_disarm_restore(void) { armed = 0; }

static void restore_terminal(void) {
    if (!armed) return;
    armed = 0;
    write_all(screen_descriptor, undo_bytes, undo_length);
    if (has_remembered) tcsetattr(screen_descriptor, TCSANOW, &remembered);
    replay_standard_error();
}

static const int crash_signals[] = { SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE };
static const int queued_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP };
#define COUNT(array) (sizeof(array) / sizeof *(array))
static struct sigaction former[65];
static char alternate_stack[65536];

static void on_crash(int signal, siginfo_t *information, void *context) {
    (void)context;
    restore_terminal();
    sigaction(signal, &former[signal], NULL);
    /* A fault of the hardware: returning makes the instruction fault again, and the former handler (Swift's backtracer)
     * sees the true registers. One that was sent, or a trap whose counter is already past, has to be sent again. */
    if (information->si_code <= 0 || signal == SIGTRAP || signal == SIGABRT) raise(signal);
}

static void wake_with(unsigned char byte) {
    int descriptor = waking;
    if (descriptor >= 0) {
        ssize_t ignored = write(descriptor, &byte, 1);
        (void)ignored;
    }
}

static void on_queued(int signal) {
    int saved = errno;
    wake_with((unsigned char)signal);
    errno = saved;
}

int cn_install_signal_handlers(void) {
    if (has_handlers) return wake_pipe[0];
    if (wake_pipe[0] < 0) {
        if (pipe2(wake_pipe, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
        waking = wake_pipe[1];
    }
    /* What came while no screen was open. */
    unsigned char old[64];
    while (read(wake_pipe[0], old, sizeof old) > 0) {}
    has_handlers = true;

    /* The alternate stack is this thread's only; it is the one that draws. */
    stack_t stack = { .ss_sp = alternate_stack, .ss_size = sizeof alternate_stack };
    sigaltstack(&stack, NULL);

    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    for (size_t i = 0; i < COUNT(crash_signals); i++) sigaction(crash_signals[i], &action, &former[crash_signals[i]]);

    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = on_queued;
    action.sa_flags = SA_RESTART;
    for (size_t i = 0; i < COUNT(queued_signals); i++) {
        sigaction(queued_signals[i], &action, &former[queued_signals[i]]);
    }

    /* Whoever started us may have left them blocked, as some job runners and test drivers do. */
    sigset_t ours;
    sigemptyset(&ours);
    for (size_t i = 0; i < COUNT(crash_signals); i++) sigaddset(&ours, crash_signals[i]);
    for (size_t i = 0; i < COUNT(queued_signals); i++) sigaddset(&ours, queued_signals[i]);
    pthread_sigmask(SIG_UNBLOCK, &ours, NULL);

    /* An exit by another way than our own still gives the terminal back. */
    static int registered;
    if (!registered) {
        registered = 1;
        atexit(restore_terminal);
    }
    return wake_pipe[0];
}

void cn_remove_signal_handlers(void) {
    if (!has_handlers) return;
    has_handlers = false;
    for (size_t i = 0; i < COUNT(crash_signals); i++) sigaction(crash_signals[i], &former[crash_signals[i]], NULL);
    for (size_t i = 0; i < COUNT(queued_signals); i++) sigaction(queued_signals[i], &former[queued_signals[i]], NULL);
}

void cn_wake(void) { wake_with(0); }

void cn_stop_self(void) {
    struct sigaction stop, ours;
    memset(&stop, 0, sizeof stop);
    sigemptyset(&stop.sa_mask);
    stop.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &stop, &ours);
    /* To this thread, so that it stops here and not some instructions later; the stop takes the whole process. */
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

int cn_bytes_waiting(int descriptor) {
    int count = 0;
    return ioctl(descriptor, TIOCOUTQ, &count) == 0 ? count : 0;
}

long cn_line_speed(int descriptor) {
    static const struct { speed_t code; long speed; } speeds[] = {
        { B50, 50 }, { B75, 75 }, { B110, 110 }, { B134, 134 }, { B150, 150 }, { B200, 200 }, { B300, 300 },
        { B600, 600 }, { B1200, 1200 }, { B1800, 1800 }, { B2400, 2400 }, { B4800, 4800 }, { B9600, 9600 },
        { B19200, 19200 }, { B38400, 38400 },
    };
    struct termios modes;
    if (tcgetattr(descriptor, &modes) != 0) return 0;
    for (size_t i = 0; i < COUNT(speeds); i++) {
        if (speeds[i].code == cfgetospeed(&modes)) return speeds[i].speed;
    }
    return 0;
}

bool cn_terminal_size(int descriptor, int *width, int *height) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *width = size.ws_col;
    *height = size.ws_row;
    return true;
}
