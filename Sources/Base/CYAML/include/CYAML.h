#ifndef HUNE_CYAML_H
#define HUNE_CYAML_H

#include <stdbool.h>
#include <stddef.h>

typedef struct hune_yaml hune_yaml;

typedef enum {
  hune_yaml_failed,
  hune_yaml_end,
  hune_yaml_document,
  hune_yaml_scalar,
  hune_yaml_alias,
  hune_yaml_sequence,
  hune_yaml_sequence_end,
  hune_yaml_mapping,
  hune_yaml_mapping_end,
} hune_yaml_kind;

/// One event of a stream; the pointers are good until the next call.
typedef struct {
  hune_yaml_kind kind;
  /// Counted from 1.
  size_t line;
  size_t column;
  /// A scalar's bytes, or what is wrong.
  const char *text;
  size_t count;
  /// The scalar is written without quotes.
  bool is_plain;
  /// The name that a node is given, or an alias stands for; NULL without one.
  const char *anchor;
} hune_yaml_event;

/// Reads UTF-8 (or UTF-16 with a mark) that must live as long as the reader. NULL without memory.
hune_yaml *hune_yaml_new(const unsigned char *bytes, size_t count);
void hune_yaml_free(hune_yaml *reader);

/// The next event; after `hune_yaml_failed` or `hune_yaml_end` there is none.
hune_yaml_event hune_yaml_next(hune_yaml *reader);

#endif
