/* Curses, drawing into a file in memory. */

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>
/* Curses has macros for common words: it comes last. */
#include <ncurses.h>
#include <term.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const char direct_entry[] = {
#embed "hune-direct.b64"
    , 0};
static const char indexed_entry[] = {
#embed "hune-256.b64"
    , 0};

const char *const hune_entry_direct = direct_entry;
const char *const hune_entry_256 = indexed_entry;

static SCREEN *screen;
static FILE *output;
static uint8_t *taken;
static size_t taken_room;

hune_entry hune_entry_named(const char *name) {
  int error = 0;
  /* An error of 1 is a printer: the name is known and of no use. */
  if (setupterm(name, STDOUT_FILENO, &error) != OK)
    return (hune_entry){.is_known = error == 1};
  const char *cup = tigetstr("cup");
  hune_entry entry = {
      .is_known = true,
      .can_move_cursor = cup && cup != (char *)-1,
      .colors = tigetnum("colors"),
  };
  del_curterm(cur_term);
  return entry;
}

bool hune_screen_open(const char *name, const char *terminfo, int width, int height) {
  int memory = memfd_create("hune-screen", MFD_CLOEXEC);
  if (memory < 0) return false;
  output = fdopen(memory, "w");
  if (!output) {
    close(memory);
    return false;
  }
  char *before = getenv("TERMINFO") ? strdup(getenv("TERMINFO")) : NULL;
  if (terminfo) setenv("TERMINFO", terminfo, 1);
  /* The size is given below; without use_tioctl an entry that has none would be refused. */
  use_env(FALSE);
  use_tioctl(TRUE);
  screen = newterm(name, output, stdin);
  if (terminfo && before) setenv("TERMINFO", before, 1);
  if (terminfo && !before) unsetenv("TERMINFO");
  free(before);
  if (!screen) {
    fclose(output);
    output = NULL;
    return false;
  }
  typeahead(-1);
  nonl();
  leaveok(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  curs_set(0);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  resize_term(height, width);
  /* What curses sends first is ours to say: it is drawn once for nobody. */
  const uint8_t *unused;
  hune_screen_flush(&unused);
  hune_screen_forget();
  return true;
}

void hune_screen_close(void) {
  if (!screen) return;
  delscreen(screen);
  fclose(output);
  free(taken);
  screen = NULL;
  output = NULL;
  taken = NULL;
  taken_room = 0;
}

void hune_screen_resize(int width, int height) {
  resize_term(height, width);
  hune_screen_forget();
}

void hune_screen_forget(void) { clearok(curscr, TRUE); }

void hune_screen_put(int x, int y, const hune_cell *cells, size_t count) {
  for (size_t i = 0; i < count; i++) {
    wchar_t text[6] = {0};
    for (int k = 0; k < 5; k++) text[k] = (wchar_t)cells[i].scalars[k];
    attr_t attributes = 0;
    if (cells[i].attributes & hune_bold) attributes |= WA_BOLD;
    if (cells[i].attributes & hune_reverse) attributes |= WA_REVERSE;
    if (cells[i].attributes & hune_underline) attributes |= WA_UNDERLINE;
    if (cells[i].attributes & hune_italic) attributes |= WA_ITALIC;
    int pair = cells[i].pair;
    cchar_t cell;
    /* A character that the C library does not know would take no column. */
    if (setcchar(&cell, text, attributes, 0, &pair) != OK || wcwidth(text[0]) != cells[i].width) {
      for (int column = 0; column < cells[i].width; column++) {
        setcchar(&cell, L"?", attributes, 0, &pair);
        mvwadd_wchnstr(stdscr, y, x + column, &cell, 1);
      }
    } else if (cells[i].width == 1) {
      mvwadd_wchnstr(stdscr, y, x, &cell, 1);
    } else {
      /* The cursor has no place behind the last column, which is no failure here. */
      mvwadd_wch(stdscr, y, x, &cell);
    }
    x += cells[i].width;
  }
}

size_t hune_screen_flush(const uint8_t **bytes) {
  wnoutrefresh(stdscr);
  doupdate();
  fflush(output);
  int memory = fileno(output);
  off_t end = lseek(memory, 0, SEEK_CUR);
  size_t count = end > 0 ? (size_t)end : 0;
  if (count > taken_room) {
    uint8_t *room = realloc(taken, count);
    if (!room) return 0;
    taken = room;
    taken_room = count;
  }
  ssize_t got = count ? pread(memory, taken, count, 0) : 0;
  lseek(memory, 0, SEEK_SET);
  /* The pages of a full repaint are kept for the next one, not those of a flood. */
  if (count > 1 << 20 && ftruncate(memory, 0) != 0) return 0;
  *bytes = taken;
  return got > 0 ? (size_t)got : 0;
}

int hune_screen_colors(void) { return has_colors() ? COLORS : 0; }

int hune_screen_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }

bool hune_screen_set_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

static uint8_t *collected;
static size_t collected_room;
static size_t collected_count;

static int collect(int byte) {
  if (collected_count < collected_room) collected[collected_count++] = (uint8_t)byte;
  return byte;
}

size_t hune_capability(const char *name, uint8_t *bytes, size_t room) {
  const char *text = tigetstr(name);
  if (!text || text == (char *)-1) return 0;
  collected = bytes;
  collected_room = room;
  collected_count = 0;
  tputs(text, 1, collect);
  return collected_count;
}

static bool is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

bool hune_use_utf8(bool forced) {
  const char *wanted = getenv("LC_ALL");
  if (!wanted || !*wanted) wanted = getenv("LC_CTYPE");
  if (!wanted || !*wanted) wanted = getenv("LANG");
  bool found = setlocale(LC_CTYPE, "") != NULL;
  if (found && is_utf8()) return true;
  /* ssh hands over names of locales that this machine may not have. */
  bool named = !found && wanted && (strcasestr(wanted, "utf-8") || strcasestr(wanted, "utf8"));
  if (forced || named) return setlocale(LC_CTYPE, "C.UTF-8") && is_utf8();
  return false;
}
