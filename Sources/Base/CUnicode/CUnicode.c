#include "CUnicode.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

enum { code_points = 0x110000, block = 256, index_size = code_points / block };

static const uint8_t classes[] = {
#embed "classes.bin"
};

static const uint8_t likenesses[] = {
#embed "ascii.bin"
};

hune_class hune_class_of(uint32_t scalar) {
  if (scalar >= code_points) return hune_class_stand_in;
  uint32_t place = index_size + classes[scalar / block] * (block / 2) + scalar % block / 2;
  return (hune_class)((classes[place] >> (scalar % 2 * 4)) & 0xf);
}

uint8_t hune_ascii_of(uint32_t scalar) {
  if (scalar >= code_points) return '?';
  if (scalar < 0x7f) return scalar < 0x20 ? '?' : (uint8_t)scalar;
  uint8_t likeness = likenesses[index_size + likenesses[scalar / block] * block + scalar % block];
  return likeness ? likeness : '?';
}
