#ifndef HUNE_CNCURSES_H
#define HUNE_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

/* What the terminal database says about a name. */
typedef struct {
  bool is_known;
  bool can_move_cursor;
  int colors;
} hune_entry;

hune_entry hune_entry_named(const char *name);

/* Entries for TERMINFO that need no database. */
extern const char *const hune_entry_256;
extern const char *const hune_entry_direct;

/* A base, its marks and its look, for one glyph of `width` columns. */
typedef struct {
  uint32_t scalars[5];
  uint8_t width;
  uint8_t attributes;
  int32_t pair;
} hune_cell;

enum {
  hune_bold = 1,
  hune_reverse = 2,
  hune_underline = 4,
  hune_italic = 8,
};

/* Curses on a file in memory: it never meets the terminal, whose stalls would stop the program.
   One at a time. `terminfo` is a built-in entry, or NULL for the system's. */
bool hune_screen_open(const char *name, const char *terminfo, int width, int height);
void hune_screen_close(void);
void hune_screen_resize(int width, int height);
/* Makes the next flush send everything. */
void hune_screen_forget(void);
void hune_screen_put(int x, int y, const hune_cell *cells, size_t count);
/* Writes what has to be sent to `bytes`, which is valid until the next call, and returns how much
   that is. */
size_t hune_screen_flush(const uint8_t **bytes);
int hune_screen_colors(void);
int hune_screen_pairs(void);
/* Colours are -1 for the terminal's own. */
bool hune_screen_set_pair(int pair, int foreground, int background);
/* The bytes of a capability without parameters, its delays left out; 0 when there is none. */
size_t hune_capability(const char *name, uint8_t *bytes, size_t room);

/* A locale whose characters are UTF-8: the operator's, or with `forced` C.UTF-8. */
bool hune_use_utf8(bool forced);

/* What a dying program sends to the terminal, and the mode it puts it in. */
void hune_crash_arm(int terminal, const struct termios *mode, const uint8_t *bytes, size_t count);
void hune_crash_disarm(void);

/* Keeps what is written to standard error off the screen until it is released. */
void hune_stderr_hold(void);
void hune_stderr_release(void);

/* Blocks the signals of a session; `hune_signal_descriptor` reads them. */
void hune_signals_block(void);
int hune_signal_descriptor(void);
/* The next signal that came, or 0. */
int hune_signal_next(int descriptor);
/* A descriptor that any thread can make readable. */
int hune_wake_descriptor(void);
void hune_wake(int descriptor);
void hune_wake_forget(int descriptor);
/* Stops the program, or its whole process group, as the terminal's own Ctrl-Z would; returns when
   it runs again. */
void hune_stop(bool group);

#endif
