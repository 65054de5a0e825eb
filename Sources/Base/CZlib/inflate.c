#include "CZlib.h"

#include <zlib.h>

long hune_inflate(const unsigned char *bytes, size_t count, unsigned char *into, size_t capacity) {
  if (count > 1u << 30 || capacity > 1u << 30) return -2;
  z_stream stream = {.next_in = (unsigned char *)bytes, .avail_in = (unsigned)count};
  stream.next_out = into;
  stream.avail_out = (unsigned)capacity;
  // 32: gzip or zlib, by the stream's own head.
  if (inflateInit2(&stream, 15 + 32) != Z_OK) return -1;
  int result = inflate(&stream, Z_FINISH);
  long length = (long)stream.total_out;
  inflateEnd(&stream);
  if (result == Z_STREAM_END) return length;
  return stream.avail_out == 0 ? -2 : -1;
}
