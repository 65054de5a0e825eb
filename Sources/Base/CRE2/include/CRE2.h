#ifndef HUNE_CRE2_H
#define HUNE_CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct hune_pattern hune_pattern;

/// A part of a text that was matched; start is -1 where a group took no part.
typedef struct {
  ptrdiff_t start;
  ptrdiff_t count;
} hune_span;

/// Compiles an expression of RE2's syntax in at most 8 MiB. Never NULL but when memory is out.
hune_pattern *hune_pattern_new(const char *source, size_t count, bool ignores_case, bool dot_newline);
void hune_pattern_free(hune_pattern *pattern);

/// NULL when the expression was understood, else what is wrong with it.
const char *hune_pattern_error(const hune_pattern *pattern);

/// The number of groups, the whole match not counted.
int hune_pattern_groups(const hune_pattern *pattern);

/// The number of the named group, or -1.
int hune_pattern_group_named(const hune_pattern *pattern, const char *name, size_t count);

/// Searches from a place; fills `spans` (1 + groups of them) with offsets into the text. `whole`
/// asks for a match of all of the text from the place on.
bool hune_pattern_match(const hune_pattern *pattern, const char *text, size_t count, size_t from,
                        bool whole, hune_span *spans, int span_count);

#ifdef __cplusplus
}
#endif

#endif
