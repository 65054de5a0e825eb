#include "CRE2.h"

#include <re2/re2.h>

#include <memory>
#include <new>
#include <string>
#include <vector>

// No exception may reach Swift: allocation is the only thing that throws here.

struct hune_pattern {
  std::unique_ptr<RE2> expression;
};

hune_pattern *hune_pattern_new(const char *source, size_t count, bool ignores_case,
                               bool dot_newline) {
  try {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!ignores_case);
    options.set_dot_nl(dot_newline);
    options.set_max_mem(8 << 20);
    auto pattern = std::make_unique<hune_pattern>();
    pattern->expression = std::make_unique<RE2>(re2::StringPiece(source, count), options);
    return pattern.release();
  } catch (...) {
    return nullptr;
  }
}

void hune_pattern_free(hune_pattern *pattern) { delete pattern; }

const char *hune_pattern_error(const hune_pattern *pattern) {
  return pattern->expression->ok() ? nullptr : pattern->expression->error().c_str();
}

int hune_pattern_groups(const hune_pattern *pattern) {
  return pattern->expression->NumberOfCapturingGroups();
}

int hune_pattern_group_named(const hune_pattern *pattern, const char *name, size_t count) {
  try {
    const auto &groups = pattern->expression->NamedCapturingGroups();
    auto found = groups.find(std::string(name, count));
    return found == groups.end() ? -1 : found->second;
  } catch (...) {
    return -1;
  }
}

bool hune_pattern_match(const hune_pattern *pattern, const char *text, size_t count, size_t from,
                        bool whole, hune_span *spans, int span_count) {
  try {
    std::vector<re2::StringPiece> groups(span_count);
    bool matched = pattern->expression->Match(re2::StringPiece(text, count), from, count,
                                              whole ? RE2::ANCHOR_BOTH : RE2::UNANCHORED,
                                              groups.data(), span_count);
    if (!matched) return false;
    for (int i = 0; i < span_count; i++) {
      bool took_part = groups[i].data() != nullptr;
      spans[i].start = took_part ? groups[i].data() - text : -1;
      spans[i].count = took_part ? (ptrdiff_t)groups[i].size() : 0;
    }
    return true;
  } catch (...) {
    return false;
  }
}
