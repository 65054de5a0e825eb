#pragma once
#include <stddef.h>

/// Unpacks a gzip or zlib stream into at most `capacity` bytes.
///
/// Gives the count of bytes, -1 for bytes that are none, -2 where they are more than fit.
long hune_inflate(const unsigned char *bytes, size_t count, unsigned char *into, size_t capacity);
