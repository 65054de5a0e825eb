#include "CYAML.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct hune_yaml {
  yaml_parser_t parser;
  yaml_event_t event;
  bool has_event;
};

hune_yaml *hune_yaml_new(const unsigned char *bytes, size_t count) {
  hune_yaml *reader = calloc(1, sizeof(hune_yaml));
  if (reader == NULL) return NULL;
  if (!yaml_parser_initialize(&reader->parser)) {
    free(reader);
    return NULL;
  }
  yaml_parser_set_input_string(&reader->parser, bytes, count);
  return reader;
}

void hune_yaml_free(hune_yaml *reader) {
  if (reader->has_event) yaml_event_delete(&reader->event);
  yaml_parser_delete(&reader->parser);
  free(reader);
}

static hune_yaml_event failure(const hune_yaml *reader) {
  const yaml_parser_t *parser = &reader->parser;
  const char *problem = parser->problem != NULL ? parser->problem : "no memory";
  hune_yaml_event result = {.kind = hune_yaml_failed, .text = problem, .count = strlen(problem)};
  // What a reader stumbles on is told by its place in the bytes alone.
  result.line = parser->problem_mark.line + 1;
  result.column = parser->problem_mark.column + 1;
  return result;
}

hune_yaml_event hune_yaml_next(hune_yaml *reader) {
  for (;;) {
    if (reader->has_event) yaml_event_delete(&reader->event);
    reader->has_event = false;
    if (!yaml_parser_parse(&reader->parser, &reader->event)) return failure(reader);
    reader->has_event = true;
    const yaml_event_t *event = &reader->event;
    hune_yaml_event result = {
        .line = event->start_mark.line + 1, .column = event->start_mark.column + 1};
    switch (event->type) {
    case YAML_STREAM_END_EVENT: result.kind = hune_yaml_end; return result;
    case YAML_DOCUMENT_START_EVENT: result.kind = hune_yaml_document; return result;
    case YAML_ALIAS_EVENT:
      result.kind = hune_yaml_alias;
      result.anchor = (const char *)event->data.alias.anchor;
      return result;
    case YAML_SCALAR_EVENT:
      result.kind = hune_yaml_scalar;
      result.text = (const char *)event->data.scalar.value;
      result.count = event->data.scalar.length;
      result.is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      result.anchor = (const char *)event->data.scalar.anchor;
      return result;
    case YAML_SEQUENCE_START_EVENT:
      result.kind = hune_yaml_sequence;
      result.anchor = (const char *)event->data.sequence_start.anchor;
      return result;
    case YAML_SEQUENCE_END_EVENT: result.kind = hune_yaml_sequence_end; return result;
    case YAML_MAPPING_START_EVENT:
      result.kind = hune_yaml_mapping;
      result.anchor = (const char *)event->data.mapping_start.anchor;
      return result;
    case YAML_MAPPING_END_EVENT: result.kind = hune_yaml_mapping_end; return result;
    default: break;
    }
  }
}
