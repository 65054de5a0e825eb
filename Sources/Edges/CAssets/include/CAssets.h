#ifndef HUNE_CASSETS_H
#define HUNE_CASSETS_H

#include <stddef.h>

/// A file of the source tree that is compiled into the program.
typedef struct {
  /// Its path in the tree: `layouts/ofm/ofm-social-overview.json`.
  const char *name;
  const unsigned char *bytes;
  size_t count;
} hune_asset;

/// The asset at a place, or one whose name is NULL past the last.
hune_asset hune_asset_at(size_t index);

#endif
