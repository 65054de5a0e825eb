#ifndef HUNE_CUNICODE_H
#define HUNE_CUNICODE_H

#include <stdint.h>

/* What the sanitiser does with a character; scripts/unicode-classes writes the tables. */
typedef enum __attribute__((enum_extensibility(closed))) : uint8_t {
  /* Never drawn: controls, formats, private, unassigned, default-ignorable. */
  hune_class_stand_in,
  hune_class_narrow,
  hune_class_wide,
  /* Joins the character before it and takes no column. */
  hune_class_mark,
  /* Extended_Pictographic: may begin or continue a sequence of joined emoji. */
  hune_class_narrow_picture,
  hune_class_wide_picture,
  /* A space of another size: drawn as the plain one. */
  hune_class_space,
  /* A Hangul vowel or final: joins a syllable, and stands in elsewhere. */
  hune_class_jamo,
} hune_class;

hune_class hune_class_of(uint32_t scalar);

/* The printable ASCII character that looks most like another one; '?' when none does. */
uint8_t hune_ascii_of(uint32_t scalar);

#endif
